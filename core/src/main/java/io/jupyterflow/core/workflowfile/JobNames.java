package io.jupyterflow.core.workflowfile;

import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What jobs of a file may be called in `dags` and `needs`: their index counted from 1, the name
/// the file gives them, or the one found in their command.
final class JobNames {

  private static final int AMBIGUOUS = -1;

  private final int count;
  private final List<@Nullable String> labels = new ArrayList<>();
  private final Map<String, Integer> given = new HashMap<>();
  private final Map<String, Integer> found = new HashMap<>();

  /// How many words are still compared with all names: a file may hold many of both.
  private int hintsLeft = 20;

  JobNames(int count) {
    this.count = count;
    for (int i = 0; i < count; i++) {
      labels.add(null);
    }
  }

  /// Notes a name from the file.
  ///
  /// @return whether no other job has it
  boolean given(int job, String name) {
    labels.set(job, name);
    return given.putIfAbsent(name, job) == null;
  }

  /// Notes a name found in the command.
  void found(int job, String name) {
    labels.set(job, name);
    found.merge(name, job, (first, second) -> AMBIGUOUS);
  }

  /// What a job is called in messages.
  String label(int job) {
    String label = labels.get(job);
    return label == null || label.isEmpty() ? String.valueOf(job + 1) : label;
  }

  /// What a word names.
  Reference resolve(String word) {
    if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      boolean fits = word.length() < 10 && isIndex(Integer.parseInt(word));
      return fits
          ? new Reference.Job(Integer.parseInt(word) - 1)
          : new Reference.None(
              "there is no job "
                  + word
                  + ": "
                  + (count == 1 ? "the file has one job" : "jobs are counted from 1 to " + count),
              "");
    }
    Integer job = given.getOrDefault(word, found.get(word));
    if (job == null) {
      return new Reference.None(
          "there is no job called " + (word.length() > 60 ? word.substring(0, 57) + "…" : word),
          hint(word));
    }
    return job == AMBIGUOUS
        ? new Reference.None(
            "several jobs are called " + word,
            "use their indexes, or give them names: {name: …, run: …}")
        : new Reference.Job(job);
  }

  private boolean isIndex(int number) {
    return number >= 1 && number <= count;
  }

  private String hint(String word) {
    if (--hintsLeft < 0) {
      return "use a job's index, counted from 1";
    }
    List<String> known = new ArrayList<>(given.keySet());
    known.addAll(found.keySet());
    known.sort(null);
    Optional<String> nearest = SpellingSuggestion.to(word, known);
    if (nearest.isPresent()) {
      return "did you mean " + nearest.get() + "?";
    }
    if (word.indexOf('>') >= 0) {
      return "between jobs stands >>: 1 >> 2"; // no name has a > in it
    }
    if (word.indexOf(' ') >= 0 || word.indexOf('.') >= 0) {
      return "dags name jobs, they don't hold commands: add the command to jobs";
    }
    return known.isEmpty() || known.size() > 20
        ? "use a job's index, counted from 1"
        : "the file has " + String.join(", ", known);
  }

  /// What a word came to.
  sealed interface Reference {

    /// A job, counted from 0.
    record Job(int index) implements Reference {}

    /// Nothing, and why.
    record None(String message, String hint) implements Reference {}
  }
}
