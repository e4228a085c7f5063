package io.jupyterflow.core.flow.check;

import io.jupyterflow.core.flow.brace.WordVariant;
import io.jupyterflow.core.flow.script.SourceFacts;
import io.jupyterflow.core.flow.sweep.FlowCommand;
import io.jupyterflow.core.notebook.NotebookCode;
import io.jupyterflow.core.notebook.NotebookNames;
import io.jupyterflow.core.notebook.NotebookNames.ParameterStatus;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import io.jupyterflow.core.problem.SpellingSuggestion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds words behind a notebook that are not parameters of it, before anything runs: the notebook
/// itself would say so after the jobs before it, or never.
public final class NotebookChecks {

  private static final int MOST_NOTEBOOKS = 100;
  private static final int MOST_PROBLEMS = 100;
  private static final int NAMES_SHOWN = 8;

  private final SourceFacts facts;
  private final List<Problem> problems;
  private final Set<Problem> reported = new HashSet<>();
  private final Map<String, Optional<NotebookNames>> known = new HashMap<>();
  private final Map<String, String> languages = new HashMap<>();

  public NotebookChecks(SourceFacts facts, List<Problem> problems) {
    this.facts = facts;
    this.problems = problems;
  }

  /// Looks at a variant whose command is a notebook.
  public void check(FlowCommand command, List<WordVariant.Settled> words) {
    int head = command.head();
    String notebook = words.get(head).value();
    Optional<NotebookNames> names =
        names(notebook, command.text().place(command.words().get(head)));
    String language = languages.getOrDefault(notebook, "python");
    for (NotebookWords.Parameter parameter : NotebookWords.in(words, head + 1)) {
      SourceLocation place = command.text().place(command.words().get(parameter.word()));
      if (parameter.name().isEmpty() && !parameter.key().startsWith("-")) {
        report(
            Problem.error(
                "notebook-word",
                place,
                shown(parameter.key()) + " is no parameter: a notebook takes key=value words",
                "write a name before it: name=" + shown(parameter.key())));
      } else if (parameter.name().isEmpty()) {
        report(
            Problem.error(
                "notebook-word",
                place,
                shown(parameter.key()) + " has no value: a notebook takes key=value words",
                "write "
                    + NotebookWords.nameLike(parameter.key().replaceFirst("^-+", ""))
                    + "=True"));
      } else if (!NotebookWords.canBeName(parameter.name(), language)) {
        report(
            Problem.error(
                "notebook-parameter-name",
                place,
                shown(parameter.key()) + " can't be the name of a variable in a notebook",
                "write "
                    + NotebookWords.nameLike(parameter.name())
                    + "=…, and use that name in it"));
      } else if (names.isPresent()) {
        status(notebook, parameter, place, names.get());
      }
    }
  }

  private void status(
      String notebook,
      NotebookWords.Parameter parameter,
      SourceLocation place,
      NotebookNames names) {
    switch (names.status(parameter.name())) {
      case ParameterStatus.Used used -> {}
      case ParameterStatus.Undefined undefined ->
          report(
              Problem.warning(
                  "unknown-parameter",
                  place,
                  notebook + " has no " + parameter.name() + ": its value changes nothing",
                  unknownHint(parameter.name(), names)));
      case ParameterStatus.Overwritten overwritten ->
          report(
              Problem.warning(
                  "overwritten-parameter",
                  place,
                  "cell "
                      + overwritten.cell()
                      + " of "
                      + notebook
                      + " sets "
                      + parameter.name()
                      + " itself: the value given here is lost",
                  names.hasParametersCell()
                      ? "set it only in the cell that has the tag parameters"
                      : "give that cell the tag parameters: the values go after it"));
    }
  }

  private static String unknownHint(String name, NotebookNames names) {
    Optional<String> near = SpellingSuggestion.to(name, names.known());
    if (near.isPresent()) {
      return "did you mean " + near.get() + "?";
    }
    if (names.defaults().isEmpty()) {
      return "use it in a cell; a default goes into a cell that has the tag parameters";
    }
    List<String> some = names.defaults().stream().limit(NAMES_SHOWN).toList();
    return "it has "
        + String.join(", ", some)
        + (some.size() < names.defaults().size() ? ", …" : "");
  }

  private Optional<NotebookNames> names(String notebook, SourceLocation place) {
    Optional<NotebookNames> found = known.get(notebook);
    if (found != null || known.size() >= MOST_NOTEBOOKS) {
      return found == null ? Optional.empty() : found;
    }
    Optional<NotebookCode> code = facts.notebook(notebook);
    Optional<String> flaw = code.map(NotebookCode::flaw).filter(f -> !f.isEmpty());
    flaw.ifPresent(f ->
        report(
            Problem.warning(
                "broken-notebook",
                place,
                notebook + " can't be read as a notebook: " + f,
                "open it in Jupyter and save it, unless an earlier job writes it")));
    found = flaw.isPresent() ? Optional.empty() : code.map(NotebookNames::new);
    known.put(notebook, found);
    code.ifPresent(c -> languages.put(notebook, c.language()));
    return found;
  }

  private void report(Problem problem) {
    if (reported.size() < MOST_PROBLEMS && reported.add(problem)) {
      problems.add(problem);
    }
  }

  private static String shown(String word) {
    return word.length() > 60 ? word.substring(0, 60) + "…" : word;
  }
}
