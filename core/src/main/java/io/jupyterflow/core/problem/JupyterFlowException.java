package io.jupyterflow.core.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every command can fail with. It carries problems: what happened and where, and what to do
/// about it as a [Remedy]. The command line puts both into words, and maps each kind to its exit
/// code, in one place each. Anything else that is thrown is a bug of ours.
public abstract sealed class JupyterFlowException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  private JupyterFlowException(
      String code, String message, Remedy remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.problems = List.of(Problem.error(code, null, message, remedy));
  }

  private JupyterFlowException(String message, List<Problem> problems) {
    super(message);
    this.problems = List.copyOf(problems);
  }

  /// All that is wrong, at least one an error.
  public List<Problem> problems() {
    return problems;
  }

  /// What to do about the first of them.
  public Remedy remedy() {
    return problems.getFirst().remedy();
  }

  /// What happened, and the remedy with its actions unworded: for stack traces and tests.
  @SuppressWarnings("OverrideThrowableToString") // the message alone is what users read
  @Override
  public String toString() {
    return super.toString() + (remedy().isEmpty() ? "" : " | " + remedy());
  }

  /// The command was not understood: an unknown flag or a value that doesn't fit (exit code 2).
  public static final class Usage extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Usage(String message) {
      this(message, Remedy.none());
    }

    public Usage(String message, Remedy remedy) {
      super("usage", message, remedy, null);
    }
  }

  /// The flow has problems (exit code 3).
  public static final class InvalidFlow extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    /// @param problems all of them, at least one an error
    public InvalidFlow(List<Problem> problems) {
      super(problems.size() + " problem(s) in the flow", problems);
    }
  }

  /// There is no such run, job or file (exit code 4).
  public static final class NotFound extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      this(message, Remedy.none());
    }

    public NotFound(String message, Remedy remedy) {
      super("not-found", message, remedy, null);
    }
  }

  /// The engine, the machine or the cluster refused (exit code 5): trying again changes nothing.
  public static final class Refused extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      this(message, Remedy.none());
    }

    public Refused(String message, Throwable cause) {
      this(message, Remedy.none(), cause);
    }

    public Refused(String message, Remedy remedy) {
      this(message, remedy, null);
    }

    public Refused(String message, Remedy remedy, @Nullable Throwable cause) {
      super("refused", message, remedy, cause);
    }
  }

  /// The engine can't be reached (exit code 6): safe to try again.
  public static final class Unreachable extends JupyterFlowException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, Throwable cause) {
      this(message, Remedy.none(), cause);
    }

    public Unreachable(String message, Remedy remedy, Throwable cause) {
      super("unreachable", message, remedy, cause);
    }
  }
}
