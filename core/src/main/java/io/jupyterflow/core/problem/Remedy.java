package io.jupyterflow.core.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What to do about a problem: words, and between them the actions of JupyterFlow. It holds no
/// command line, because only the front end knows how the user gives commands.
///
/// @param parts in reading order; empty where nothing needs doing, or the message says it
public record Remedy(List<Part> parts) {

  /// Words or an action.
  public sealed interface Part permits Words, Action {}

  /// Words that are shown as they are.
  public record Words(String text) implements Part {
    @Override
    public String toString() {
      return text;
    }
  }

  private static final Remedy NONE = new Remedy(List.of());

  public Remedy {
    parts = List.copyOf(parts);
  }

  public static Remedy none() {
    return NONE;
  }

  /// Advice in words alone; none where there are no words.
  public static Remedy of(String words) {
    return words.isEmpty() ? NONE : new Remedy(List.of(new Words(words)));
  }

  /// Words that lead to an action, as in `Stop it first: `.
  public static Remedy of(String words, ActionKind kind, String... about) {
    return of(words).then(kind, about);
  }

  /// An action by itself, or the beginning of what is said about it.
  public static Remedy of(ActionKind kind, String... about) {
    return NONE.then(kind, about);
  }

  /// This and an action after it.
  public Remedy then(ActionKind kind, String... about) {
    return with(Action.of(kind, about));
  }

  /// This and words after it, which bring their own space.
  public Remedy then(String words) {
    return words.isEmpty() ? this : with(new Words(words));
  }

  /// This and another after it.
  public Remedy then(Remedy other) {
    List<Part> both = new ArrayList<>(parts);
    both.addAll(other.parts);
    return new Remedy(both);
  }

  /// The same with all of its texts changed, those that actions are about too.
  public Remedy map(UnaryOperator<String> change) {
    List<Part> changed = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part instanceof Action action) {
        List<String> about = new ArrayList<>(action.about());
        about.replaceAll(change);
        changed.add(new Action(action.kind(), about));
      } else {
        changed.add(new Words(change.apply(part.toString())));
      }
    }
    return new Remedy(changed);
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /// The words, and actions in angle brackets: for logs and tests, not for users.
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    parts.forEach(text::append);
    return text.toString();
  }

  private Remedy with(Part part) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new Remedy(more);
  }
}
