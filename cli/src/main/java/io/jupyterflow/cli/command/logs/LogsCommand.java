package io.jupyterflow.cli.command.logs;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.EngineFlags;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.command.RunArguments;
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
public final class LogsCommand implements CliCommand<Arguments> {

  @Override
  public CommandSyntax syntax() {
    CommandSyntax syntax =
        new CommandSyntax("logs", "Print the output of a run or a job.", "logs ID [JOB] [FLAGS]");
    syntax.operands(
        "ID [JOB]", "The run, and the job whose output to print as it is; without it, all.");
    syntax.toggle("Go on as output comes, until the end.", "-f", "--follow");
    EngineFlags.addFilterTo(syntax);
    return syntax.examples(
        "jupyterflow logs @last",
        "jupyterflow logs train-7f3k2 train-3 > train-3.log",
        "jupyterflow logs -f @last/train-3");
  }

  @Override
  public String alternativeTo(String flag) {
    return switch (flag) {
      case "-n", "--tail", "--lines" -> "The end of it: jupyterflow logs @last | tail -n 20.";
      default -> "";
    };
  }

  @Override
  public Arguments options(Arguments arguments) {
    return arguments;
  }

  @Override
  public ExitCode run(Arguments words, Session session) {
    RunAddress address = RunArguments.runAndJob(words, "logs", session);
    @Nullable String word = address.job();
    RunSnapshot run = address.engine().run(address.id());
    List<Integer> jobs = word == null ? all(run) : Jobs.named(run, word);
    boolean follow = words.has("-f");
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
