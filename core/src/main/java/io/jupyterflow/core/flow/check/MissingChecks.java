package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.flow.text.QuoteRole;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.script.Shebang;
import io.jupyterflow.core.text.ShellQuote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds scripts and programs that aren't there. Warnings: an earlier job may still make them, and
/// a plan can be shown anywhere. `PlanChecks` makes errors of them before a run.
public final class MissingChecks {

  public static final String SCRIPT = "missing-script";
  public static final String PROGRAM = "missing-program";

  /// A program of which nothing here says what may be meant: elsewhere it may well be.
  public static final String UNKNOWN = "unknown-program";

  public static final String FIRST_LINE = "broken-first-line";
  private static final String QUOTED = "quoted-flow";
  private static final String COMMA = "comma-outside-group";

  private static final int MOST_SOUGHT = 10;

  /// How many spaces a name is thought to have.
  private static final int MOST_SPACES = 6;

  /// Programs that flows begin with, one of which a misspelled word may mean.
  private static final List<String> USUAL =
      List.of(
          "python", "python3", "bash", "sh", "Rscript", "julia", "jupyter", "papermill", "make");

  private final SourceFacts facts;
  private final List<Problem> problems;
  private final Set<String> found = new HashSet<>();
  private int sought;

  MissingChecks(SourceFacts facts, List<Problem> problems) {
    this.facts = facts;
    this.problems = problems;
  }

  void check(FlowCommand command) {
    Word word = command.words().get(command.head());
    if (word.varies() || hasSubstitution(command, word)) {
      return;
    }
    String head = command.text().value(word);
    if (head.isEmpty() || found.contains(head) || isFlow(command, word, head)) {
      return;
    }
    if (Scripts.isScript(head)) {
      if (facts.isFile(head)) {
        found.add(head);
        if (facts.runsItself(head)) {
          firstLine(command, word, head);
        }
      } else {
        script(command, word, head);
      }
    } else if (!command.text().isShell()) {
      if (facts.isProgram(head)) {
        found.add(head);
        firstLine(command, word, head);
      } else {
        program(command, word, head);
      }
    }
  }

  /// Looks at the script behind an interpreter, which no earlier job makes: a misspelled one alone
  /// is told, because the interpreter says itself what it can't find.
  void checkArgument(FlowCommand command) {
    String program = command.text().value(command.words().get(command.head()));
    if (command.subject() <= command.head() || !Scripts.isInterpreter(Scripts.fileName(program))) {
      return;
    }
    Word word = command.words().get(command.subject());
    String script = command.text().value(word);
    if (!isFirst(command)
        || word.varies()
        || hasSubstitution(command, word)
        || !Scripts.isScript(script)
        || facts.isFile(script)) {
      return;
    }
    near(script)
        .ifPresent(near ->
            warn(
                "missing-argument",
                command,
                word,
                "there is no file " + script,
                "did you mean " + near + "?"));
  }

  /// Whether nothing but switches is before the subject: a module or code, not a script, is what
  /// `-m` and `-c` run, and what stands after them may well be made by it.
  private static boolean isFirst(FlowCommand command) {
    for (int i = command.head() + 1; i < command.subject(); i++) {
      String flag = command.text().value(command.words().get(i));
      if (!flag.startsWith("-") || flag.equals("-m") || flag.equals("-c")) {
        return false;
      }
    }
    return true;
  }

  /// Whether the word is not a name at all but a part of a flow, which is reported then: quotes
  /// keep an operator from being one, and a comma only separates in brackets.
  private boolean isFlow(FlowCommand command, Word word, String head) {
    if (head.contains(" >> ") && !facts.isFile(head)) {
      error(
          QUOTED,
          command,
          word,
          "the quotes make one name of " + head,
          "leave them out: within quotes >> orders nothing");
      return true;
    }
    if (isCommandLine(head)) {
      error(
          QUOTED,
          command,
          word,
          "the quotes make one name of " + head,
          "leave the outer quotes out: a job's words are separated by spaces");
      return true;
    }
    boolean comma = head.endsWith(",") && command.text().quoted().isPlain(word.end() - 1, ',');
    String before = head.substring(0, head.length() - 1);
    if (comma && (facts.isFile(before) || facts.isProgram(before))) {
      error(
          COMMA,
          command,
          word,
          "a comma separates jobs only in brackets",
          "write [" + before + ", …] for jobs side by side, or >> for one after the other");
      return true;
    }
    // White space in braces, which was reported.
    return head.startsWith("{") && head.indexOf(' ') >= 0;
  }

  /// Whether a whole command was quoted, and is no file that merely has a space in its name.
  private boolean isCommandLine(String head) {
    int space = head.indexOf(' ');
    if (space <= 0 || facts.isFile(head)) {
      return false;
    }
    String first = head.substring(0, space);
    return facts.isProgram(first) || (Scripts.isScript(first) && facts.isFile(first));
  }

  private void error(String code, FlowCommand command, Word word, String message, String hint) {
    problems.add(Problem.error(code, command.text().place(word), message, hint));
  }

  private static boolean hasSubstitution(FlowCommand command, Word word) {
    for (int i = word.start(); i < word.end(); i++) {
      if (command.text().quoted().role(i) == QuoteRole.ACTIVE) {
        return true;
      }
    }
    return false;
  }

