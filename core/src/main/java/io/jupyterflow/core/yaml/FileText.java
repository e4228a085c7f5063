package io.jupyterflow.core.yaml;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Turns the bytes of a file into text: UTF-8, or UTF-16 with a byte order mark as Windows editors
/// write it.
public final class FileText {

  private FileText() {}

  /// The text, or nothing and a problem at the first byte that is none.
  public static Optional<String> decode(String fileName, byte[] content, List<Problem> problems) {
    Charset charset = charset(content);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer text = CharBuffer.allocate(content.length + 1);
    CoderResult result = decoder.decode(bytes, text, true);
    text.flip();
    if (!result.isError()) {
      return Optional.of(text.toString());
    }
    String before = text.toString();
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String good = before.substring(lineStart);
    problems.add(
        Problem.error(
            "not-utf8",
            new SourceLocation(
                fileName, line, good.codePointCount(0, good.length()) + 1, 1, good + "\ufffd"),
            String.format(
                "the byte 0x%02x here is no %s text", content[bytes.position()] & 0xff, charset),
            "save the file as UTF-8"));
    return Optional.empty();
  }

  private static Charset charset(byte[] content) {
    if (content.length >= 2) {
      int mark = ((content[0] & 0xff) << 8) | (content[1] & 0xff);
      if (mark == 0xfeff || mark == 0xfffe) {
        return StandardCharsets.UTF_16;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
