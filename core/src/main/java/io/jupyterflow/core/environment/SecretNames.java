package io.jupyterflow.core.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rule for names: whether a variable, an option or a key probably holds a secret.
///
/// A name is read as words: parted by signs, where capitals begin (`awsSecretKey`), and without
/// numbers at a word's end (`API_KEY2`). Some words make a secret wherever they stand, some only at
/// the end, and some only next to others: `MAX_TOKENS` counts, and `API_TOKENS` are secret.
// by hand: a pattern costs a program that has just started as much as planning its flow
final class SecretNames {

  private SecretNames() {}

  static boolean isSecret(String name) {
    if (name.equals("PWD") || name.equals("OLDPWD")) {
      return false; // folders
    }
    List<String> words = words(name);
    for (int i = 0; i < words.size(); i++) {
      if (isSecret(words, i, name)) {
        return true;
      }
    }
    return name.regionMatches(true, name.length() - 8, "password", 0, 8); // `passWord`
  }

  /// Whether the name may well be of a number: how many tokens, how much patience.
  static boolean mayCount(String name) {
    List<String> words = words(name);
    String last = words.isEmpty() ? "" : words.getLast();
    return last.equals("tokens") || last.equals("pat");
  }

  private static boolean isSecret(List<String> words, int i, String name) {
    String before = i == 0 ? "" : words.get(i - 1);
    String after = i + 1 == words.size() ? "" : words.get(i + 1);
    boolean isLast = after.isEmpty();
    String word = words.get(i);
    return switch (word) {
      case "password",
          "passwords",
          "passwd",
          "pwd",
          "passphrase",
          "passphrases",
          "secret",
          "secrets",
          "credential",
          "credentials",
          "cred",
          "creds",
          "비밀번호",
          "암호" ->
          true;
      case "token" -> !isOfText(before) && !isMeasure(after);
      case "tokens" -> isLast && (before.isEmpty() || isOwner(before));
      case "pass" -> isLast && !isPassage(before);
      case "pat", "bearer", "cookie", "cookies", "auth", "authorization", "otp", "totp" -> isLast;
      case "jwt" -> isLast;
      case "key", "keys" -> SecretKeys.isSecret(before, after, word, name);
      case "webhook" -> isLast || after.equals("url");
      case "string", "str" ->
          isLast && (before.equals("connection") || before.equals("conn") || before.equals("sas"));
      case "connstr", "connstring" -> isLast;
      case "config" -> isLast && before.equals("auth");
      case "parameters" -> name.equals("GIT_CONFIG_PARAMETERS");
      default -> endsLikeOne(word);
    };
  }

  /// Words of text in a language model: `pad_token`, `loss_per_token`.
  private static boolean isOfText(String before) {
    return switch (before) {
      case "pad",
          "eos",
          "bos",
          "unk",
          "mask",
          "cls",
          "sep",
          "special",
          "stop",
          "start",
          "end",
          "max",
          "min",
          "num",
          "n",
          "per",
          "by",
          "image",
          "patch",
          "class",
          "next",
          "new",
          "input",
          "output",
          "prompt" ->
          true;
      default -> false;
    };
  }

  /// What is said of a token and is none: `token_limit`, `TOKEN_URL`.
  private static boolean isMeasure(String after) {
    return switch (after) {
      case "id",
          "ids",
          "type",
          "types",
          "count",
          "counts",
          "limit",
          "limits",
          "length",
          "len",
          "size",
          "dim",
          "embedding",
          "embeddings",
          "budget",
          "level",
          "dropout",
          "prob",
          "weight",
          "weights",
          "classification",
          "url",
          "uri",
          "endpoint",
          "ttl",
          "timeout",
          "lifetime" ->
          true;
      default -> false;
    };
  }

  /// Whose tokens are no number of them.
  private static boolean isOwner(String before) {
    return switch (before) {
      case "api",
          "access",
          "auth",
          "bot",
          "refresh",
          "secret",
          "service",
          "deploy",
          "user",
          "hf",
          "github",
          "gitlab",
          "slack",
          "admin" ->
          true;
      default -> false;
    };
  }

  /// Passes that nobody needs to pass: `forward_pass`.
  private static boolean isPassage(String before) {
    return switch (before) {
      case "forward",
          "backward",
          "first",
          "second",
          "third",
          "last",
          "one",
          "two",
          "single",
          "multi",
          "low",
          "high",
          "band",
          "all",
          "by",
          "num",
          "n",
          "max",
          "min",
          "per" ->
          true;
      default -> false;
    };
  }

  /// `githubtoken`, `PGPASSWORD`, `SSHPASS`: words that were written as one.
  private static boolean endsLikeOne(String word) {
    return word.endsWith("password")
        || word.endsWith("passwd")
        || word.endsWith("passphrase")
        || word.endsWith("secret")
        || word.endsWith("token")
        || word.endsWith("apikey")
        || word.endsWith("accesskey")
        || word.endsWith("secretkey")
        || word.endsWith("privatekey")
        || word.endsWith("accountkey")
        || word.equals("sshpass")
        || word.equals("dbpass")
        || word.equals("userpass")
        || word.equals("keypass")
        || word.equals("storepass");
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= name.length(); i++) {
      boolean isInside = i < name.length() && isLetter(name.charAt(i));
      if (from >= 0 && (!isInside || isHump(name, i))) {
        add(words, name, from, i);
        from = -1;
      }
      if (isInside && from < 0) {
        from = i;
      }
    }
    return words;
  }

  private static void add(List<String> words, String name, int from, int to) {
    int end = to;
    while (end > from && isDigit(name.charAt(end - 1))) {
      end--;
    }
    if (end > from) {
      words.add(name.substring(from, end).toLowerCase(Locale.ROOT));
    }
  }

  /// Whether a word begins there within others: `apiKey`, `AWSSecret`.
  private static boolean isHump(String name, int at) {
    if (!isCapital(name.charAt(at))) {
      return false;
    }
    boolean followsCapital = isCapital(name.charAt(at - 1));
    return !followsCapital || (at + 1 < name.length() && isSmall(name.charAt(at + 1)));
  }

  private static boolean isLetter(char c) {
    return isSmall(c) || isCapital(c) || isDigit(c) || (c > '~' && Character.isLetterOrDigit(c));
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
