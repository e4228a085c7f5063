package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.flow.script.Scripts;
import io.jupyterflow.core.problem.ActionKind;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.submission.FlowInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where `run` and `cron add` take the flow from: `-c`, `-f`, or the workflow file of the working
/// directory.
public final class FlowSource {

  private FlowSource() {}

  /// The flow that a command line means.
  ///
  /// @param given what `-c` says, or null
  /// @param named what `-f` says, or null
  /// @param stray words that are not flags
  /// @throws JupyterFlowException.Usage where it names none, or more than one
  public static FlowInput of(
      @Nullable String given, @Nullable String named, List<String> stray, Session session) {
    Optional<String> text = Optional.ofNullable(given);
    Optional<String> file = Optional.ofNullable(named);
    refuseEatenRedirect(text, stray, session);
    if (text.isPresent() && file.isPresent()) {
      throw new JupyterFlowException.Usage(
          "-c and -f exclude each other: the flow is either text or a file.",
          Remedy.of("leave one out"));
    }
    if (!stray.isEmpty()) {
      throw strayWords(text, file, stray, session);
    }
    Path here = session.surroundings().directory();
    if (text.isPresent()) {
      return FlowInput.ofText(text.get(), here);
    }
    file.ifPresent(FlowSource::refuseNoWorkflowFile);
    return FlowInput.ofFile(file.orElseGet(() -> usualFile(here)), here);
  }

  private static void refuseNoWorkflowFile(String file) {
    if (file.isEmpty()) {
      throw new JupyterFlowException.Usage(
          "-f takes the name of a workflow file, not ''.", Remedy.of("-f workflow.yaml"));
    }
    if (Scripts.isScriptInAnyCase(file)) {
      throw new JupyterFlowException.Usage(
          "-f takes a workflow file, and " + file + " is a script.",
          Remedy.of("run it with -c: ", ActionKind.RUN, file));
    }
  }

  private static String usualFile(Path here) {
    for (String name : FlowInput.USUAL_FILES) {
      if (Files.isRegularFile(here.resolve(name))) {
        return name;
      }
    }
    throw new JupyterFlowException.Usage(
        "There is nothing to run.",
        Remedy.of("give a flow: ", ActionKind.RUN, "prep.py >> train.py")
            .then(", or a file with -f, or make a workflow.yaml here"));
  }

  /// In `run -c prep.py >> train.py` the shell takes `>>` for itself: it would append the run's id
  /// to the script.
  private static void refuseEatenRedirect(
      Optional<String> text, List<String> stray, Session session) {
    Optional<String> target = session.surroundings().terminal().outputFile();
    if (text.isEmpty() || target.isEmpty()) {
      return;
    }
    String name = String.valueOf(Path.of(target.get()).getFileName());
    if (Scripts.isScriptInAnyCase(name)) {
      throw new JupyterFlowException.Usage(
          "Your shell took '>> " + name + "' for a redirection, so nothing was run.",
          Remedy.of(
              "put the whole flow in quotes: ",
              ActionKind.RUN,
              text.get() + " >> " + joined(name, stray)));
    }
  }

  private static JupyterFlowException.Usage strayWords(
      Optional<String> text, Optional<String> file, List<String> stray, Session session) {
    if (text.isPresent()) {
      return new JupyterFlowException.Usage(
          "-c takes one word, the whole flow, but more came: '"
              + String.join("' '", stray.subList(0, Math.min(5, stray.size())))
              + (stray.size() > 5 ? "' …" : "'")
              + ". Your shell split or expanded it.",
          Remedy.of("quote the whole flow: ", ActionKind.RUN, joined(text.get(), stray)));
    }
    if (file.isPresent()) {
      String whole = joined(file.get(), stray);
      return Files.isRegularFile(session.surroundings().directory().resolve(whole))
          ? new JupyterFlowException.Usage(
              "The name of the file has spaces in it.",
              Remedy.of("put it in quotes: jupyterflow run -f \"" + whole + "\""))
          : new JupyterFlowException.Usage(
              "-f takes one file, the whole flow, but more came: '"
                  + String.join("' '", stray)
                  + "'.");
    }
    String only = stray.getFirst();
    if (stray.size() == 1 && (only.endsWith(".yaml") || only.endsWith(".yml"))) {
      return new JupyterFlowException.Usage(
          "'" + only + "' is a file, and files are named with -f.",
          Remedy.of("jupyterflow run -f " + only));
    }
    String flow = String.join(" ", stray);
    return new JupyterFlowException.Usage(
        "A flow is given with -c, in quotes.", Remedy.of(ActionKind.RUN, flow));
  }

  private static String joined(String first, List<String> rest) {
    return rest.isEmpty() ? first : first + " " + String.join(" ", rest);
  }
}