  private void firstLine(FlowCommand command, Word word, String head) {
    Optional<Shebang.Flaw> flaw = facts.flaw(head);
    if (flaw.isPresent()) { // no lambda: every run comes by here
      warn(FIRST_LINE, command, word, flaw.get().message(), flaw.get().remedy());
    }
  }

  /// Whether there is something of this name that is not a file, which is reported then.
  private boolean isNoFile(String code, FlowCommand command, Word word, String head) {
    String target = facts.lostTarget(head);
    if (!target.isEmpty()) {
      warn(
          code,
          command,
          word,
          head + " is a link to " + target + ", which is not there",
          "make the link again, or name the file itself");
      return true;
    }
    if (facts.isDirectory(head)) {
      warn(
          code,
          command,
          word,
          head + " is a directory",
          "name the script in it: " + head + (head.endsWith("/") ? "" : "/") + "train.py");
      return true;
    }
    return false;
  }

  private void script(FlowCommand command, Word word, String head) {
    if (isNoFile(SCRIPT, command, word, head)) {
      return;
    }
    String program = Scripts.spoken(head);
    String output = head.endsWith(".ipynb") ? " OUTPUT.ipynb" : "";
    warn(
        SCRIPT,
        command,
        word,
        "there is no file " + head,
        near(head)
            .map(near -> "did you mean " + near + "?")
            .orElse(
                "paths are seen from where you start it; if an earlier job makes it, write "
                    + program
                    + " "
                    + head
                    + output));
  }

  private void program(FlowCommand command, Word word, String head) {
    if (facts.isFile(head)) {
      boolean runs = head.indexOf('/') < 0 && facts.isProgram("./" + head);
      warn(
          PROGRAM,
          command,
          word,
          head + (runs ? " is not on PATH" : " is a file that can't be executed"),
          runs
              ? "write ./" + head
              : "write the program that reads it before it; or if it is one: chmod +x " + head);
      return;
    }
    if (isNoFile(PROGRAM, command, word, head)) {
      return;
    }
    Optional<String> known = otherName(head);
    if (known.isPresent()) {
      warn(PROGRAM, command, word, "there is no program " + head, "write " + known.get());
      return;
    }
    Optional<String> spaced = spaced(command);
    boolean path = head.indexOf('/') >= 0;
    Optional<String> meant =
        spaced
            .map(name -> "quote a name with spaces: " + ShellQuote.of(name))
            .or(() ->
                withEnding(head)
                    .or(() -> near(head))
                    .or(() -> SpellingSuggestion.to(head, usual(head)))
                    .map(near -> "did you mean " + near + "?"));
    boolean isKnown = meant.isPresent() || (path && !head.startsWith("/"));
    warn(
        isKnown ? PROGRAM : UNKNOWN,
        command,
        word,
        "there is no program " + (path ? "or file " : "") + head,
        meant.orElse(
            (path ? "paths are seen from where you start it" : "install it")
                + "; or if an earlier job makes it, write sh -c '"
                + head
                + " …'"));
  }

  /// What a program that is missing is called here.
  private Optional<String> otherName(String head) {
    String python = Scripts.fileName(facts.python());
    boolean isPython = head.startsWith("python") && !head.equals(python);
    String other =
        switch (head) {
          case "pip", "pip3" -> python + " -m pip";
          case "time" -> "bash -c 'time …'";
          default -> isPython ? python : "";
        };
    boolean there = facts.isProgram(head.equals("time") ? "bash" : facts.python());
    return other.isEmpty() || !there ? Optional.empty() : Optional.of(other);
  }

  /// The usual programs that are here, except for the one that is missing.
  private List<String> usual(String head) {
    List<String> usual = new ArrayList<>();
    for (String program : USUAL) {
      if (!program.equals(head) && facts.isProgram(program)) {
        usual.add(program);
      }
    }
    return usual;
  }

  /// The file whose name the first words are together.
  private Optional<String> spaced(FlowCommand command) {
    int start = command.words().get(command.head()).start();
    int last = Math.min(command.words().size(), command.head() + MOST_SPACES + 1);
    for (int i = command.head() + 1; i < last && !command.words().get(i).isOperator(); i++) {
      String name = command.text().quoted().text().substring(start, command.words().get(i).end());
      if (facts.isFile(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /// The script that is called without its ending, as modules and the jobs themselves are.
  private Optional<String> withEnding(String name) {
    for (String ending : Scripts.ENDINGS) {
      if (facts.isFile(name + ending)) {
        return Optional.of(name + ending);
      }
    }
    return Optional.empty();
  }

  /// The file that was probably meant; sought for the first few only, because a whole directory is
  /// compared each time.
  private Optional<String> near(String name) {
    if (sought++ >= MOST_SOUGHT) {
      return Optional.empty();
    }
    List<String> others = new ArrayList<>(facts.files());
    others.remove(name);
    return SpellingSuggestion.to(name, others).filter(facts::isFile);
  }

  private void warn(String code, FlowCommand command, Word word, String message, String hint) {
    problems.add(Problem.warning(code, command.text().place(word), message, hint));
  }
}
