package io.jupyterflow.cli.command;

import io.jupyterflow.cli.follow.FollowOptions;
import io.jupyterflow.cli.output.OutputFormat;
import io.jupyterflow.cli.wiring.BrokenPipe;
import io.jupyterflow.cli.wiring.Session;
import io.jupyterflow.core.document.RunDocument;
import io.jupyterflow.core.engine.Engine;
import io.jupyterflow.core.problem.JupyterFlowException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

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

  private static final OutputFormat[] FORMATS = OutputFormat.values();

  public static void addTo(CommandSpec spec) {
    spec.addOption(Flags.toggle("Return when the run is accepted.", "-d", "--detach"));
    spec.addOption(Flags.toggle("Show nothing while it runs.", "-q", "--quiet"));
    spec.addOption(Flags.toggle("Show the output of all jobs, however many.", "--logs"));
    spec.addOption(Flags.format(FORMATS));
    spec.addOption(Flags.value("ID", "The run's id; the same id again attaches to it.", "--id"));
    addHow(spec);
  }

  /// The flags that say how a run goes, whoever starts it.
  public static void addHow(CommandSpec spec) {
    spec.addOption(
        Flags.value("NUMBER", "How many jobs at once; as many as cores.", "-j", "--jobs"));
    spec.addOption(Flags.toggle("Stop the rest when one job fails.", "--fail-fast"));
  }

  public static StartFlags of(ParseResult words) {
    @Nullable Integer width =
        Flags.value(words, "-j").map(v -> Flags.number("-j", v, 1)).orElse(null);
    return new StartFlags(
        Flags.has(words, "-d"),
        Flags.has(words, "-q"),
        Flags.has(words, "--logs"),
        Flags.has(words, "--fail-fast"),
        Flags.format(words, OutputFormat.TABLE, FORMATS),
        Flags.value(words, "--id").orElse(null),
        width);
  }

  public boolean isDocument() {
    return format.isDocument();
  }

  /// Starts a run and does with it what the flags say.
  ///
  /// @param submit gives the id
  public ExitCode start(Session session, Engine engine, Supplier<String> submit) {
    if (detach) {
      String id = submit.get();
      try {
        if (format.isDocument()) {
          DocumentPrinter.print(session, format, RunDocument.of(engine.run(id)));
        } else {
          announce(session, id);
        }
      } catch (JupyterFlowException.Refused full) {
        throw new JupyterFlowException.Refused(goesOn(id, full), full.remedy(), full);
      }
      return ExitCode.OK;
    }
    FollowOptions following = new FollowOptions(!engine.isElsewhere(), quiet, logs, null);
    FollowSession.Ended ended =
        FollowSession.attend(
            session,
            engine,
            following,
            () -> {
              String id = submit.get();
              if (!format.isDocument()) {
                try {
                  announce(session, id);
                } catch (JupyterFlowException.Refused full) {
                  session.note(goesOn(id, full));
                }
              }
              return id;
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
