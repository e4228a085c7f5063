package io.jupyterflow.core.environment;

import java.util.Locale;

/// Finds the secrets within a text, from its beginning to its end: a variable's value, a word, text
/// for a shell, a line of a file.
///
/// A secret is what is known by how it is written (see [SecretTokens], [SecretUrls]), what is
/// behind a name that is a secret's (`KEY=value`, `key: value`, `--key value`), behind `Bearer`,
/// and the password of `user:password`. If a name's value only refers to another (`token=$TOKEN`),
/// it is none.
final class SecretText {

  private final String text;
  private final boolean hasNames;
  private int at;
  private char quote;
  private int start;
  private int end;

  /// @param hasNames whether names in it make a secret of what stands after them
  SecretText(String text, boolean hasNames) {
    this.text = text;
    this.hasNames = hasNames;
  }

  /// Whether there is any secret in a text.
  static boolean isIn(String text) {
    return text.length() > 5 && new SecretText(text, true).next();
  }

  /// Finds the next one.
  boolean next() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (isRun(c)) {
        int from = at;
        do {
          at++;
        } while (at < text.length() && isRun(text.charAt(at)));
        if (look(from, at)) {
          at = end;
          return true;
        }
      } else {
        quote(c);
        at += c == '\\' && at + 1 < text.length() && !isRun(text.charAt(at + 1)) ? 2 : 1;
      }
    }
    return false;
  }

  /// Where the one that was found begins.
  int start() {
    return start;
  }

  /// Where it ends.
  int end() {
    return end;
  }

  private void quote(char c) {
    if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '"' || c == '\'')) {
      boolean isApostrophe = c == '\'' && at > 0 && Character.isLetter(text.charAt(at - 1));
      quote = isApostrophe ? 0 : c;
    }
  }

  private boolean look(int from, int to) {
    if (SecretTokens.isToken(text, from, to)) {
      return found(from, to);
    }
    int key = SecretTokens.endOfKey(text, from);
    if (key >= 0) {
      return found(from, key);
    }
    if (to == text.length()) {
      return false;
    }
    return switch (text.charAt(to)) {
      case ':' -> colon(from, to);
      case '=' -> named(from, to, to + 1);
      case ' ', '\t' -> blank(from, to);
      case '"', '\'' -> quotedName(from, to);
      case '/' -> from > 4 && text.startsWith("thin:", from - 5) && oracle(to);
      default -> false;
    };
  }

  private boolean colon(int from, int to) {
    if (text.startsWith("//", to + 1)) {
      long span = SecretUrls.find(text, to + 3);
      return span >= 0 && found((int) (span >> 32), (int) span);
    }
    if (isBot(from, to)) {
      return found(to + 1, runEnd(to + 1));
    }
    return pair(from, to) || nameAndColon(from, to);
  }

  /// `123456789:AA…`: how Telegram writes a bot's token.
  private boolean isBot(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to - from >= 8 && text.startsWith("AA", to + 1) && runEnd(to + 1) - to > 30;
  }

  /// `user:password@host` as a word of its own.
  private boolean pair(int from, int to) {
    if (from > 0 && "\"'= \t".indexOf(text.charAt(from - 1)) < 0) {
      return false;
    }
    int word = SecretEnds.word(text, to, quote);
    int host = text.lastIndexOf('@', word - 1);
    int slash = text.indexOf('/', to);
    boolean isPair =
        host > to + 1
            && host + 1 < word
            && (slash < 0 || slash > host)
            && text.charAt(host - 1) != ':'
            && isRun(text.charAt(host + 1))
            && !text.startsWith("sha256:", host + 1)
            && !text.startsWith("mailto", from);
    return isPair && !isReference(text, to + 1, host) && found(to + 1, host);
  }

  private boolean nameAndColon(int from, int to) {
    boolean isOpen = from == 0 || " \t\n\"'{[(,=".indexOf(text.charAt(from - 1)) >= 0;
    if (!isOpen || to + 1 >= text.length() || !isSecretName(from, to)) {
      return false;
    }
    int value = SecretEnds.skipBlanks(text, to + 1);
    char before = from == 0 ? 0 : text.charAt(from - 1);
    char outer = before == '"' || before == '\'' ? before : quote;
    if (value > to + 1) {
      return value(from, to, value, SecretEnds.line(text, value, outer));
    }
    return text.charAt(value) != '/' && value(from, to, value, SecretEnds.word(text, value, outer));
  }

  /// `"api_key": "…"`
  private boolean quotedName(int from, int to) {
    int sign = SecretEnds.skipBlanks(text, to + 1);
    if (sign < text.length() && text.charAt(sign) == ']') {
      sign = SecretEnds.skipBlanks(text, sign + 1);
    }
    if (from == 0
        || text.charAt(from - 1) != text.charAt(to)
        || sign >= text.length()
        || (text.charAt(sign) != ':' && text.charAt(sign) != '=')
        || !isSecretName(from, to)) {
      return false;
    }
    int value = SecretEnds.skipBlanks(text, sign + 1);
    quote = 0;
    return value(from, to, value, SecretEnds.line(text, value, quote));
  }

  private boolean named(int from, int to, int value) {
    char before = from == 0 ? 0 : text.charAt(from - 1);
    boolean isQuery = before == '?' || before == '&';
    int valueEnd = SecretEnds.word(text, value, quote);
    if (isQuery && isQueryKey(from, to) && valueEnd - value >= 10) {
      return found(value, valueEnd);
    }
    return before != '*'
        && before != '$'
        && isSecretName(from, to)
        && value(from, to, value, valueEnd);
  }

  private boolean isQueryKey(int from, int to) {
    String key = text.substring(from, to).toLowerCase(Locale.ROOT);
    return key.equals("sig")
        || key.equals("key")
        || key.equals("code")
        || key.endsWith("signature");
  }

  /// `--key value`, `key = value`, `Bearer …`
  private boolean blank(int from, int to) {
    int value = SecretEnds.skipBlanks(text, to);
    if (value >= text.length()) {
      return false;
    }
    if (text.charAt(value) == '=' && value + 1 < text.length() && isBlank(text.charAt(value + 1))) {
      return named(from, to, SecretEnds.skipBlanks(text, value + 1));
    }
    if (to - from == 6 && text.regionMatches(true, from, "bearer", 0, 6)) {
      int word = SecretEnds.word(text, value, quote);
      return word - value >= 8 && !isReference(text, value, word) && found(value, word);
    }
    if (text.charAt(from) != '-'
        || text.charAt(value) == '-'
        || "|&;<>()".indexOf(text.charAt(value)) >= 0) {
      return false;
    }
    int word = SecretEnds.word(text, value, quote);
    if (SecretWords.takesPair(text.substring(from, to))) {
      boolean isQuoted = isQuoted(value, word);
      int last = isQuoted ? word - 1 : word;
      int password = SecretWords.password(text, isQuoted ? value + 1 : value, last);
      return password > 0 && found(password, last);
    }
    return isSecretName(from, to) && value(from, to, value, word);
  }

  /// `jdbc:oracle:thin:scott/tiger@…`
  private boolean oracle(int slash) {
    int at = text.indexOf('@', slash);
    boolean isPassword = at > slash + 1 && at < SecretEnds.word(text, slash, quote);
    return isPassword && found(slash + 1, at);
  }

  private boolean value(int from, int to, int value, int valueEnd) {
    boolean isQuoted = isQuoted(value, valueEnd);
    int bare = isQuoted ? value + 1 : value;
    int bareEnd = isQuoted ? valueEnd - 1 : valueEnd;
    boolean isShell = !isQuoted || text.charAt(value) == '"';
    if (isShell && isReference(text, scheme(bare, bareEnd), bareEnd)) {
      return false;
    }
    boolean isSecret = Secrets.isSecret(text.substring(from, to), text.substring(bare, bareEnd));
    return isSecret && found(value, valueEnd);
  }

  /// Where the token of `Bearer token` begins, or the value where it has no scheme.
  private int scheme(int from, int to) {
    int blank = text.indexOf(' ', from);
    return blank < 0 || blank >= to
        ? from
        : switch (text.substring(from, blank).toLowerCase(Locale.ROOT)) {
          case "bearer", "basic", "token" -> blank + 1;
          default -> from;
        };
  }

  private boolean isQuoted(int from, int to) {
    return to - from > 1
        && (text.charAt(from) == '"' || text.charAt(from) == '\'')
        && text.charAt(to - 1) == text.charAt(from);
  }

  private boolean isSecretName(int from, int to) {
    if (!hasNames) {
      return false;
    }
    return SecretNames.isSecret(text.substring(from, to))
        || (to - from == 3 && text.startsWith("PWD", from)); // of a connection string
  }

  private boolean found(int from, int to) {
    start = from;
    end = to;
    return to > from;
  }

  private int runEnd(int from) {
    int to = from;
    while (to < text.length() && isRun(text.charAt(to))) {
      to++;
    }
    return to;
  }

  /// Whether it says where the value is, and not the value: `$NAME`, `${NAME}`, `$(command)`.
  static boolean isReference(String text, int from, int to) {
    if (to - from < 2 || text.charAt(from) != '$') {
      return to - from > 1 && text.charAt(from) == '`' && text.charAt(to - 1) == '`';
    }
    if (text.charAt(from + 1) == '(') {
      return text.charAt(to - 1) == ')';
    }
    boolean isBraced = text.charAt(from + 1) == '{' && text.charAt(to - 1) == '}';
    return ShellNames.isName(
        isBraced ? text.substring(from + 2, to - 1) : text.substring(from + 1, to));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isRun(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.'
        || (c > '~' && Character.isLetterOrDigit(c));
  }
}
