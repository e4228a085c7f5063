package io.jupyterflow.kubernetes.client;

import org.jspecify.annotations.Nullable;

/// A call that failed. What users are told is said by everyone who made the call.
public abstract sealed class KubeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private KubeException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// The server answered, and said no.
  public static final class Answered extends KubeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final int retryAfter;
    private final transient KubeObject status;

    /// @param status the `Status` object, or an empty one where the answer was none
    public Answered(int code, int retryAfter, KubeObject status, String call) {
      super(call + ": " + code + " " + status.text("message"), null);
      this.code = code;
      this.reason = status.text("reason");
      this.retryAfter = retryAfter;
      this.status = status;
    }

    /// An answer as it came: a `Status`, or text of something in between that is none.
    public static Answered of(int code, int retryAfter, String text, String call) {
      KubeObject status;
      try {
        status = KubeObject.parse(text);
      } catch (IllegalArgumentException noStatus) {
        status = KubeObject.EMPTY.with("message", text.strip());
      }
      return new Answered(code, retryAfter, status, call);
    }

    /// The HTTP status.
    public int code() {
      return code;
    }

    /// `AlreadyExists`, `Forbidden` …; empty where the server gave none.
    public String reason() {
      return reason;
    }

    /// After how many seconds to try again, 0 where the server says nothing of it.
    public int retryAfter() {
      return retryAfter;
    }

    /// What the server says, in its own words.
    public String said() {
      return status.text("message");
    }

    /// The whole `Status`.
    public KubeObject status() {
      return status;
    }

    public boolean isNotFound() {
      return code == 404;
    }

    public boolean isConflict() {
      return code == 409;
    }

    /// Whether there is an object of this name. A conflict may also be of two who count up a quota
    /// at once, which passes.
    public boolean isTaken() {
      return isConflict() && reason.equals("AlreadyExists");
    }

    /// Whether what was sent has no place in the server's store, whichever of its parts noticed.
    public boolean isTooLarge() {
      return code == 413
          || said().contains("request is too large")
          || said().contains("too large:");
    }

    public boolean isForbidden() {
      return code == 403;
    }
  }

  /// No answer: whether the server did what was asked, nobody knows.
  public static final class Unanswered extends KubeException {
    private static final long serialVersionUID = 1L;

    public Unanswered(String call, Throwable cause) {
      super(call + ": " + words(cause), cause);
    }
  }

  /// The library's exceptions say too little without their class, ours all of it.
  private static String words(Throwable cause) {
    String message = cause.getMessage();
    boolean isOurs = cause instanceof SignInProgram.Failure;
    return isOurs && message != null ? message : cause.toString();
  }

  /// Whether the same call may succeed a moment later.
  public boolean isPassing() {
    return this instanceof Unanswered
        || (this instanceof Answered a && (a.code == 429 || a.code >= 500) && !a.isTooLarge());
  }
}
