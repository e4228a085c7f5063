package io.jupyterflow.core.flow.sweep;

import io.jupyterflow.core.flow.syntax.CommandWord;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.syntax.ScriptWord;
import io.jupyterflow.core.flow.syntax.Word;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A command of a flow and its hyperparameters, as its own text tells them.
///
/// @param job what the flow states of it
/// @param words those of its text, with what only the flow as a whole tells to be keys
/// @param head the index of the first word of its command, or -1
/// @param subject the index of its script, module or program, behind which hyperparameters stand;
///   or -1
/// @param columns its hyperparameters, in the order of its words
/// @param keys those that later commands may bind to: whose values differ between variants
public record FlowCommand(
    JobTemplate job,
    List<Word> words,
    int head,
    int subject,
    List<Column> columns,
    Set<String> keys) {

  /// A command by its text alone.
  public static FlowCommand of(JobTemplate job) {
    return of(job, job.text().words());
  }

  static FlowCommand of(JobTemplate job, List<Word> words) {
    JobText text = job.text();
    int head = CommandWord.find(text.quoted(), words);
    int subject = ScriptWord.find(text, words, head);
    List<Column> columns = Columns.of(text, words, head, subject, job.sweep().keySet());
    return new FlowCommand(job, words, head, subject, columns, keys(job, words, columns));
  }

  private static Set<String> keys(JobTemplate job, List<Word> words, List<Column> columns) {
    Set<String> keys = new LinkedHashSet<>(job.sweep().keySet());
    for (Column column : columns) {
      boolean bindable =
          column.kind() == Column.Kind.NUMBERED
              ? job.text().value(words.get(column.word())).indexOf('=') < 0
              : column.varies();
      if (bindable) {
        keys.add(column.name());
      }
    }
    return Collections.unmodifiableSet(keys);
  }

  public JobText text() {
    return job.text();
  }

  public SourceLocation place() {
    return job.text().place();
  }
}
