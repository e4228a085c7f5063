package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// Reads a job's text of a file that has line ends: one command, a script, or lines that can't be
/// what the user means.
final class FileLines {

  private final String text;
  private final SourceMap places;
  private final CommandMode mode;
  private final Dialect dialect;
  private final List<Problem> problems;

  FileLines(
      String text, SourceMap places, CommandMode mode, Dialect dialect, List<Problem> problems) {
    this.text = text;
    this.places = places;
    this.mode = mode;
    this.dialect = dialect;
    this.problems = problems;
  }

  JobText read() {
    if (mode == CommandMode.EXEC) {
      return exec();
    }
    List<Problem> found = new ArrayList<>();
    JobText script = JobText.script(text, places, mode, dialect, found);
    List<Word> dashed = dashed(script);
    if (!dashed.isEmpty()
        && dialect == Dialect.ORIGINAL
        && mode == CommandMode.AUTO
        && dashed.size() == lineEnds(script)) {
      return JobText.line(text, places, mode, problems);
    }
    problems.addAll(found);
    dashed.forEach(word -> dash(script, word));
    return script;
  }

  private static int lineEnds(JobText script) {
    int count = 0;
    for (Word word : script.words()) {
      count += ShellCommands.isLineEnd(script.quoted(), word) ? 1 : 0;
    }
    return count;
  }

  /// The first words of lines that begin with `-`. The patterns of `case` may, too.
  private static List<Word> dashed(JobText script) {
    List<Word> dashed = new ArrayList<>();
    List<Word> words = script.words();
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (ShellCommands.isLineEnd(script.quoted(), words.get(i - 1))
          && script.quoted().isPlain(word.start(), '-')) {
        dashed.add(word);
      } else if (script.value(word).equals("esac")) {
        return List.of();
      }
    }
    return dashed;
  }

  private void dash(JobText script, Word word) {
    problems.add(
        Problem.error(
            "option-on-own-line",
            script.place(word),
            "each line is a command of its own, but this one begins with an option: "
                + script.value(word),
            "end the line before it with \\ to go on with its command, or fold the lines: run: >"));
  }

  /// Without a shell there are no scripts.
  private JobText exec() {
    JobText job = JobText.line(text, places, mode, problems);
    List<Word> words = job.words();
    for (int i = 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (!ShellCommands.endsLine(job.quoted(), words.get(i - 1).end(), word.start())) {
        continue;
      }
      if (!job.quoted().isPlain(word.start(), '-')) {
        problems.add(
            Problem.error(
                "script-without-shell",
                job.place(word),
                "several lines are a script, and in exec mode no shell reads it",
                "make each line a job of its own, or leave out cmd_mode: exec; one command goes on"
                    + " where a line ends with \\"));
        return job;
      }
      if (dialect != Dialect.ORIGINAL) {
        dash(job, word);
      }
    }
    return job;
  }
}
