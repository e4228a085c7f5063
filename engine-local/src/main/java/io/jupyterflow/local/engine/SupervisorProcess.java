package io.jupyterflow.local.engine;

import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.runfolder.RunEnvironment;
import io.jupyterflow.local.supervisor.SupervisorMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts the process that carries a run: in a session of its own, so that it outlives the
/// terminal, and niced below the notebook.
final class SupervisorProcess {

  private static final String MAIN = "io.jupyterflow.local.supervisor.SupervisorMain";

  /// Options of JVMs that are measured or trained, as `dist/launch` takes them.
  private static final String OPTIONS = "JUPYTERFLOW_JVM_OPTIONS";

  /// The most memory it takes; two thirds of it are for what stays, of which a plan at its limit
  /// ([Plan#MOST_BYTES]) is the largest part by far.
  static final String HEAP = "-Xmx192m";

  private SupervisorProcess() {}

  /// What a supervisor is started with.
  ///
  /// @param variables its own, and so those of its jobs
  /// @param options of its JVM, separated by blanks
  record Setting(Map<String, String> variables, String options) {

    /// As `equals`, which the compiler gives a record and which is put together when it is first
    /// called: a dozen milliseconds for which a run would wait.
    boolean isSameAs(Setting other) {
      return options.equals(other.options) && variables.equals(other.variables);
    }
  }

  /// Starts a supervisor; it ends by itself where the run has an owner.
  static Process start(RunFolder folder, Setting setting) throws IOException {
    return prepared(
            List.of(folder.path().toString()), folder.path(), folder.supervisorLog(), setting)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  /// Starts a supervisor that hears on its stdin which run it has.
  ///
  /// @param log where its output goes, and what it removes where it gets no run
  static Process standby(Path directory, Path log, Setting setting) throws IOException {
    return prepared(List.of(SupervisorMain.STANDBY, log.toString()), directory, log, setting)
        .start();
  }

  private static ProcessBuilder prepared(
      List<String> arguments, Path directory, Path log, Setting setting) {
    List<String> command = new ArrayList<>();
    add("setsid", List.of(), command);
    add("nice", List.of("-n", "5"), command);
    command.addAll(java(setting.options()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    inherit(builder.environment(), setting.variables());
    builder.directory(directory.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder;
  }

  /// Makes the variables of a new process those that are wanted. What this process has alike stays
  /// untouched, so that values keep their bytes that are not text.
  private static void inherit(Map<String, String> own, Map<String, String> wanted) {
    Map<String, String> missing = new LinkedHashMap<>(wanted);
    for (Iterator<Map.Entry<String, String>> all = own.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<String, String> one = all.next();
      if (one.getValue().equals(missing.get(one.getKey()))) {
        missing.remove(one.getKey());
      } else {
        all.remove();
      }
    }
    own.putAll(missing);
  }

  /// What a run's supervisor is started with.
  ///
  /// @param callers variables of this process, for those that the run's files withhold
  static Setting setting(RunEnvironment environment, Map<String, String> callers) {
    Map<String, String> own = new LinkedHashMap<>(environment.variables());
    for (String name : environment.withheld()) {
      String value = callers.get(name);
      if (value != null) {
        own.put(name, value);
      }
    }
    UserVariables.toOurs(own);
    return new Setting(own, callers.getOrDefault(OPTIONS, ""));
  }

  /// The JVM of this process, small: a supervisor mostly sleeps.
  private static List<String> java(String options) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String cache = System.getProperty("jupyterflow.supervisor.aot");
    if (cache != null && Files.exists(Path.of(cache))) {
      words.add("-XX:AOTCache=" + cache);
    }
    words.addAll(
        List.of(
            // As for the command's JVM: see dist/launch.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:-AOTReplayTraining",
            "-XX:ArchiveRelocationMode=0",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            HEAP,
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError"));
    if (!options.isEmpty()) {
      words.addAll(List.of(options.split(" ")));
    }
    words.addAll(main());
    return words;
  }

  /// Where the JVM finds the supervisor: in the module that the shipped image holds, else on the
  /// class path.
  private static List<String> main() {
    Module module = SupervisorProcess.class.getModule();
    if (module.isNamed()) {
      String name = module.getName();
      return List.of("--enable-native-access=" + name, "-m", name + "/" + MAIN);
    }
    String path = absolute(System.getProperty("java.class.path"));
    return List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, MAIN);
  }

  /// The class path as seen from any folder.
  private static String absolute(String classPath) {
    List<String> entries = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  /// Adds a program of the system by its path, where there is one: on the user's `PATH` may be
  /// another of that name, or none.
  private static void add(String program, List<String> arguments, List<String> command) {
    for (String folder : List.of("/usr/bin/", "/bin/")) {
      if (Files.isExecutable(Path.of(folder + program))) {
        command.add(folder + program);
        command.addAll(arguments);
        return;
      }
    }
  }
}
