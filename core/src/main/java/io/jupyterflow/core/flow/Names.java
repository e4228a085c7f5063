package io.jupyterflow.core.flow;

import java.util.List;

/// How jobs are called that the user gave no name.
final class Names {

  private Names() {}

  static String of(List<Word> words) {
    String head = words.getFirst().forms().getFirst().value();
    String base = head.substring(head.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    return dot > 0 ? base.substring(0, dot) : base;
  }
}
