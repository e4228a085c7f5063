package io.jupyterflow.local.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.fixture.Until;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.process.ProcessIdentity;
import io.jupyterflow.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeasesTest {

  @TempDir Path path;
  private final ProcessTable processes = ProcessTable.ofThisMachine();
  private RunFolder folder;
  private Leases leases;

  @BeforeEach
  void begin() {
    folder = new RunFolder(path);
    leases = new Leases(folder, processes);
  }

  private void owner(int epoch, ProcessIdentity process, long agedSeconds) throws IOException {
    Files.writeString(folder.owner(epoch), process.text() + " host\n");
    long now = Files.getLastModifiedTime(folder.owner(epoch)).toMillis();
    Files.setLastModifiedTime(folder.owner(epoch), FileTime.fromMillis(now - agedSeconds * 1000));
  }

  @Test
  void livingProcessOwnsHoweverLongItsLeaseIsSilent() throws IOException {
    assertThat(leases.isOwned()).isFalse();
    assertThat(leases.claim(1, "here")).isTrue();
    assertThat(leases.claim(1, "here")).isFalse();
    Files.setLastModifiedTime(folder.owner(1), FileTime.fromMillis(0));

    assertThat(leases.isOwned()).isTrue();
    assertThat(leases.owner(1).orElseThrow().process()).isEqualTo(processes.self());
  }

  @Test
  void stoppedProcessStillOwns() throws Exception {
    Process sleeper = new ProcessBuilder("sleep", "300").start();
    try {
      owner(1, identity(sleeper.pid()), 1000);
      new ProcessBuilder("kill", "-STOP", Long.toString(sleeper.pid())).start().waitFor();
      // the kernel stops it a moment after kill has returned
      Leases.Judgement stopped = new Leases.Judgement(1, true, sleeper.pid());
      Until.answers("the stopped owner", leases::judge, stopped::equals);
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
    assertThat(leases.isOwned()).isFalse();
  }

  @Test
  void anotherProcessWithTheSameNumberDoesNotOwn() throws IOException {
    ProcessIdentity self = processes.self();
    owner(
        1,
        new ProcessIdentity(self.boot(), self.pidNamespace(), self.pid(), self.startTicks() - 1),
        0);

    assertThat(leases.isOwned()).isFalse();
  }

  @Test
  void ownerOfAnotherHostOwnsWhileItsLeaseIsFresh() throws IOException {
    ProcessIdentity far = new ProcessIdentity("other-boot", "1", 1, 1);
    owner(1, far, 10);
    assertThat(leases.isOwned()).isTrue();

    owner(1, far, 100);
    assertThat(leases.isOwned()).isFalse();

    leases.beat(1);
    assertThat(leases.isOwned()).isTrue();
    assertThat(leases.owner(1).orElseThrow().process()).isEqualTo(far);
  }

  @Test
  void anotherHostMayBeAliveHoweverLongItIsSilent() throws IOException {
    ProcessIdentity far = new ProcessIdentity("other-boot", "1", 1, 1);
    owner(1, far, 100_000);
    leases.claim(2, "here");

    assertThat(leases.aliveHost(far, "here")).isEqualTo("host");
    assertThat(leases.aliveHost("here")).isEqualTo("host");
    ProcessIdentity stranger = new ProcessIdentity("third-boot", "1", 1, 1);
    assertThat(leases.aliveHost(stranger, "here")).isEqualTo("unknown");
  }

  @Test
  void thisHostBeforeItsRestartIsGone() throws IOException {
    ProcessIdentity before = new ProcessIdentity("other-boot", "1", 1, 1);
    owner(1, before, 100);
    leases.claim(2, "host");
    assertThat(leases.aliveHost(before, "host")).isNull();
    assertThat(leases.aliveHost("host")).isNull();

    owner(1, before, 10);
    assertThat(leases.aliveHost(before, "host")).isEqualTo("host");
  }

  @Test
  void aNameThatManyHostsHaveTellsNothing() throws IOException {
    ProcessIdentity far = new ProcessIdentity("other-boot", "1", 1, 1);
    owner(1, far, 100);
    Files.writeString(
        folder.owner(1), Files.readString(folder.owner(1)).replace(" host", " localhost"));
    Files.setLastModifiedTime(folder.owner(1), FileTime.fromMillis(0));

    assertThat(leases.aliveHost(far, "localhost")).isEqualTo("localhost");
  }

  /// Several commands see the same owner dead; by the time the second claims, the first has.
  @Test
  void aTakeoverClaimsTheEpochAfterTheJudgedOne() throws IOException {
    owner(1, new ProcessIdentity("other-boot", "1", 1, 1), 100);
    Leases.Judgement first = leases.judge();
    Leases.Judgement second = new Leases(folder, processes).judge();
    assertThat(first).isEqualTo(new Leases.Judgement(1, false, 0)).isEqualTo(second);

    assertThat(leases.claim(first.epoch() + 1, "here")).isTrue();
    assertThat(leases.claim(second.epoch() + 1, "here")).isFalse();
    assertThat(leases.latestEpoch()).isEqualTo(2);
  }

  @Test
  void tornOwnerFileOwnsWhileFresh() throws IOException {
    Files.writeString(folder.owner(1), "half a li");

    assertThat(leases.isOwned()).isTrue();
  }

  @Test
  void onlyOneOfManyGetsAnEpoch() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> claims =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(
                  i -> () -> Files.exists(folder.owner(1)) ? false : claimed(i))
              .toList();
      int won = 0;
      for (var claim : threads.invokeAll(claims)) {
        won += claim.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(leases.isSuperseded(1)).isFalse();
    assertThat(leases.claim(2, "next")).isTrue();
    assertThat(leases.isSuperseded(1)).isTrue();
  }

  /// Each as another process would: with a file of its own to link from.
  private boolean claimed(int who) throws IOException {
    Path own = Files.writeString(path.resolve("own-" + who), "owner\n");
    try {
      Files.createLink(folder.owner(1), own);
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
  }

  private ProcessIdentity identity(long pid) {
    ProcessIdentity self = processes.self();
    return new ProcessIdentity(
        self.boot(), self.pidNamespace(), pid, processes.stat(pid).orElseThrow().startTicks());
  }
}
