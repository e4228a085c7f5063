package io.jupyterflow.cli.command;

import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.follow.FollowSignal;
import io.jupyterflow.cli.follow.Follower;
import io.jupyterflow.cli.output.Durations;
import io.jupyterflow.cli.output.JobCounts;
import io.jupyterflow.cli.output.StateText;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.run.RunSnapshot;
import io.jupyterflow.core.run.RunState;
import java.util.function.Supplier;

/// Follows a run for a command, says how it ended, and knows the exit code.
public final class FollowSession {

  private FollowSession() {}

  /// What it came to.
  public record Ended(RunSnapshot run, ExitCode code) {}

  /// Follows a run to its end, or until the user leaves it.
  ///
  /// @param begin starts or finds the run; signals are heard from its call on
  public static Ended attend(
      Session session, Engine engine, FollowOptions following, Supplier<RunSnapshot> begin) {
    Follower.Outcome outcome =
        following.follow(
            engine,
            session.surroundings().signals(),
            new FollowOptions.Screen(
                session.err(), session.clock(), session.surroundings().terminal()),
            begin);
    if (!following.quiet()) {
      if (isWorthAWord(outcome)) {
        session.note(outcome.run().message());
      }
      session.note(lastLine(outcome, session));
    }
    return new Ended(outcome.run(), code(outcome));
  }

  /// Whether the engine says why a run ended that nobody here has stopped.
  private static boolean isWorthAWord(Follower.Outcome outcome) {
    RunSnapshot run = outcome.run();
    boolean ended = run.state() == RunState.FAILED || run.state() == RunState.STOPPED;
    return ended && !outcome.stopping() && !run.message().isEmpty();
  }

  private static ExitCode code(Follower.Outcome outcome) {
    FollowSignal cue = outcome.cue();
    if (cue == null) {
      return outcome.stopping() ? ExitCode.INTERRUPTED : ExitCode.of(outcome.run());
    }
    return switch (cue) {
      case INTERRUPT, REDRAW -> ExitCode.INTERRUPTED;
      case TERMINATE -> ExitCode.TERMINATED;
      case HANG_UP -> ExitCode.HUNG_UP;
    };
  }

  private static String lastLine(Follower.Outcome outcome, Session session) {
    RunSnapshot run = outcome.run();
    String id = run.id();
    if (outcome.cue() != null) {
      return outcome.stopping()
          ? id + " is being stopped. See that it is: jupyterflow show " + id
          : id + " goes on. Watch it again: jupyterflow watch " + id;
    }
    String time = Durations.between(run.startedAt(), run.finishedAt(), session.clock().instant());
    StringBuilder line = new StringBuilder(id).append(' ');
    line.append(StateText.word(run.state(), session.errorStyle()));
    line.append(": ").append(JobCounts.text(run.summary()));
    line.append(time.isEmpty() ? "" : " in " + time).append('.');
    if (run.state() == RunState.FAILED) {
      line.append(" Why: jupyterflow why ").append(id);
    } else if (run.state() == RunState.STOPPED) {
      line.append(" Go on: jupyterflow rerun ").append(id).append(" --failed");
    }
    return line.toString();
  }
}
