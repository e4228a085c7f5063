package io.jupyterflow.cli.wiring;

import io.jupyterflow.core.environment.UserVariables;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Refuses what the JVM can't read: words and folders in bytes that are not UTF-8. It shows U+FFFD
/// in their place, which would be the name of another file.
///
/// Who types that sign itself is let through: so it is asked only where one was seen.
public final class UndecodableText {

  private static final String RENAME =
      "JupyterFlow reads all text as UTF-8. Give files and folders names in UTF-8 (the program"
          + " convmv does that for whole folders).";

  private UndecodableText() {}

  /// Whether there may be such text: the sign is there.
  public static boolean isPossible(List<String> arguments, ProcessContext surroundings) {
    for (String argument : arguments) {
      if (argument.indexOf(UserVariables.UNDECODABLE) >= 0) {
        return true;
      }
    }
    return surroundings.directory().toString().indexOf(UserVariables.UNDECODABLE) >= 0
        || surroundings.home().toString().indexOf(UserVariables.UNDECODABLE) >= 0;
  }

  /// Refuses it.
  ///
  /// @throws JupyterFlowException.Usage where there is some
  public static void refuse(List<String> arguments, ProcessContext surroundings) {
    byte[] words;
    try {
      words = Files.readAllBytes(Path.of("/proc/self/cmdline"));
    } catch (IOException unknown) {
      words = new byte[0];
    }
    refuse(arguments, words);
    refuse("the working directory", surroundings.directory(), "Start it from another folder.");
    refuse("your home", surroundings.home(), "Set HOME to another folder.");
  }

  /// @param words of the process, each ended by a NUL: the arguments are the last of them
  static void refuse(List<String> arguments, byte[] words) {
    int end = words.length;
    for (int i = arguments.size() - 1; i >= 0 && end > 0; i--) {
      int start = end - 1;
      while (start > 0 && words[start - 1] != 0) {
        start--;
      }
      byte[] word = Arrays.copyOfRange(words, start, end - 1);
      end = start;
      if (!isUtf8(word)) {
        throw new JupyterFlowException.Usage(
            "An argument is no text in UTF-8: '"
                + arguments.get(i)
                + "', with the bytes "
                + bad(word)
                + ".",
            Remedy.of(
                RENAME + " A pattern that a shell fills in finds the file as it is: 'prep_*.py'."));
      }
    }
  }

  private static void refuse(String what, Path folder, String instead) {
    boolean isThere = Files.isDirectory(folder);
    if (folder.toString().indexOf(UserVariables.UNDECODABLE) >= 0 && !isThere) {
      throw new JupyterFlowException.Usage(
          "The name of " + what + " is no text in UTF-8: " + folder + ".",
          Remedy.of(RENAME + " " + instead));
    }
  }

  private static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException no) {
      return false;
    }
  }

  /// The bytes from the first to the last that is not ASCII.
  private static String bad(byte[] word) {
    int from = 0;
    int to = word.length;
    while (word[from] >= 0) {
      from++;
    }
    while (word[to - 1] >= 0) {
      to--;
    }
    int shown = Math.min(to, from + 24);
    String bytes = HexFormat.ofDelimiter(" ").formatHex(word, from, shown);
    return shown < to ? bytes + " …" : bytes;
  }
}
