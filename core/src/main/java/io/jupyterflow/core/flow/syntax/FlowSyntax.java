package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.BraceMistakes;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.flow.text.Scanner;
import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.problem.Problem;
import java.util.List;

/// The operators of a flow: which stretches of its text are jobs, and which comes after which. What
/// a job is, a command or the name of one, is for the caller to say.
public final class FlowSyntax {

  private final QuotedText quoted;
  private final List<Leaf> leaves;

  FlowSyntax(QuotedText quoted, List<Leaf> leaves) {
    this.quoted = quoted;
    this.leaves = List.copyOf(leaves);
  }

  /// The jobs, in the order of the text.
  public List<Leaf> leaves() {
    return leaves;
  }

  /// One job of the flow.
  ///
  /// @param start where its text begins in the flow's
  /// @param end where its text ends
  /// @param needs the leaves it comes after; leaves behind the same join share one instance
  /// @param inGroup whether it is in brackets, where commas separate
  public record Leaf(int start, int end, List<Integer> needs, boolean inGroup) {}

  /// Reads the operators of a flow.
  ///
  /// @param problems gets what is wrong; the leaves then are what could be made of the rest
  public static FlowSyntax parse(String text, SourceMap places, List<Problem> problems) {
    QuotedText scanned = Scanner.scan(text, true, places, problems);
    return parse(BraceMistakes.quoted(scanned, problems), problems);
  }

  /// Reads the operators of a flow that was scanned.
  public static FlowSyntax parse(QuotedText quoted, List<Problem> problems) {
    return new FlowParser(quoted, problems).parse();
  }

  /// The text of a leaf as the user wrote it, quotes gone.
  public String name(Leaf leaf) {
    return quoted.unquoted(leaf.start(), leaf.end());
  }
}
