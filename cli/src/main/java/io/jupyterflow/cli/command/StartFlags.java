package io.jupyterflow.cli.command;

import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.wiring.BrokenPipe;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSnapshot;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The flags of all commands that start a run, and the start itself.
///
/// @param id for the run, or null to have one made
/// @param width how many jobs at once, or null for what the settings say
public record StartFlags(
    boolean detach,
    boolean quiet,
    boolean logs,
    boolean failFast,
    OutputFormat format,
    @Nullable String id,
    @Nullable Integer width) {

  private static final OutputFormats FORMATS =
      OutputFormats.of(
          OutputFormat.TABLE,
          OutputFormat.WIDE,
          OutputFormat.JSON,
          OutputFormat.YAML,
          OutputFormat.NAME);

  public static void addTo(CommandSyntax syntax) {
    syntax.toggle("Return when the run is accepted.", "-d", "--detach");
    syntax.toggle("Show nothing while it runs.", "-q", "--quiet");
    syntax.toggle("Show the output of all jobs, however many.", "--logs");
    syntax.formats(FORMATS);
    syntax.value("ID", "Set the run's id (a new one). The same id again attaches to it.", "--id");
    addExecutionTo(syntax);
  }

  /// The flags that say how a run goes, everyone who starts it: [#width] and [#failFast] read them.
  public static void addExecutionTo(CommandSyntax syntax) {
    syntax.value(
        "NUMBER", "Run at most NUMBER jobs at once (the number of cores).", "-j", "--jobs");
    syntax.toggle("Stop the rest when one job fails.", "--fail-fast");
  }

  public static StartFlags of(Arguments arguments) {
    return new StartFlags(
        arguments.has("-d"),
        arguments.has("-q"),
        arguments.has("--logs"),
        failFast(arguments),
        arguments.format(FORMATS),
        arguments.valueOrNull("--id"),
        width(arguments));
  }

  /// How many jobs may run at once, or null for what the settings say.
  ///
  /// @throws JupyterFlowException.Usage where it is not a number above 0
  public static @Nullable Integer width(Arguments arguments) {
    return arguments.number("-j", 1);
  }

  /// Whether the failure of one job stops the others.
  public static boolean failFast(Arguments arguments) {
    return arguments.has("--fail-fast");
  }

  public boolean isDocument() {
    return format.isDocument();
  }

  /// Starts a run and does with it what the flags say.
  ///
  /// @param submit starts it
  public ExitCode start(Session session, Engine engine, Supplier<RunSnapshot> submit) {
    if (detach) {
      RunSnapshot run = submit.get();
      String id = run.id();
      try {
        if (format.isDocument()) {
          DocumentPrinter.print(session, format, RunDocument.of(run));
        } else {
          announce(session, id);
        }
      } catch (JupyterFlowException.Refused full) {
        throw new JupyterFlowException.Refused(goesOn(id, full), full.remedy(), full);
      }
      return ExitCode.OK;
    }
    FollowOptions following = new FollowOptions(!engine.isRemote(), quiet, logs, null);
    FollowSession.Ended ended =
        FollowSession.attend(
            session,
            engine,
            following,
            () -> {
              RunSnapshot run = submit.get();
              String id = run.id();
              if (!format.isDocument()) {
                try {
                  announce(session, id);
                } catch (JupyterFlowException.Refused full) {
                  session.note(goesOn(id, full));
                }
              }
              return run;
            });
    if (format.isDocument()) {
      DocumentPrinter.print(session, format, RunDocument.of(ended.run()));
    }
    return ended.code();
  }

  /// The id goes out at once. The run doesn't depend on anybody reading it.
  private static void announce(Session session, String id) {
    try {
      session.result(id);
    } catch (BrokenPipe e) {
      session.note(id);
    }
  }

  /// A run whose id can't be written is there all the same, and must not get lost.
  private static String goesOn(String id, JupyterFlowException.Refused full) {
    return full.getMessage() + " The run " + id + " goes on.";
  }
}
