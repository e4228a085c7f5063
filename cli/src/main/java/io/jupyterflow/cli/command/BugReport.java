package io.jupyterflow.cli.command;

import io.jupyterflow.cli.wiring.Surroundings;
import io.jupyterflow.core.environment.Secrets;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.runfolder.PrivateFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The report of a bug of ours: what we need to find it, and nothing that is secret.
final class BugReport {

  private BugReport() {}

  /// Writes the report under the user's home, or among temporary files where that can't be written.
  ///
  /// @return a sentence that says where it is
  static String write(Throwable thrown, List<String> arguments, Surroundings surroundings) {
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
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve(name), text);
        return "Please send us the report in " + file + ".";
      } catch (IOException | JupyterFlowException.Refused unwritable) {
        // then in the next folder
      }
    }
    return "No report could be written; --debug shows where it happened.";
  }

  private static String text(Throwable thrown, List<String> arguments, Surroundings surroundings) {
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
    out.println("arguments: " + String.join(" ", redacted(arguments)));
    out.println();
    thrown.printStackTrace(out);
    out.flush();
    return text.toString();
  }

  /// The arguments with the values of secret-looking keys taken out, in flows, too.
  static List<String> redacted(List<String> arguments) {
    List<String> safe = new ArrayList<>();
    for (String argument : arguments) {
      StringBuilder out = new StringBuilder();
      boolean hideNext = false;
      for (String word : argument.split("(?<=\\s)|(?=\\s)", -1)) {
        int equals = word.indexOf('=');
        String key = (equals < 0 ? word : word.substring(0, equals)).replaceFirst("^-+", "");
        if (word.isBlank()) {
          out.append(word);
        } else if (hideNext) {
          out.append(Secrets.REDACTED);
          hideNext = false;
        } else if (Secrets.isSecretName(key)) {
          out.append(equals < 0 ? word : word.substring(0, equals + 1) + Secrets.REDACTED);
          hideNext = equals < 0 && word.startsWith("-");
        } else {
          out.append(word);
        }
      }
      safe.add(out.toString());
    }
    return safe;
  }
}
