package io.jupyterflow.core.quantity;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// CPU cores: `2`, `0.5`, or `500m`, which is a half as Kubernetes writes it.
public final class Cores {

  /// For messages: what to write.
  public static final String EXAMPLE = "a number of cores above 0, such as 2, 0.5 or 500m";

  private static final Pattern FORM = Pattern.compile("(?=.*[1-9])[0-9]{1,9}(\\.[0-9]{1,9})?m?");

  private Cores() {}

  /// Nothing where the text is not an amount of cores above 0.
  public static Optional<BigDecimal> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        text.endsWith("m")
            ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(3)
            : new BigDecimal(text));
  }
}
