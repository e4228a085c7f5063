package io.jupyterflow.kubernetes.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where Python looks for what it imports, as variables say.
public final class PythonPlaces {

  private PythonPlaces() {}

  /// A place.
  ///
  /// @param variable that names it
  /// @param folder as the variable has it
  /// @param file which tells whether the place is there: of an environment that packages are
  ///   installed into, its Python, which that doesn't touch
  public record Place(String variable, String folder, String file) {}

  /// The places among these variables.
  public static List<Place> of(Map<String, String> variables) {
    List<Place> places = new ArrayList<>();
    for (String variable : new String[] {"VIRTUAL_ENV", "CONDA_PREFIX"}) {
      String folder = variables.getOrDefault(variable, "");
      if (folder.startsWith("/")) {
        places.add(new Place(variable, folder, folder + "/bin/python"));
      }
    }
    String path = variables.getOrDefault("PYTHONPATH", "");
    int from = 0;
    while (from < path.length()) {
      int colon = path.indexOf(':', from);
      int to = colon < 0 ? path.length() : colon;
      String folder = path.substring(from, to);
      if (folder.startsWith("/")) {
        places.add(new Place("PYTHONPATH", folder, folder));
      }
      from = to + 1;
    }
    return places;
  }
}
