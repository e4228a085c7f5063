package io.jupyterflow.core.submission;

import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.problem.IoReasons;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SpellingSuggestion;
import io.jupyterflow.core.workflowfile.WorkflowFile;
import io.jupyterflow.core.workflowfile.WorkflowFilePlanner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A flow as somebody gives it: as a text, or as a workflow file.
public final class FlowInput {

  /// What a workflow file is called where nobody names one, best first.
  public static final List<String> USUAL_FILES = List.of("workflow.yaml", "workflow.yml");

  private final @Nullable String text;
  private final String file;
  private final Path here;

  private FlowInput(@Nullable String text, String file, Path here) {
    this.text = text;
    this.file = file;
    this.here = here;
  }

  /// A flow whose jobs run in a directory.
  public static FlowInput ofText(String text, Path here) {
    return new FlowInput(text, "", here);
  }

  /// A workflow file.
  ///
  /// @param name as it is called in messages; a relative one is seen from `here`
  public static FlowInput ofFile(String name, Path here) {
    return new FlowInput(null, name, here);
  }

  /// The directory that its jobs run in: that of the file, as in the first JupyterFlow.
  Path directory() {
    if (text != null) {
      return here;
    }
    Path parent = here.resolve(file).normalize().getParent();
    return parent == null ? here : parent;
  }

  /// The name of the file; empty where it is a text.
  String file() {
    return file;
  }

  /// Plans it.
  ///
  /// @param variables that its jobs have
  /// @throws JupyterFlowException where there is no such file, or it can't be read
  WorkflowFile plan(Map<String, String> variables, PlanOptions options) {
    DiskFacts facts = new DiskFacts(variables, directory());
    return text == null
        ? WorkflowFilePlanner.plan(file, content(), facts, options)
        : new WorkflowFile(FlowPlanner.plan(text, facts, options), null);
  }

  private byte[] content() {
    Path path = here.resolve(file);
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new JupyterFlowException.NotFound(
          "There is no file '" + file + "' in " + here + ".",
          Remedy.of(near(path).map(n -> "did you mean '" + n + "'?").orElse("")));
    } catch (AccessDeniedException e) {
      throw new JupyterFlowException.Refused(
          "The file '" + file + "' can't be read: permission denied.",
          Remedy.of(
              isOwn(path)
                  ? "it is yours: chmod u+r " + file
                  : "ask its owner, or the owner of its folders, for the right to read it"),
          e);
    } catch (IOException e) {
      if (Files.isDirectory(path)) {
        throw new JupyterFlowException.Usage(
            "'" + file + "' is a directory.",
            Remedy.of(
                "name the file in it, such as -f "
                    + path.resolve(USUAL_FILES.getFirst()).normalize()));
      }
      throw new JupyterFlowException.Refused(
          "The file '" + file + "' can't be read: " + IoReasons.of(e), e);
    }
  }

  /// Whether everyone who runs this may change the rights of a file.
  private static boolean isOwn(Path path) {
    try {
      Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return self.equals(Files.getAttribute(path, "unix:uid"));
    } catch (IOException hidden) {
      return false;
    }
  }

  /// The workflow file next to it that was probably meant.
  private static Optional<String> near(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
      files.forEach(each -> names.add(String.valueOf(each.getFileName())));
    } catch (IOException | DirectoryIteratorException none) {
      return Optional.empty();
    }
    names.sort(null);
    return SpellingSuggestion.to(String.valueOf(path.getFileName()), names);
  }
}
