package io.jupyterflow.core.flow;

/// The text of a job for `sh -c`: as the user wrote it, except that its sweeps are expanded, its
/// keys bound, and the interpreter stands before its script.
final class ShellText {

  private ShellText() {}

  static String of(Template template, Variants.Variant variant, SourceFacts facts) {
    JobText text = template.text;
    StringBuilder shell = new StringBuilder();
    int end = -1;
    for (int i = 0; i < template.words.size(); i++) {
      Word word = template.words.get(i);
      if (end >= 0) {
        shell.append(text.gap(end, word.start()));
      }
      Form.Settled settled = variant.words().get(i);
      if (i == template.head) {
        shell.append(Interpreters.prefix(settled.value(), facts));
      }
      shell.append(settled.raw());
      end = word.end();
    }
    return shell.toString();
  }
}
