package io.jupyterflow.cli.follow;

/// What reaches a follower from outside while it follows.
public enum FollowSignal {
  /// Ctrl-C.
  INTERRUPT,
  /// SIGTERM: everyone who started us wants us gone.
  TERMINATE,
  /// SIGHUP: the terminal is gone.
  HANG_UP,
  /// The window has another size, or the process is in the foreground again.
  REDRAW
}
