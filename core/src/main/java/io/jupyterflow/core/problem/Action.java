package io.jupyterflow.core.problem;

import java.util.List;
import java.util.Locale;

/// Something that JupyterFlow can do about a problem, as a part of a [Remedy].
///
/// @param kind what it does
/// @param about what it does that to, in the order that the kind names
public record Action(ActionKind kind, List<String> about) implements Remedy.Part {

  public Action {
    about = List.copyOf(about);
  }

  public static Action of(ActionKind kind, String... about) {
    return new Action(kind, List.of(about));
  }

  /// Its kind and what it is about in angle brackets, as in `<stop-run train-7f3k2>`.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<");
    text.append(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    for (String each : about) {
      text.append(' ').append(each);
    }
    return text.append('>').toString();
  }
}
