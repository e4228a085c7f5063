package io.jupyterflow.cli.program;

import io.jupyterflow.cli.wiring.ProcessContext;
import io.jupyterflow.core.document.ProblemRedaction;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The report of a bug of ours: what we need to find it, and nothing that is secret.
final class BugReport {

  private BugReport() {}

  /// Writes the report under the user's home, or among temporary files where that can't be written.
  ///
  /// @return a sentence that says where it is
  static String write(Throwable thrown, List<String> arguments, ProcessContext surroundings) {
    String name = "bug-" + surroundings.clock().instant().toString().replace(':', '-') + ".txt";
    String text = text(thrown, arguments, surroundings);
    PrivateFolders users = PrivateFolders.in(surroundings.home());
    List<Path> folders =
        List.of(users.base().resolve("reports"), Path.of(System.getProperty("java.io.tmpdir")));
    for (Path folder : folders) {
      try {
        if (folder.startsWith(users.base())) {
          users.makeBase();
        }
        Files.createDirectories(folder, only("rwx------"));
        Path file = Files.createFile(folder.resolve(name), only("rw-------"));
        Files.writeString(file, text);
        return "Send us the report in " + file + ".";
      } catch (IOException | JupyterFlowException.Refused unwritable) {
        // then in the next folder
      }
    }
    return "No report could be written; --debug shows where it happened.";
  }

  /// Nobody else's to read: a report may hold more than we know of.
  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static String text(
      Throwable thrown, List<String> arguments, ProcessContext surroundings) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println("JupyterFlow " + Version.text());
    out.println("when: " + surroundings.clock().instant());
    out.println(
        "on: "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch")
            + ", Java "
            + Runtime.version());
    out.println("arguments: " + String.join(" ", Secrets.redacted(arguments)));
    out.println();
    out.print(trace(thrown, arguments));
    out.flush();
    return text.toString();
  }

  /// Where it was thrown, without the secrets that a message repeats.
  static String trace(Throwable thrown, List<String> arguments) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return ProblemRedaction.text(text.toString(), Secrets.in(arguments));
  }
}
