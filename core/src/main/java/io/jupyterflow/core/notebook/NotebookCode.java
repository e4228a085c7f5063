package io.jupyterflow.core.notebook;

import java.util.List;

/// What planning knows of a notebook: its code, not its outputs.
///
/// @param language lower case, as the notebook says; `python` where it says nothing
/// @param cells its code cells that are not empty, in order: Jupyter numbers them so from 1
/// @param flaw why it can't be read, a clause; empty where it can
public record NotebookCode(String language, List<Cell> cells, String flaw) {

  public NotebookCode {
    cells = List.copyOf(cells);
  }

  /// One code cell.
  ///
  /// @param hasParameters whether it has the tag `parameters`
  public record Cell(String source, boolean hasParameters) {}

  public boolean isPython() {
    return language.equals("python");
  }

  /// The index of the cell that parameters are put behind; -1 where they come first.
  public int parametersCell() {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).hasParameters()) {
        return i;
      }
    }
    return -1;
  }
}
