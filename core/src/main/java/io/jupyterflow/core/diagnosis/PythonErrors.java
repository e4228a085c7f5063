package io.jupyterflow.core.diagnosis;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What to do about the errors of Python that have one usual remedy.
final class PythonErrors {

  private static final Pattern NO_MODULE = Pattern.compile("No module named '?([\\w.]+)'?");

  /// Modules whose package has another name.
  private static final Map<String, String> PACKAGES =
      Map.ofEntries(
          Map.entry("sklearn", "scikit-learn"),
          Map.entry("skimage", "scikit-image"),
          Map.entry("cv2", "opencv-python"),
          Map.entry("PIL", "pillow"),
          Map.entry("yaml", "pyyaml"),
          Map.entry("bs4", "beautifulsoup4"),
          Map.entry("dotenv", "python-dotenv"),
          Map.entry("dateutil", "python-dateutil"),
          Map.entry("umap", "umap-learn"),
          Map.entry("git", "gitpython"),
          Map.entry("Crypto", "pycryptodome"));

  private PythonErrors() {}

  /// The fix for an error line such as `ModuleNotFoundError: No module named 'torch'`; empty where
  /// only the code can tell.
  ///
  /// @param python the interpreter of the job
  /// @param directory the job's working directory, or null where it is not known
  static String fix(String error, String python, @Nullable String directory) {
    Matcher module = NO_MODULE.matcher(error);
    if (module.find()) {
      String name = module.group(1);
      int dot = name.indexOf('.');
      String top = dot < 0 ? name : name.substring(0, dot);
      return "Install it in the environment of the job: "
          + python
          + " -m pip install "
          + PACKAGES.getOrDefault(top, top);
    }
    if (error.contains("CUDA out of memory") || error.contains("OutOfMemoryError")) {
      return "The GPU's memory is full: use a smaller batch, or run fewer jobs on it at once with -j.";
    }
    if (error.startsWith("MemoryError") || error.contains("ArrayMemoryError")) {
      return "Give it room with --memory, run fewer jobs at once with -j, or use less data at a"
          + " time.";
    }
    if (error.startsWith("FileNotFoundError") || error.contains("No such file or directory")) {
      return "Paths are seen from "
          + (directory == null ? "the directory the run was started in" : directory)
          + ". A file that an earlier job makes needs that job before it: first.py >> second.py";
    }
    if (error.startsWith("EOFError: EOF when reading a line")) {
      return "Nobody is there to answer a job: give it what it asks for as an argument,"
          + " train.py name=…, or in a file.";
    }
    if (error.startsWith("PermissionError")) {
      return "The file or its directory belongs to somebody else: ls -l shows to whom.";
    }
    if (error.contains("No space left on device")) {
      return "The disk is full: df -h shows which.";
    }
    if (error.startsWith("IndentationError")
        || error.startsWith("SyntaxError")
        || error.startsWith("TabError")) {
      return "Correct the line, then: jupyterflow rerun @last --failed";
    }
    return "";
  }
}
