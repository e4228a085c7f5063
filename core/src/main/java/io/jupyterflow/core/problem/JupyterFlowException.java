package io.jupyterflow.core.problem;

import java.util.List;

/// What every command can fail with. The message says what happened, where, and what to do next;
/// the command line maps each kind to its exit code in one place. Anything else that is thrown is a
/// bug of ours.
public abstract sealed class JupyterFlowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private JupyterFlowException(String message) {
    super(message);
  }

  private JupyterFlowException(String message, Throwable cause) {
    super(message, cause);
  }

  /// The command was not understood: an unknown flag or a value that doesn't fit (exit code 2).
  public static final class Usage extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Usage(String message) {
      super(message);
    }
  }

  /// The flow has problems (exit code 3).
  public static final class InvalidFlow extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// @param problems all of them, at least one an error
    public InvalidFlow(List<Problem> problems) {
      super(problems.size() + " problem(s) in the flow");
      this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
      return problems;
    }
  }

  /// There is no such run, job or file (exit code 4).
  public static final class NotFound extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message);
    }
  }

  /// The engine, the machine or the cluster refused (exit code 5): trying again changes nothing.
  public static final class Refused extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// The engine can't be reached (exit code 6): safe to try again.
  public static final class Unreachable extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
