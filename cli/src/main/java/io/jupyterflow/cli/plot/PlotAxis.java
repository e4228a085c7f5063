package io.jupyterflow.cli.plot;

import io.jupyterflow.core.results.NumberText;

/// Where numbers are between the ends of a plot.
///
/// @param logarithmic whether equal distances are equal factors
record PlotAxis(double least, double most, boolean logarithmic) {

  /// From this factor between the least and the most on, positive numbers are drawn by factors.
  private static final double WIDE = 100;

  /// An axis that all these numbers are on.
  static PlotAxis over(Iterable<Double> numbers, boolean mayBeLogarithmic) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    if (least > most) {
      return new PlotAxis(0, 1, false);
    }
    if (least == most) {
      double margin = least == 0 ? 1 : Math.abs(least) / 2;
      return new PlotAxis(least - margin, most + margin, false);
    }
    return new PlotAxis(least, most, mayBeLogarithmic && least > 0 && most / least >= WIDE);
  }

  /// Where a number lies, from 0 to 1.
  double place(double number) {
    if (logarithmic) {
      return (Math.log(number) - Math.log(least)) / (Math.log(most) - Math.log(least));
    }
    // Halves, because the distance of two very large numbers may be infinite.
    return (number / 2 - least / 2) / (most / 2 - least / 2);
  }

  /// The number at a place, for people.
  String label(double place) {
    if (place == 0 || place == 1) {
      return NumberText.rounded(place == 0 ? least : most, 4);
    }
    double number =
        logarithmic
            ? Math.exp(Math.log(least) + place * (Math.log(most) - Math.log(least)))
            : least * (1 - place) + most * place;
    return NumberText.rounded(number, 3);
  }
}
