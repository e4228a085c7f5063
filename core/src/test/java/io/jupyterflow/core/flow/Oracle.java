package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Another program that splits text into words, asked about many texts by one process. Texts go in
/// and words come out with the NUL and SOH characters between them, so neither may hold these.
///
/// @param command the process that answers
public record Oracle(List<String> command) {
  /// Python's `shlex`, in its POSIX mode.
  public static final Oracle SHLEX =
      of(
          "python3",
          "-c",
          """
          import shlex, sys
          out = []
          for text in sys.stdin.buffer.read().decode().split("\\0")[:-1]:
              try:
                  out.append("".join(word + "\\1" for word in shlex.split(text)))
              except ValueError:
                  out.append("\\2")
          sys.stdout.buffer.write("".join(each + "\\0" for each in out).encode())
          """);

  /// bash with its brace expansion, file names left alone.
  public static final Oracle BASH =
      of(
          "bash",
          "--norc",
          "-c",
          """
          set -f
          while IFS= read -r -d '' text; do
            set --
            eval "set -- $text"
            [ $# -eq 0 ] || printf '%s\\001' "$@"
            printf '\\0'
          done
          """);

  /// The shell that jobs get, file names left alone.
  public static final Oracle SH =
      of(
          "python3",
          "-c",
          """
          import subprocess, sys
          texts = sys.stdin.buffer.read().split(b"\\0")[:-1]
          script = b"set -f\\n" + b"".join(
              b"set -- " + text + b"\\n[ $# -eq 0 ] || printf '%s\\\\001' \\"$@\\"\\nprintf '\\\\000'\\n" for text in texts)
          sys.stdout.buffer.write(subprocess.run(["sh"], input=script, stdout=subprocess.PIPE).stdout)
          """);

  private static final String REFUSED = "\2";

  private static Oracle of(String... command) {
    return new Oracle(List.of(command));
  }

  /// The words of each text; empty where the text can't be split.
  public List<Optional<List<String>>> words(List<String> texts) {
    String input = String.join("\0", texts) + "\0";
    try {
      String output = run(input);
      String[] answers = output.split("\0", -1);
      assertThat(answers).as("answers of %s", command.getFirst()).hasSize(texts.size() + 1);
      List<Optional<List<String>>> words = new ArrayList<>(texts.size());
      for (int i = 0; i < texts.size(); i++) {
        words.add(
            answers[i].equals(REFUSED) ? Optional.empty() : Optional.of(separated(answers[i])));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> separated(String answer) {
    List<String> words = new ArrayList<>(List.of(answer.split("\1", -1)));
    words.removeLast();
    return words;
  }

  /// Through files: whichever way round, a pipe would have to be read and written at once.
  private String run(String input) throws IOException {
    Path in = Files.createTempFile("oracle", ".in");
    Path out = Files.createTempFile("oracle", ".out");
    try {
      Files.writeString(in, input);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process =
          builder
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.waitFor()).as("exit code of %s", command.getFirst()).isZero();
      return Files.readString(out, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
