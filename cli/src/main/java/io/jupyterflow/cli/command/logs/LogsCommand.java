package io.jupyterflow.cli.command.logs;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.follow.LogPrinter;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `logs`: the output of jobs.
public final class LogsCommand implements CliCommand<LogsOptions> {

  @Override
  public CommandSyntax syntax() {
    return LogsOptions.syntax();
  }

  @Override
  public LogsOptions options(Arguments arguments) {
    return LogsOptions.of(arguments);
  }

  @Override
  public String alternativeTo(String flag) {
    return switch (flag) {
      case "-n", "--tail", "--lines" -> "The end of it: jupyterflow logs @last | tail -n 20.";
      default -> "";
    };
  }

  @Override
  public ExitCode run(LogsOptions options, Session session) {
    RunAddress address = options.target().find(session);
    @Nullable String word = address.job();
    RunSnapshot run = address.engine().run(address.id());
    List<Integer> jobs = word == null ? all(run) : Jobs.named(run, word);
    boolean follow = options.follow();
    if (word != null && jobs.size() == 1) {
      sayWhyThereIsNone(run.jobs().get(jobs.getFirst()), run.state().isTerminal(), follow, session);
    }
    LogPrinter reading =
        new LogPrinter(address.engine(), run, session::output, session::note, session.style());
    if (word != null && jobs.size() == 1) {
      if (session.surroundings().terminal().isOutput()) {
        reading.alone(jobs.getFirst(), follow);
      } else {
        reading.raw(jobs.getFirst(), follow, session::bytes);
      }
      return ExitCode.OK;
    }
    return reading.prefixed(jobs, follow).map(ExitCode::of).orElse(ExitCode.OK);
  }

  /// Nothing is an answer only of a job that ran.
  private static void sayWhyThereIsNone(
      JobSnapshot job, boolean over, boolean follow, Session session) {
    if (!job.attempts().isEmpty() || job.state() == JobState.REUSED || (follow && !over)) {
      return;
    }
    String why =
        switch (job.state()) {
          case SKIPPED -> "was skipped";
          case STOPPED -> "was stopped before it began";
          case WAITING, QUEUED, RUNNING, SUCCEEDED, FAILED, LOST, REUSED -> "has not begun";
        };
    session.note(
        job.name()
            + " has no output: it "
            + why
            + (job.state() == JobState.SKIPPED && !job.message().isEmpty()
                ? " (" + job.message() + ")."
                : "."));
  }

  private static List<Integer> all(RunSnapshot run) {
    List<Integer> jobs = new ArrayList<>();
    for (int i = 0; i < run.jobs().size(); i++) {
      jobs.add(i);
    }
    return jobs;
  }
}
