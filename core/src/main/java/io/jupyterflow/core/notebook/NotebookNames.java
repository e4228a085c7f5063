package io.jupyterflow.core.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a notebook does with the values that it is given.
public final class NotebookNames {

  private final NotebookCode notebook;
  private final Set<String> defaults = new TreeSet<>();
  private final Map<String, ParameterStatus> statuses = new LinkedHashMap<>();

  /// What happens to the value of a parameter.
  public sealed interface ParameterStatus {
    /// A cell may use it.
    record Used() implements ParameterStatus {}

    /// No cell has the name.
    record Undefined() implements ParameterStatus {}

    /// A cell sets the name before any reads it.
    ///
    /// @param cell as Jupyter numbers it
    record Overwritten(int cell) implements ParameterStatus {}
  }

  public NotebookNames(NotebookCode notebook) {
    this.notebook = notebook;
    int tagged = notebook.parametersCell();
    if (tagged >= 0 && notebook.isPython()) {
      for (NameUse use : uses(notebook.cells().get(tagged))) {
        if (use.sets()) {
          defaults.add(use.name());
        }
      }
    }
    for (int i = tagged + 1; i < notebook.cells().size(); i++) {
      for (NameUse use : uses(notebook.cells().get(i))) {
        statuses.putIfAbsent(
            use.name(),
            use.sets() ? new ParameterStatus.Overwritten(i + 1) : new ParameterStatus.Used());
      }
    }
    if (tagged >= 0 && !notebook.isPython()) {
      uses(notebook.cells().get(tagged))
          .forEach(use -> statuses.putIfAbsent(use.name(), new ParameterStatus.Used()));
    }
  }

  /// Whether a cell has the tag `parameters`.
  public boolean hasParametersCell() {
    return notebook.parametersCell() >= 0;
  }

  /// What happens to a parameter of this name.
  public ParameterStatus status(String parameter) {
    @Nullable ParameterStatus status = statuses.get(parameter);
    if (status != null) {
      return status;
    }
    return defaults.contains(parameter)
        ? new ParameterStatus.Used()
        : new ParameterStatus.Undefined();
  }

  /// The names that the cell for parameters sets, sorted; none where it can't be known.
  public Set<String> defaults() {
    return defaults;
  }

  /// The names that may have been meant: those of the cell for parameters, else all there are.
  public Set<String> known() {
    return defaults.isEmpty() ? statuses.keySet() : defaults;
  }

  private List<NameUse> uses(NotebookCode.Cell cell) {
    return notebook.isPython() ? PythonNames.of(cell.source()) : words(cell.source());
  }

  /// All words of another language, comments left out: that a name is nowhere is all that can be
  /// known.
  private static List<NameUse> words(String source) {
    List<NameUse> uses = new ArrayList<>();
    for (String line : source.split("\n", -1)) {
      int comment = line.indexOf('#');
      String code = comment < 0 ? line : line.substring(0, comment);
      for (String word : code.split("[^\\p{L}\\p{N}\\p{M}_.]+", -1)) {
        uses.add(new NameUse(word, false));
        for (String part : word.split("\\.", -1)) {
          uses.add(new NameUse(part, false));
        }
      }
    }
    return uses;
  }
}
