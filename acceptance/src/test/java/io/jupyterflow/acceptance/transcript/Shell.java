package io.jupyterflow.acceptance.transcript;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One bash that runs a document's commands, one after another.
final class Shell implements AutoCloseable {
  private static final String END = "\u0001end of command ";

  /// How a command ended and what it printed on both streams.
  record Outcome(int status, List<String> output) {
    Outcome {
      output = List.copyOf(output);
    }
  }

  private final Process process;
  private final Writer in;
  private final BufferedReader out;
  private int status;

  Shell(Path folder, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(Shell::isOfTheCaller);
    builder.environment().putAll(environment);
    process = builder.start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  private static boolean isOfTheCaller(String variable) {
    return variable.startsWith("JUPYTERFLOW")
        || variable.startsWith("MAVEN")
        || variable.equals("JAVA_TOOL_OPTIONS")
        || variable.equals("VIRTUAL_ENV")
        || variable.equals("CI");
  }

  /// Runs `command` in the shell itself; `$?` in it is the status of the command before.
  Outcome run(String command) throws IOException {
    in.write("(exit " + status + ")\n{ " + command + "\n} </dev/null\n");
    in.write("printf '\\n%s%s\\n' '" + END + "' $?\n");
    in.flush();
    List<String> output = new ArrayList<>();
    while (true) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("the shell ended at: " + command + "\n" + String.join("\n", output));
      }
      if (line.startsWith(END)) {
        status = Integer.parseInt(line.substring(END.length()));
        return new Outcome(status, trimmed(output));
      }
      output.add(line);
    }
  }

  private static List<String> trimmed(List<String> output) {
    // the newline before the end mark: an empty line of our own after output that ended well
    return !output.isEmpty() && output.getLast().isEmpty()
        ? output.subList(0, output.size() - 1)
        : output;
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
