package io.jupyterflow.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.cli.terminal.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void aRowIsOneLineWhateverItsCellsHold() {
    Table table = new Table(List.of("a\tb", "C"));
    table.row(List.of("one\ntwo\r", "x\u001b[2J\u202ey"));
    table.row(List.of("학습", ""));
    assertThat(table.lines())
        .containsExactly("a\\tb        C", "one\\ntwo\\r  x\\u001b[2J\\u202ey", "학습");
  }

  @Test
  void coloursOfOursAreNoPartOfACell() {
    Table table = new Table(List.of("STATE", "N"));
    table.row(List.of("ok", "1"), (column, cell) -> column == 0 ? Style.COLORED.green(cell) : cell);
    table.row(List.of("\u001b[31mbest", "2"));
    assertThat(table.lines())
        .containsExactly(
            "STATE           N", "\u001b[32mok\u001b[0m              1", "\\u001b[31mbest  2");
  }
}
