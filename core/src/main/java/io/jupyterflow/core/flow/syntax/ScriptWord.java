package io.jupyterflow.core.flow.syntax;

import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.flow.script.ShellWords;
import java.util.List;

/// Finds what a job is about: its script, else its module, else its program.
public final class ScriptWord {

  private ScriptWord() {}

  /// The index of that word, or -1 where there is no command.
  public static int find(JobText text, List<Word> words, int head) {
    if (head < 0) {
      return -1;
    }
    for (int i = head; i < words.size(); i++) {
      if (isScriptWord(text, words.get(i), i == head)) {
        return i;
      }
    }
    boolean python = false;
    for (int i = head; i + 1 < words.size(); i++) {
      if (words.get(i).isOperator()) {
        continue;
      }
      String value = text.value(words.get(i));
      if (python && value.equals("-m") && !words.get(i + 1).isOperator()) {
        return i + 1;
      }
      python = python || runsModules(Scripts.fileName(value));
    }
    return text.isScript() ? firstProgram(text, head) : head;
  }

  /// In a script, what only a shell knows, such as `cd` and `for`, says little.
  private static int firstProgram(JobText text, int head) {
    for (int index : ShellCommands.heads(text)) {
      if (!ShellWords.isOnlyShell(text.value(text.words().get(index)))) {
        return index;
      }
    }
    return head;
  }

  private static boolean isScriptWord(JobText text, Word word, boolean head) {
    if (word.isOperator()) {
      return false;
    }
    String value = text.value(word);
    return Scripts.isScript(value)
        && (head
            || (!value.startsWith("-")
                && value.indexOf('=') < 0
                && value.chars().noneMatch(Character::isWhitespace)));
  }

  /// The index of the script that a command runs which begins at this word, or -1.
  public static int first(JobText job, int word) {
    if (!job.isWritten(word)) {
      return -1;
    }
    String value = job.value(job.words().get(word));
    if (Scripts.isScript(value)) {
      return word;
    }
    boolean runs =
        job.isWritten(word + 1) && Scripts.isScript(job.value(job.words().get(word + 1)));
    return runs && Scripts.isInterpreter(Scripts.fileName(value)) ? word + 1 : -1;
  }

  private static boolean runsModules(String program) {
    return program.startsWith("python")
        || program.startsWith("pypy")
        || program.equals("torchrun")
        || program.equals("accelerate")
        || program.equals("deepspeed");
  }

  /// The index behind the last word of the subject's own command: a shell's `|`, `;` or similar
  /// begins another.
  public static int end(JobText text, List<Word> words, int subject) {
    if (subject < 0) {
      return 0;
    }
    int at = subject + 1;
    while (at < words.size()
        && (!words.get(at).isOperator() || CommandWord.isRedirect(text.quoted(), words.get(at)))) {
      at++;
    }
    return at;
  }
}
