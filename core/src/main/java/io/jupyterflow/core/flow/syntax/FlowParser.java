package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.text.Operators;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads `>>`, groups and commas. Groups are kept on a stack of its own, never the call stack: a
/// flow may be as deep as its text is long.
final class FlowParser {

  /// What may come next.
  private enum State {
    STAGE,
    OPERATOR,
    END
  }

  /// A flow within brackets, or the whole.
  private static final class Frame {
    final int open;
    final List<Integer> inherited;
    final List<StageExits> branches = new ArrayList<>();
    List<Integer> needs;
    StageExits last = NONE;

    /// Where the `>>` or `,` lies that a stage must follow.
    int operator;

    Frame(int open, List<Integer> inherited) {
      this.open = open;
      this.inherited = inherited;
      this.needs = inherited;
      this.operator = open;
    }

    boolean isGroup() {
      return open >= 0;
    }
  }

  private static final StageExits NONE = new StageExits.Of(List.of());

  private final QuotedText quoted;
  private final int length;
  private final List<Problem> problems;
  private final List<FlowSyntax.Leaf> leaves = new ArrayList<>();
  private final Deque<Frame> outer = new ArrayDeque<>();
  private Frame frame = new Frame(-1, List.of());
  private int at;

  FlowParser(QuotedText quoted, List<Problem> problems) {
    this.quoted = quoted;
    this.length = quoted.length();
    this.problems = problems;
  }

  FlowSyntax parse() {
    at = quoted.skipSpace(0, length);
    if (at == length) {
      error("empty-flow", 0, 1, "the flow is empty", "write a job, like train.py lr=0.1");
      return new FlowSyntax(quoted, leaves);
    }
    State state = State.STAGE;
    while (state != State.END) {
      state = state == State.STAGE ? stage() : operator();
      at = quoted.skipSpace(at, length);
    }
    if (frame.isGroup()) {
      error(
          "unclosed-group",
          frame.open,
          frame.open + 1,
          outer.size() == 1 ? "the [ is never closed" : outer.size() + " [ are never closed",
          "close it with ] behind its last branch, or quote it if it is text: '['");
    }
    return new FlowSyntax(quoted, leaves);
  }

  /// Where a stage can start: a job, a group, or a mistake.
  private State stage() {
    if (at == length) {
      if (!frame.isGroup()) {
        missingStage(frame.operator, "nothing comes after this >>");
      }
      return State.END;
    }
    if (Operators.isArrow(quoted, at, frame.isGroup())) {
      missingStage(at, "there is no job before this >>");
      frame.operator = at;
      at += Operators.arrowLength(quoted, at);
      return State.STAGE;
    }
    if (frame.isGroup() && Operators.isComma(quoted, at)) {
      missingStage(at, "there is no job before this comma");
      return operator();
    }
    if (frame.isGroup() && quoted.isPlain(at, ']')) {
      emptyBeforeClose();
      return operator();
    }
    if (quoted.isPlain(at, '[') && !TestBracket.isAt(quoted, at)) {
      outer.push(frame);
      frame = new Frame(at, frame.needs);
      at++;
      return State.STAGE;
    }
    job();
    return State.OPERATOR;
  }

  private void emptyBeforeClose() {
    if (frame.operator != frame.open) {
      missingStage(
          frame.operator,
          quoted.isPlain(frame.operator, ',')
              ? "nothing comes between this comma and the ]"
              : "nothing comes after this >>");
    } else if (frame.branches.isEmpty()) {
      error(
          "empty-group", frame.open, at + 1, "the group is empty", "write its jobs, or remove it");
    }
  }

  private void job() {
    int end = JobBoundary.find(quoted, at, frame.isGroup(), problems);
    if (quoted.isPlain(at, '[')) {
      TestBracket.report(quoted, at, end, problems);
      frame.last = NONE;
    } else {
      frame.last = new StageExits.Job(leaves.size());
      leaves.add(new FlowSyntax.Leaf(at, trimmed(at, end), frame.needs, frame.isGroup()));
    }
    at = end;
  }

  private int trimmed(int start, int end) {
    int last = end;
    while (last > start && quoted.isSpace(last - 1)) {
      last--;
    }
    return last;
  }

  /// Behind a stage: what leads to the next, or the end.
  private State operator() {
    if (at == length) {
      return State.END;
    }
    if (Operators.isArrow(quoted, at, frame.isGroup())) {
      return arrow(Operators.arrowLength(quoted, at));
    }
    if (frame.isGroup() && Operators.isComma(quoted, at)) {
      branchEnds();
      frame.needs = frame.inherited;
      frame.operator = at++;
      return State.STAGE;
    }
    if (frame.isGroup() && quoted.isPlain(at, ']')) {
      branchEnds();
      StageExits ends = new StageExits.Of(frame.branches);
      frame = outer.pop();
      frame.last = ends;
      at++;
      return State.OPERATOR;
    }
    return afterGroup();
  }

  private State arrow(int arrowLength) {
    frame.needs = frame.last.flat();
    frame.operator = at;
    at += arrowLength;
    return State.STAGE;
  }

  private void branchEnds() {
    frame.branches.add(frame.last);
    frame.last = NONE;
  }

  /// Text right behind the `]` of a group: jobs end only at operators, so nothing else leads here.
  private State afterGroup() {
    int start = at;
    if (quoted.isPlain(at, ']')) {
      error(
          "stray-bracket",
          at,
          at + 1,
          "this ] closes no group",
          "remove it, or quote it if it is text: ']'");
      at++;
      return State.OPERATOR;
    }
    if (quoted.isPlain(at, '>') && quoted.isPlain(at + 1, '>')) {
      error("glued-operator", at, at + 2, ">> needs white space around it", "write ] >> next.py");
      return arrow(2);
    }
    int end = JobBoundary.find(quoted, at, frame.isGroup(), problems);
    error(
        "missing-operator",
        start,
        trimmed(start, end),
        "after a group comes >>" + (frame.isGroup() ? ", a comma or ]" : ""),
        "write ] >> " + quoted.text().substring(start, Math.min(trimmed(start, end), start + 40)));
    at = end;
    return State.OPERATOR;
  }

  private void missingStage(int place, String message) {
    int end = place + Math.max(1, Operators.arrowLength(quoted, place));
    error("empty-stage", place, end, message, "write a job there, or remove the operator");
  }

  private void error(String code, int start, int end, String message, String hint) {
    problems.add(Problem.error(code, quoted.places().of(start, end), message, hint));
  }
}
