package io.jupyterflow.cli.command.why;

import io.jupyterflow.cli.command.Arguments;
import io.jupyterflow.cli.command.CliCommand;
import io.jupyterflow.cli.command.CommandSyntax;
import io.jupyterflow.cli.command.ExitCode;
import io.jupyterflow.cli.command.Jobs;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.engine.Explanation;
import io.jupyterflow.core.engine.RunAddress;
import io.jupyterflow.core.run.RunSnapshot;
import org.jspecify.annotations.Nullable;

/// `why`: the cause in plain words, and the fix.
public final class WhyCommand implements CliCommand<WhyOptions> {

  /// Longer lines of output are cut here: their beginning says what there is to say.
  private static final int WIDEST = 1000;

  @Override
  public CommandSyntax syntax() {
    return WhyOptions.syntax();
  }

  @Override
  public WhyOptions options(Arguments arguments) {
    return WhyOptions.of(arguments);
  }

  @Override
  public String alternativeTo(String flag) {
    return switch (flag) {
      case "-o", "--output" -> "For programs: jupyterflow show @last -o json, with messages.";
      default -> "";
    };
  }

  @Override
  public ExitCode run(WhyOptions options, Session session) {
    RunAddress address = options.target().find(session);
    @Nullable String word = address.job();
    if (word == null) {
      print(address.engine().explain(address.id()), session);
      return ExitCode.OK;
    }
    RunSnapshot run = address.engine().run(address.id());
    for (int job : Jobs.named(run, word)) {
      print(address.engine().explain(run.id(), run.jobs().get(job).name()), session);
    }
    return ExitCode.OK;
  }

  private static void print(Explanation explanation, Session session) {
    Style style = session.style();
    session.result(style.bold(explanation.subject()));
    explanation.cause().lines().map(line -> "  " + line).forEach(session::result);
    for (String line : explanation.evidence()) {
      session.result("    " + style.dim("| ") + TextWidth.cut(line, WIDEST));
    }
    String fix = RemedyText.of(explanation.fix());
    if (!fix.isEmpty()) {
      session.result(style.cyan("What to do:"));
      fix.lines().map(line -> "  " + line).forEach(session::result);
    }
  }
}
