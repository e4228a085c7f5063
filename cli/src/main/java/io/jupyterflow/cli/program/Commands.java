package io.jupyterflow.cli.program;

import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.completion.CompletionCommand;
import io.jupyterflow.cli.command.config.ConfigCommand;
import io.jupyterflow.cli.command.cron.CronCommand;
import io.jupyterflow.cli.command.delete.DeleteCommand;
import io.jupyterflow.cli.command.doctor.DoctorCommand;
import io.jupyterflow.cli.command.env.EnvCommand;
import io.jupyterflow.cli.command.logs.LogsCommand;
import io.jupyterflow.cli.command.ps.PsCommand;
import io.jupyterflow.cli.command.rerun.RerunCommand;
import io.jupyterflow.cli.command.results.ResultsCommand;
import io.jupyterflow.cli.command.run.RunCommand;
import io.jupyterflow.cli.command.show.ShowCommand;
import io.jupyterflow.cli.command.stop.StopCommand;
import io.jupyterflow.cli.command.watch.WatchCommand;
import io.jupyterflow.cli.command.why.WhyCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commands there are. Each is made only when it is named.
public final class Commands {

  /// What the overview says about a command.
  public record Entry(String name, String summary) {}

  /// In the order of the overview.
  public static final List<Entry> ALL =
      List.of(
          new Entry("run", "run a flow and follow it"),
          new Entry("ps", "list runs"),
          new Entry("show", "show a run and its jobs"),
          new Entry("logs", "print the output of a run or a job"),
          new Entry("watch", "follow a run until it is over"),
          new Entry("why", "say why a run or a job failed, and what to do"),
          new Entry("results", "compare hyperparameters with their metrics"),
          new Entry("stop", "stop a run"),
          new Entry("rerun", "run a finished run again, whole or what failed"),
          new Entry("delete", "remove finished runs"),
          new Entry("cron", "run flows on a schedule"),
          new Entry("env", "show what jobs would have, and why"),
          new Entry("doctor", "check whether runs would work here, and what to fix"),
          new Entry("config", "show the settings in force and their origin"),
          new Entry("completion", "print the completion script of a shell"));

  private Commands() {}

  static Optional<CliCommand<?>> named(String name) {
    @Nullable CliCommand<?> command =
        switch (name) {
          case "run" -> new RunCommand();
          case "ps" -> new PsCommand();
          case "show" -> new ShowCommand();
          case "logs" -> new LogsCommand();
          case "watch" -> new WatchCommand();
          case "why" -> new WhyCommand();
          case "results" -> new ResultsCommand();
          case "stop" -> new StopCommand();
          case "rerun" -> new RerunCommand();
          case "delete" -> new DeleteCommand();
          case "cron" -> new CronCommand();
          case "env" -> new EnvCommand();
          case "doctor" -> new DoctorCommand();
          case "config" -> new ConfigCommand();
          case "completion" -> new CompletionCommand();
          case CompleteCommand.NAME -> new CompleteCommand();
          default -> null;
        };
    return Optional.ofNullable(command);
  }
}
