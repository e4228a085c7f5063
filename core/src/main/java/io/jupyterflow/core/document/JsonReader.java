package io.jupyterflow.core.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the one JSON object that a text in UTF-8 begins with.
///
/// Of our own because of what a submit waits for: a library's parser makes its tables and a JDK's
/// decimal numbers when it is first used, a tenth of the CPU time of a submit, and no AOT cache
/// takes that away. Loops over bytes, because calls are what costs where nothing is compiled yet.
final class JsonReader {

  /// How deep objects and lists may be in each other.
  private static final int DEEPEST = 500;

  private static final int LONGEST_INT = 9;
  private static final int LONGEST_LONG = 18;

  private final byte[] text;
  private int at;

  JsonReader(byte[] text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException where the text is not an object or is torn
  Map<String, @Nullable Object> object() {
    try {
      skipMark();
      if (next() != '{') {
        throw new IllegalArgumentException("no JSON object");
      }
      return map(1);
    } catch (ArrayIndexOutOfBoundsException end) {
      throw new IllegalArgumentException("no JSON: it ends too early", end);
    }
  }

  private void skipMark() {
    if (text.length > 2
        && text[0] == (byte) 0xEF
        && text[1] == (byte) 0xBB
        && text[2] == (byte) 0xBF) {
      at = 3;
    }
  }

  private Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    byte next = next();
    if (next == '}') {
      return map;
    }
    while (true) {
      if (next != '"') {
        throw wrong("a key");
      }
      String key = string();
      if (next() != ':') {
        throw wrong("':'");
      }
      map.put(key, value(next(), depth));
      next = next();
      if (next == '}') {
        return map;
      }
      if (next != ',') {
        throw wrong("',' or '}'");
      }
      next = next();
    }
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    byte next = next();
    if (next == ']') {
      return list;
    }
    while (true) {
      list.add(value(next, depth));
      next = next();
      if (next == ']') {
        return list;
      }
      if (next != ',') {
        throw wrong("',' or ']'");
      }
      next = next();
    }
  }

  private @Nullable Object value(byte first, int depth) {
    if (first == '"') {
      return string();
    }
    if (first == '{' || first == '[') {
      if (depth == DEEPEST) {
        throw new IllegalArgumentException("no JSON: more than " + DEEPEST + " levels deep");
      }
      return first == '{' ? map(depth + 1) : list(depth + 1);
    }
    if (first == 't') {
      word("true");
      return true;
    }
    if (first == 'f') {
      word("false");
      return false;
    }
    if (first == 'n') {
      word("null");
      return null;
    }
    return number();
  }

  /// The next byte that is not a white space; it is passed.
  private byte next() {
    byte b = text[at++];
    while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      b = text[at++];
    }
    return b;
  }

  private void word(String word) {
    int from = at - 1;
    for (int i = 1; i < word.length(); i++) {
      if (text[at++] != word.charAt(i)) {
        at = from + 1;
        throw wrong("a value");
      }
    }
  }

  /// The text behind a quote, which is passed, as is the one at its end.
  private String string() {
    int from = at;
    int all = 0;
    byte b = text[at];
    while (b != '"' && b != '\\') {
      if (b >= 0 && b < ' ') {
        at++;
        throw wrong("a text without control characters");
      }
      all |= b;
      b = text[++at];
    }
    if (b == '\\') {
      return escaped(from);
    }
    int length = at++ - from;
    return new String(
        text, from, length, all >= 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private String escaped(int begin) {
    StringBuilder string = new StringBuilder();
    int from = begin;
    while (true) {
      byte b = text[at++];
      if (b == '"' || b == '\\') {
        string.append(new String(text, from, at - 1 - from, StandardCharsets.UTF_8));
        if (b == '"') {
          return string.toString();
        }
        string.append(escape());
        from = at;
      } else if (b >= 0 && b < ' ') {
        throw wrong("a text without control characters");
      }
    }
  }

  private char escape() {
    byte b = text[at++];
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit((char) text[at++], 16);
          if (digit < 0) {
            throw wrong("four hexadecimal digits");
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> throw wrong("an escape");
    };
  }

  private Number number() {
    int from = --at;
    if (text[at] == '-') {
      at++;
    }
    int digits = digits();
    if (digits == 0 || (digits > 1 && text[at - digits] == '0')) {
      at++;
      throw wrong("a value");
    }
    boolean isWhole = true;
    if (text[at] == '.') {
      isWhole = false;
      at++;
      if (digits() == 0) {
        at++;
        throw wrong("a digit");
      }
    }
    if (text[at] == 'e' || text[at] == 'E') {
      isWhole = false;
      at++;
      if (text[at] == '+' || text[at] == '-') {
        at++;
      }
      if (digits() == 0) {
        at++;
        throw wrong("a digit");
      }
    }
    String number = new String(text, from, at - from, StandardCharsets.ISO_8859_1);
    if (!isWhole) {
      return new BigDecimal(number);
    }
    return digits <= LONGEST_INT ? (Number) Integer.valueOf(number) : whole(number, digits);
  }

  private static Number whole(String number, int digits) {
    if (digits <= LONGEST_LONG) {
      long value = Long.parseLong(number);
      return value == (int) value ? (Number) (int) value : (Number) value;
    }
    BigInteger value = new BigInteger(number);
    return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
  }

  private int digits() {
    int from = at;
    while (text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "no JSON: " + expected + " was expected at byte " + (at - 1));
  }
}
