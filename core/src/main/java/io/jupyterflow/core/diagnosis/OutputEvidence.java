package io.jupyterflow.core.diagnosis;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.util.List;
import java.util.function.Function;

/// The end of jobs' output next to causes that stand without it. If it can't be reached, or may not
/// be read, the causes are told all the same, and why there is none. Of one explanation; used by
/// one thread.
public final class OutputEvidence {

  private final Function<String, List<String>> read;
  private final UnreadOutputs outputs = new UnreadOutputs();
  private String unread = "";
  private Remedy readable = Remedy.none();

  /// @param read reads the last lines of a job's output
  public OutputEvidence(Function<String, List<String>> read) {
    this.read = read;
  }

  /// The last lines of a job's output, as far as they can be had.
  ///
  /// @param lines oldest first; none where they can't be read
  /// @param unread why they can't be, in one line; empty where they can. Who looks for a cause in
  ///   them must not take those for an output that says nothing.
  /// @param readable what to do to have them read
  public record Tail(List<String> lines, String unread, Remedy readable) {
    /// One that was read, or that nothing can be done about.
    public Tail(List<String> lines, String unread) {
      this(lines, unread, Remedy.none());
    }

    public Tail {
      lines = List.copyOf(lines);
    }
  }

  /// The end of the output of the job of a name.
  public Tail of(String job) {
    if (outputs.areTooMany()) {
      return new Tail(List.of(), unread, readable);
    }
    try {
      List<String> lines = read.apply(job);
      outputs.read();
      outputs.completed();
      return new Tail(lines, "");
    } catch (JupyterFlowException.Unreachable | JupyterFlowException.Refused e) {
      outputs.failed();
      unread = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      readable = e.remedy();
      return new Tail(List.of(), unread, readable);
    }
  }
}
