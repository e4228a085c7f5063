package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.brace.BraceMistakes;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.flow.text.QuotedText;
import io.jupyterflow.core.flow.text.Scanner;
import io.jupyterflow.core.flow.text.SourceMap;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The command of one job as the user wrote it, parsed: its words, and the choices in them.
public final class JobText {

  private final QuotedText quoted;
  private final int start;
  private final int end;
  private final List<Word> words;
  private final CommandMode mode;
  private final boolean isScript;
  private final boolean errexit;
  private final boolean needsShell;

  /// @param dialect whose lines end commands, or null where they are white space
  private JobText(
      QuotedText quoted,
      int start,
      int end,
      CommandMode mode,
      @Nullable Dialect dialect,
      List<Problem> problems) {
    this.quoted = quoted;
    this.start = start;
    this.end = end;
    this.mode = mode;
    this.words = WordSplitter.split(quoted, start, end, mode != CommandMode.EXEC, problems);
    this.isScript = dialect != null && ShellCommands.areScript(quoted, words);
    this.errexit = isScript && !(dialect == Dialect.ORIGINAL && mode == CommandMode.SHELL);
    this.needsShell = mode != CommandMode.EXEC && ShellNeed.of(quoted, words);
  }

  /// Reads a text that is one job: operators of flows mean nothing in it, `>>` is a shell's.
  /// Several lines of it are a script.
  ///
  /// @param mode whether it goes through a shell
  /// @param dialect whose rules its lines follow
  /// @param problems gets what is wrong with the text
  public static JobText parse(
      String text, SourceMap places, CommandMode mode, Dialect dialect, List<Problem> problems) {
    return text.indexOf('\n') < 0
        ? line(text, places, mode, problems)
        : new FileLines(text, places, mode, dialect, problems).read();
  }

  /// Reads a text whose line ends are white space.
  static JobText line(String text, SourceMap places, CommandMode mode, List<Problem> problems) {
    QuotedText scanned = Scanner.scan(text, mode != CommandMode.EXEC, places, problems);
    QuotedText quoted = BraceMistakes.quoted(scanned, problems);
    return new JobText(quoted, 0, text.length(), mode, null, problems);
  }

  /// Reads a text whose line ends end commands.
  static JobText script(
      String text, SourceMap places, CommandMode mode, Dialect dialect, List<Problem> problems) {
    QuotedText scanned = Scanner.scanScript(text, places, problems);
    QuotedText quoted = BraceMistakes.quoted(scanned, problems);
    return new JobText(quoted, 0, text.length(), mode, dialect, problems);
  }

  /// The stretch of a scanned text that is one job.
  public static JobText of(
      QuotedText quoted, int start, int end, CommandMode mode, List<Problem> problems) {
    return new JobText(quoted, start, end, mode, null, problems);
  }

  /// What its jobs are called where the user gave no name; empty for an empty text.
  public String foundName() {
    return words.isEmpty() ? "" : DefaultNames.of(this);
  }

  /// The keys of all unquoted `{key}` in its words.
  public Set<String> keys() {
    return BindingKeys.names(words);
  }

  /// Where all of it lies.
  public SourceLocation place() {
    return quoted.places().of(start, end);
  }

  /// Where a word of it lies.
  public SourceLocation place(Word word) {
    return quoted.places().of(word.start(), word.end());
  }

  /// The text as the user wrote it.
  public String source() {
    return quoted.text().substring(start, end);
  }

  public QuotedText quoted() {
    return quoted;
  }

  public List<Word> words() {
    return words;
  }

  /// Whether something in it only a shell can do.
  public boolean needsShell() {
    return needsShell;
  }

  /// Whether it is several lines, which go to a shell as they are.
  public boolean isScript() {
    return isScript;
  }

  /// Whether its shell ends at the first command that fails.
  public boolean errexit() {
    return errexit;
  }

  /// The index of the first word of its command, or -1.
  public int head() {
    return CommandWord.find(quoted, words);
  }

  /// Whether it is to go through a shell, needed or not.
  public boolean isShell() {
    return needsShell || mode == CommandMode.SHELL;
  }

  /// A word as it is in the text, unquoted, braces and all.
  public String value(Word word) {
    return quoted.unquoted(word.start(), word.end());
  }

  /// Whether the user wrote this word plainly: not quoted, the same in all variants.
  public boolean isWritten(int index) {
    if (index < 0 || index >= words.size()) {
      return false;
    }
    Word word = words.get(index);
    for (int i = word.start(); i < word.end(); i++) {
      if (quoted.role(i) != QuoteRole.PLAIN) {
        return false;
      }
    }
    return !word.isOperator() && !word.varies();
  }

  /// The text between the end of one word and the start of the next: of a script as it is; else a
  /// line end is a space, one behind a backslash nothing, and a comment too.
  public String gap(int from, int to) {
    if (isScript) {
      return quoted.text().substring(from, to);
    }
    StringBuilder gap = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = quoted.text().charAt(i);
      if (quoted.role(i) == QuoteRole.ASIDE) {
        continue;
      }
      if (c == '\\') {
        i = quoted.text().indexOf('\n', i);
      } else {
        gap.append(c == '\n' || c == '\r' ? ' ' : c);
      }
    }
    return gap.toString();
  }
}
