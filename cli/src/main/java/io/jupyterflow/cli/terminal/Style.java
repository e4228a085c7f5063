package io.jupyterflow.cli.terminal;

/// Puts colors around text, or leaves it as it is.
public enum Style {
  PLAIN,
  COLORED;

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  public String cyan(String text) {
    return wrap("36", text);
  }

  /// One of six colors, so that neighbors differ.
  public String hue(int index, String text) {
    return switch (Math.floorMod(index, 6)) {
      case 0 -> wrap("36", text);
      case 1 -> wrap("33", text);
      case 2 -> wrap("32", text);
      case 3 -> wrap("35", text);
      case 4 -> wrap("34", text);
      default -> wrap("96", text);
    };
  }

  private String wrap(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
