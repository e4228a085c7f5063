package io.jupyterflow.core.environment;

/// One thing that was found where the user works, and what happens to it in a job: a line of `env
/// show`.
///
/// @param kind `image`, `volume`, `variable`, `resource` …
/// @param name what it is called in its kind: a volume's name, a variable's
/// @param value as users may see it: never a secret's
/// @param fate what happens to it
/// @param source where it was found: `pod`, `process`, `~/.jupyterflow.yaml:3:5`
/// @param reason why it has this fate, in plain words
public record CapturedItem(
    String kind, String name, String value, Fate fate, String source, String reason) {

  /// What happens to an item.
  public enum Fate {
    CARRIED,
    LEFT_OUT,
    CHANGED,
    /// Jobs are to have it, and it is no longer there: none can begin.
    MISSING;

    /// The words users see and documents carry.
    public String text() {
      return switch (this) {
        case CARRIED -> "carried";
        case LEFT_OUT -> "left out";
        case CHANGED -> "changed";
        case MISSING -> "missing";
      };
    }
  }
}
