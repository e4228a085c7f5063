package io.jupyterflow.core.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/// The first line of a file that names the program to run it: `#!/usr/bin/env python3`.
///
/// @param line without its end: `#!/usr/bin/env python3`
/// @param program what has to be there: the interpreter's path, or behind `env` the program's name
/// @param returns whether a carriage return ends the line, which the system takes for a part of it
public record Shebang(String line, String program, boolean returns) {

  /// Systems read no more of it.
  private static final int LONGEST = 256;

  /// The first line of a file; nothing where it names no program, or can't be read.
  public static Optional<Shebang> of(Path file) {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(LONGEST);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    String text = new String(start, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    boolean returns = line.endsWith("\r");
    String shown = line.strip();
    return Optional.of(new Shebang(shown, program(shown.substring(2).strip()), returns));
  }

  private static String program(String command) {
    int space = blank(command);
    String interpreter = command.substring(0, space);
    String argument = command.substring(space).strip();
    if (!interpreter.endsWith("/env") || argument.isEmpty()) {
      return interpreter;
    }
    if (!argument.startsWith("-S")) {
      return argument; // all of it is one word to the system
    }
    String words = argument.substring(2).strip();
    while (!words.isEmpty()) {
      String word = words.substring(0, blank(words));
      if (word.indexOf('=') < 0 && !word.startsWith("-")) {
        return word;
      }
      words = words.substring(word.length()).strip();
    }
    return interpreter;
  }

  private static int blank(String text) {
    int at = 0;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// Why the system can't start a file by its first line.
  ///
  /// @param message a clause
  /// @param remedy another: what to do
  public record Flaw(String message, String remedy) {}

  /// What is wrong with the line; nothing where it will do.
  ///
  /// @param file as the user calls it
  /// @param interpreter what runs such a file otherwise: `python3`; empty where its name doesn't
  ///   say
  /// @param isProgram whether a path or a name is one
  public Optional<Flaw> flaw(String file, String interpreter, Predicate<String> isProgram) {
    if (returns) {
      return Optional.of(
          new Flaw(
              file
                  + " has the line ends of Windows, and the system looks for a program "
                  + program
                  + "\\r",
              "convert them: sed -i 's/\\r$//' " + file));
    }
    if (isProgram.test(program)) {
      return Optional.empty();
    }
    String gone = file + " begins with " + line + ", and there is no program " + program;
    if (program.indexOf(' ') > 0) {
      return Optional.of(
          new Flaw(gone, "let env split it: begin with #!/usr/bin/env -S " + program));
    }
    return Optional.of(
        new Flaw(
            gone,
            interpreter.isEmpty()
                ? "if the environment it came with was moved or removed, install it again there"
                : "write " + interpreter + " " + file + ", or correct its first line"));
  }
}
