package io.jupyterflow.core.schedule;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The zone whose time `date` shows here: that of `TZ`, else that of `/etc/localtime`.
public final class OwnZone {

  /// Where a system says which zone it is in: a link to a file of the database, or a copy of one.
  public static final Path SYSTEM = Path.of("/etc/localtime");

  /// More than any zone's file takes.
  private static final int LARGEST = 64 * 1024;

  private OwnZone() {}

  /// Reads it.
  ///
  /// @param variables of the user
  /// @param localtime normally [#SYSTEM]
  /// @param here what Java takes for the zone, which knows a copy by its content
  /// @param problems takes what is wrong
  public static Optional<ZoneId> read(
      Map<String, String> variables, Path localtime, ZoneId here, List<Problem> problems) {
    String given = variables.get("TZ");
    if (given != null) {
      return given.isBlank() ? Optional.of(ZoneId.of("UTC")) : ofText(given, "TZ", problems);
    }
    String name = "";
    try {
      if (Files.isSymbolicLink(localtime)) {
        name = Files.readSymbolicLink(localtime).toString();
      }
      if (!name.contains("zoneinfo/")) {
        // Java names a copy that it doesn't know by the distance of today alone
        name = here.getId().indexOf('/') > 0 ? here.getId() : rule(localtime);
      }
    } catch (IOException none) {
      return Optional.of(ZoneId.of("UTC"));
    }
    return ofText(name, localtime.toString(), problems);
  }

  /// The last line of a zone's file: its rule, as POSIX writes it.
  private static String rule(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      return "";
    }
    String content = Files.readString(file, StandardCharsets.ISO_8859_1).stripTrailing();
    return content.substring(content.lastIndexOf('\n') + 1);
  }

  private static Optional<ZoneId> ofText(String text, String source, List<Problem> problems) {
    int before = problems.size();
    Optional<ZoneId> zone = ZoneText.ofVariable(text, CronText.word(text, source), problems);
    if (zone.isEmpty()) {
      Problem problem = problems.get(before);
      problems.set(
          before,
          Problem.error(
              problem.code(),
              new SourceLocation(source, 1, 1, Math.max(1, text.length()), text),
              problem.message(),
              "say whose clock counts: --timezone Asia/Seoul"));
    }
    return zone;
  }
}
