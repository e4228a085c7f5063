package io.jupyterflow.local.supervisor;

import io.jupyterflow.core.runfolder.PrivateFolders;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.lease.Leases;
import io.jupyterflow.local.process.ProcessTable;
import io.jupyterflow.local.process.RunProcesses;
import io.jupyterflow.local.runfolder.EventLog;
import io.jupyterflow.local.runfolder.EventReader;
import io.jupyterflow.local.runfolder.Inbox;
import io.jupyterflow.local.runfolder.RunEnvironment;
import io.jupyterflow.local.runfolder.StoredRunOptions;
import io.jupyterflow.local.runfolder.SupervisorNotice;
import io.jupyterflow.local.schedule.Capacity;
import io.jupyterflow.local.schedule.CapacityProbe;
import io.jupyterflow.local.spawn.BaseEnvironment;
import io.jupyterflow.local.spawn.JobLauncher;
import io.jupyterflow.local.spawn.Posix;
import io.jupyterflow.local.spawn.Reaper;
import io.jupyterflow.local.spawn.Spawner;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// The process that carries one run: `SupervisorMain RUN_FOLDER`. Ends at once where the run has an
/// owner or is over. `SupervisorMain --standby LOG` is told the folder on its stdin, in one line;
/// where that closes without one, it removes LOG and ends.
public final class SupervisorMain {

  /// The first word of one that is told its run later.
  public static final String STANDBY = "--standby";

  private static final Duration GRACE = Duration.ofSeconds(5);

  private SupervisorMain() {}

  /// Carries the run to its end.
  ///
  /// @param arguments the run's folder, or that it will be told
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Linking the C library takes as long as all the rest before the first job: it goes next to it.
    FutureTask<Posix> posix = new FutureTask<>(SupervisorMain::link);
    Thread.ofPlatform().daemon().name("link").start(posix);
    Optional<RunFolder> folder =
        arguments[0].equals(STANDBY)
            ? told(Path.of(arguments[1]))
            : Optional.of(new RunFolder(Path.of(arguments[0])));
    if (folder.isPresent()) {
      carry(folder.get(), posix, Clock.systemUTC());
    }
    // Nothing is left to do in order: the files are written, threads and memory go with the
    // process.
    Runtime.getRuntime().halt(0);
  }

  private static Posix link() {
    Posix posix = new Posix();
    WarmUp.spawn(posix);
    return posix;
  }

  private static Optional<RunFolder> told(Path log) throws IOException {
    WarmUp.run();
    String line = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    if (line.endsWith("\n")) {
      return Optional.of(new RunFolder(Path.of(line.substring(0, line.length() - 1))));
    }
    Files.deleteIfExists(log);
    return Optional.empty();
  }

  private static void carry(RunFolder folder, Future<Posix> linked, Clock clock)
      throws IOException, InterruptedException {
    PrivateFolders around = PrivateFolders.around(folder.path());
    around.check();
    around.checkRun(folder.path());
    ProcessTable processes = ProcessTable.ofThisMachine();
    Leases leases = new Leases(folder, processes);
    Leases.Judgement judged = leases.judge();
    if (judged.isOwned()) {
      return;
    }
    // The one after the epoch that was judged, not after what is the newest by now: of all that saw
    // the same owner dead, one gets it.
    int epoch = judged.epoch() + 1;
    String host = hostName();
    if (!leases.claim(epoch, host)) {
      return;
    }
    EventReader reader = EventReader.open(folder);
    reader.refresh();
    if (reader.status().isFinished()) {
      return;
    }
    try (EventLog log = EventLog.create(folder.events(epoch))) {
      Journal journal = new Journal(folder, reader.status(), log, clock);
      reserveNotice(folder);
      journal.add(new RunEvent.Owned(journal.now(), epoch, host, reader.consumed(epoch - 1)));
      // Until the first line stands, others don't know what counts: nothing can begin.
      while (!journal.write(System.nanoTime())) {
        Thread.sleep(100);
      }
      journal.syncInBackground();
      supervise(
          folder,
          linked,
          reader,
          journal,
          processes,
          new LeaseGuard(leases, epoch, System.nanoTime()),
          leases,
          host);
      journal.sync();
    }
  }

  private static void supervise(
      RunFolder folder,
      Future<Posix> future,
      EventReader reader,
      Journal journal,
      ProcessTable processes,
      LeaseGuard tenure,
      Leases leases,
      String host)
      throws IOException, InterruptedException {
    RunStatus status = reader.status();
    StoredRunOptions options = reader.options();
    RunEnvironment environment = RunEnvironment.read(folder.environment());
    Posix posix = linked(future);
    BlockingQueue<Reaper.Ended> ended = new LinkedBlockingQueue<>();
    Reaper reaper = new Reaper(posix, ended::add);
    reaper.start();
    CapacityProbe probe = new CapacityProbe(Path.of("/"));
    Capacity capacity =
        new Capacity(Runtime.getRuntime().availableProcessors(), probe.memory(), options.gpus());
    BaseEnvironment variables = BaseEnvironment.ofThisProcess();
    tellMissing(environment, variables);
    String shell = JobLauncher.shell(variables.hasOddNames());
    Starter starter =
        new Starter(
            folder,
            environment.workingDirectory(),
            JobLauncher.of(processes),
            new Spawner(posix, shell, environment.workingDirectory()),
            variables);
    RuntimePin.hold();
    boolean given = options.width() > 0;
    LaunchQueue.Rules rules =
        new LaunchQueue.Rules(
            environment.resources(), capacity, given ? options.width() : capacity.cores(), !given);
    RunProcesses ofRun = new RunProcesses(processes, posix, folder.id());
    new Supervisor(
            status,
            journal,
            tenure,
            new LaunchQueue(folder, status, rules, journal, starter, reaper),
            new CompletionRecorder(status, journal, probe, options.failFast()),
            ended,
            new ProcessTerminator(ofRun, GRACE.toNanos()),
            new Adoption(processes, leases, ofRun, host),
            new Inbox(folder.inbox()))
        .run();
  }

  /// What no file keeps and this process was not given: jobs that start now do without.
  private static void tellMissing(RunEnvironment environment, BaseEnvironment variables) {
    for (String name : environment.withheld()) {
      if (variables.value(ProcessTable.raw(name)).isEmpty()) {
        System.err.println(name + " is not set: jobs that start from now on do without it");
      }
    }
  }

  private static Posix linked(Future<Posix> posix) throws InterruptedException {
    try {
      return posix.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the C library can't be used", e.getCause());
    }
  }

  private static void reserveNotice(RunFolder folder) {
    try {
      SupervisorNotice.reserve(folder.notice());
    } catch (IOException full) {
      // Then troubles stay unsaid, and the run goes on.
      return;
    }
  }

  private static String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException unknown) {
      return "unknown";
    }
  }
}
