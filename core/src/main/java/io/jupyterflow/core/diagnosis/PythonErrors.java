package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.Remedy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do about the errors of Python that have one usual remedy.
final class PythonErrors {

  private static final Pattern NO_NAME =
      Pattern.compile(
          "cannot import name '([^']+)' from (partially initialized module )?'([^']+)'.*");
  private static final Pattern HALF_DONE =
      Pattern.compile("(?:partially initialized )?module '([^']+)' has no attribute .*");

  private PythonErrors() {}

  /// The fix for an error line such as `ModuleNotFoundError: No module named 'torch'`; empty where
  /// only the code can tell.
  ///
  /// @param python the interpreter of the job
  /// @param command what the job runs, as the user may write it
  /// @param folder the job's working directory
  static Remedy fix(String error, String python, String command, WorkFolder folder) {
    Optional<MissingModule> module = MissingModule.in(error);
    if (module.isPresent()) {
      return Remedy.of(module.get().fix(python, command, folder));
    }
    if (error.startsWith("ImportError") || error.startsWith("AttributeError")) {
      return Remedy.of(module(error, python, folder));
    }
    String memory = memory(error);
    if (!memory.isEmpty()) {
      return Remedy.of(memory);
    }
    return error.startsWith("IndentationError")
            || error.startsWith("SyntaxError")
            || error.startsWith("TabError")
        ? Remedy.of("Correct the line, then: ", ActionKind.RERUN_FAILED, "@last")
        : Remedy.of(other(error, folder));
  }

  /// A module that is found and is not what the code expects.
  private static String module(String error, String python, WorkFolder folder) {
    Matcher name = NO_NAME.matcher(error);
    Matcher half = HALF_DONE.matcher(error);
    boolean imports = name.find();
    String module = imports ? name.group(3) : half.find() ? half.group(1) : "";
    if (module.isEmpty()) {
      return "";
    }
    int dot = module.indexOf('.');
    String top = dot < 0 ? module : module.substring(0, dot);
    KnownModules known = KnownModules.read();
    boolean own = !folder.moduleFolder(top).isEmpty();
    if (own && (known.standard().contains(top) || error.contains("partially initialized"))) {
      return "Python takes "
          + folder.moduleFile(folder.moduleFolder(top), top)
          + " for the module "
          + top
          + ". Give your file another name, or see whether two of your files import each other.";
    }
    if (own || !imports || known.standard().contains(top)) {
      return "";
    }
    return module
        + " is installed and has no "
        + name.group(1)
        + ": the code was written for another version of it. Yours: "
        + python
        + " -m pip show "
        + known.distribution(top);
  }

  private static String memory(String error) {
    if (error.contains("CUDA out of memory") || error.contains("OutOfMemoryError")) {
      return "The GPU's memory is full: use a smaller batch, or run fewer jobs on it at once with"
          + " -j.";
    }
    if (error.startsWith("MemoryError") || error.contains("ArrayMemoryError")) {
      return "Give it room with --memory, run fewer jobs at once with -j, or use less data at a"
          + " time.";
    }
    if (error.contains("shared memory")) {
      return "Use fewer data loader workers, or make room: df -h /dev/shm shows how full it is.";
    }
    if (error.contains("is killed by signal: Killed")
        || error.contains("SIGKILL")
        || error.contains("terminated abruptly")) {
      return "A worker process was killed, mostly because memory ran out: give the job room with"
          + " --memory, or use fewer workers.";
    }
    return "";
  }

  private static String other(String error, WorkFolder folder) {
    if (error.contains("[Errno 7]")) {
      return "The command it starts is longer than the system takes: give the arguments in a file.";
    }
    if (error.contains("[Errno 8]")) {
      return "The file it starts is no program: begin it with a line such as #!/usr/bin/env"
          + " python3, or name its interpreter: python3 x.py";
    }
    if (error.startsWith("FileNotFoundError") || error.contains("No such file or directory")) {
      return paths(folder);
    }
    if (error.startsWith("EOFError: EOF when reading a line")) {
      return "Nobody is there to answer a job: give it what it asks for as an argument,"
          + " train.py name=…, or in a file.";
    }
    if (error.startsWith("PermissionError")) {
      return "The file or its directory belongs to somebody else: ls -l shows to whom.";
    }
    return "";
  }

  /// Where files are looked for.
  static String paths(WorkFolder folder) {
    return "Paths are seen from "
        + folder.spoken()
        + ". A file that an earlier job makes needs that job before it: first.py >> second.py";
  }
}
