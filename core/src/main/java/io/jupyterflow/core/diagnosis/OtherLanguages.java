package io.jupyterflow.core.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How scripts of R and Julia end that fail.
final class OtherLanguages {

  private static final String R_END = "Execution halted";
  private static final Pattern R_PACKAGE =
      Pattern.compile("there is no package called [‘'\"]([\\w.]+)[’'\"]");
  private static final String JULIA = "ERROR: ";
  private static final String LOADING = "LoadError: ";
  private static final Pattern JULIA_PLACE = Pattern.compile("in expression starting at (.+:\\d+)");
  private static final Pattern JULIA_PACKAGE =
      Pattern.compile("Package (\\w+) not found in current path");
  private static final int MOST_LINES = 60;

  private OtherLanguages() {}

  /// The cause that is last; nothing where neither of them ended so.
  static Optional<Cause> in(List<String> lines, WorkFolder folder) {
    return lines.getLast().strip().equals(R_END) ? r(lines, folder) : julia(lines, folder);
  }

  private static Optional<Cause> r(List<String> lines, WorkFolder folder) {
    for (int i = lines.size() - 2; i >= Math.max(0, lines.size() - MOST_LINES); i--) {
      String line = lines.get(i);
      if (!line.startsWith("Error in ") && !line.startsWith("Error: ")) {
        continue;
      }
      List<String> evidence = lines.subList(i, lines.size());
      boolean more = line.stripTrailing().endsWith(":") && lines.get(i + 1).startsWith("  ");
      String error = more ? line.strip() + " " + lines.get(i + 1).strip() : line.strip();
      Matcher missing = R_PACKAGE.matcher(error);
      String fix =
          missing.find()
              ? folder
                  .packages()
                  .other(
                      "Rscript -e 'install.packages(\"" + missing.group(1) + "\")'", "R_LIBS_USER")
              : absent(evidence, folder);
      return Optional.of(new Cause("failed: " + error, fix, evidence));
    }
    return Optional.empty();
  }

  /// R tells which file it did not find in a warning behind the error.
  private static String absent(List<String> evidence, WorkFolder folder) {
    for (String line : evidence) {
      if (line.contains("No such file or directory")) {
        return PythonErrors.paths(folder);
      }
    }
    return "";
  }

  private static Optional<Cause> julia(List<String> lines, WorkFolder folder) {
    int start = lines.size() - 1;
    while (start >= 0 && !lines.get(start).startsWith(JULIA)) {
      start--;
    }
    if (start < 0) {
      return Optional.empty();
    }
    List<String> said = lines.subList(start, lines.size());
    String place = "";
    boolean stack = false;
    for (String line : said) {
      Matcher at = JULIA_PLACE.matcher(line.strip());
      stack |= line.equals("Stacktrace:") || at.matches();
      place = at.matches() && place.isEmpty() ? " at " + at.group(1) : place;
    }
    if (!stack) {
      return Optional.empty();
    }
    String error = said.getFirst().substring(JULIA.length());
    error = error.startsWith(LOADING) ? error.substring(LOADING.length()) : error;
    Matcher missing = JULIA_PACKAGE.matcher(error);
    String fix =
        missing.find()
            ? folder
                .packages()
                .other(
                    "julia -e 'import Pkg; Pkg.add(\"" + missing.group(1) + "\")'",
                    "JULIA_DEPOT_PATH")
            : absent(said, folder);
    return Optional.of(
        new Cause("failed" + place + ": " + error, fix, said.subList(0, Math.min(5, said.size()))));
  }
}
