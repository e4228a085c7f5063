package io.jupyterflow.core.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Names that zones had before. Not every machine has them any more: systems put them into packages
/// of their own, and what a controller does not know it silently never runs.
final class OldZones {

  private OldZones() {}

  /// The name of today of an old one, whatever its case; any other name as it is.
  static String today(String name) {
    for (String[] each : table()) {
      if (each[0].equalsIgnoreCase(name)) {
        return each[1];
      }
    }
    return name;
  }

  /// Whether a name is an old one, letter by letter.
  static boolean has(String name) {
    for (String[] each : table()) {
      if (each[0].equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<String[]> table() {
    List<String[]> table = new ArrayList<>();
    try (InputStream file =
            Objects.requireNonNull(OldZones.class.getResourceAsStream("zone-links.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          table.add(line.split(" ", -1));
        }
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
