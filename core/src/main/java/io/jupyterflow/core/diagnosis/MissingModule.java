package io.jupyterflow.core.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A module that Python did not find.
///
/// @param name with dots
/// @param plain the module in `name` that is one file and no package, or empty
record MissingModule(String name, String plain) {

  private static final Pattern NO_MODULE =
      Pattern.compile("No module named '?([\\p{L}\\p{N}_.]+)'?(?:; '([^']+)' is not a package)?");

  /// The one that an error names.
  static Optional<MissingModule> in(String error) {
    Matcher found = NO_MODULE.matcher(error);
    if (!found.find()) {
      return Optional.empty();
    }
    String plain = found.group(2);
    return Optional.of(new MissingModule(found.group(1), plain == null ? "" : plain));
  }

  /// What to do about it. Python names the first part that it did not find, so what is before the
  /// last dot is there; and a module of the user's own is never sought in the package index, where
  /// its name may be a stranger's.
  ///
  /// @param command what the job runs, as the user may write it
  String fix(String python, String command, WorkFolder folder) {
    KnownModules known = KnownModules.read();
    int dot = name.indexOf('.');
    String top = dot < 0 ? name : name.substring(0, dot);
    if (!plain.isEmpty()) {
      return folder.isFile(top + ".py")
          ? top
              + ".py in "
              + folder.spoken()
              + " hides the package "
              + top
              + ": give your file another name."
          : plain + " is a single file and has no modules in it: check the spelling of the import.";
    }
    return dot < 0
        ? top(known, python, command, folder)
        : part(known, top, name.substring(0, name.lastIndexOf('.')), python, folder);
  }

  private String part(
      KnownModules known, String top, String parent, String python, WorkFolder folder) {
    String missing = name.substring(parent.length() + 1);
    if (!folder.moduleFolder(top).isEmpty()) {
      return "Your " + parent + " has no " + missing + ": check the spelling of the import.";
    }
    if (known.standard().contains(top)) {
      return parent
          + " belongs to Python and has no "
          + missing
          + ": check the spelling, or which version the code needs. Yours: "
          + python
          + " --version";
    }
    return parent
        + " is installed and has no "
        + missing
        + ": the code was written for another version of it. Yours: "
        + python
        + " -m pip show "
        + known.distribution(top);
  }

  private String top(KnownModules known, String python, String command, WorkFolder folder) {
    String where = folder.moduleFolder(name);
    if (!where.isEmpty()) {
      return "Python looks for modules in the folder of the script, and "
          + folder.moduleFile(where, name)
          + " is not. Say where it is: PYTHONPATH="
          + where
          + " "
          + command;
    }
    String now = known.python2().get(name);
    if (now != null) {
      return "The code is for Python 2. Python 3 calls it " + now + ".";
    }
    if (known.packages().containsKey(name)) {
      return folder.packages().python(python, name, known.distribution(name));
    }
    if (known.own().contains(name)) {
      return name
          + " is most likely code of your own, and none is in "
          + folder.spoken()
          + ". Start the run where it is, or say where: PYTHONPATH=FOLDER "
          + command;
    }
    if (known.standard().contains(name)) {
      return name
          + " belongs to Python, and this Python has none: later versions removed it, or it was"
          + " left out. Run the job with another Python. Yours: "
          + python
          + " --version";
    }
    return folder.packages().python(python, name, name);
  }
}
