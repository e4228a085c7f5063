package io.jupyterflow.core.environment;

/// Secrets in addresses: the password in front of the host, and the path of a webhook.
final class SecretUrls {

  /// Where the path of an address is the secret: what is in the address, up to it.
  private static final String[] HOOKS = {
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "hooks.slack.com/triggers/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    ".webhook.office.com/webhookb2/",
    "outlook.office.com/webhook/",
    "outlook.office365.com/webhook/",
    "api.telegram.org/bot",
    "hooks.zapier.com/hooks/catch/",
    "maker.ifttt.com/trigger/",
    "open.feishu.cn/open-apis/bot/v2/hook/",
    "open.larksuite.com/open-apis/bot/v2/hook/",
  };

  /// The least length of a name in front of the host that is a key: a Sentry DSN's, a token's.
  private static final int KEY = 16;

  private SecretUrls() {}

  /// Where the secret of an address is.
  ///
  /// @param from where the address' host, or the user before it, begins
  /// @return its start in the upper half and its end in the lower, or -1 where there is none
  static long find(String text, int from) {
    int end = from;
    int slash = -1;
    while (end < text.length() && isAddress(text.charAt(end))) {
      char c = text.charAt(end);
      if (slash < 0 && (c == '/' || c == '?' || c == '#')) {
        slash = end;
      }
      end++;
    }
    int host = slash < 0 ? end : slash;
    long user = user(text, from, host, end);
    return user >= 0 ? user : hook(text, from, host, end);
  }

  private static long user(String text, int from, int host, int end) {
    int colon = text.indexOf(':', from);
    int at = text.lastIndexOf('@', host - 1);
    if (colon < 0 || colon >= host || text.charAt(from) == '[') {
      return at > from && isKey(text, from, at) ? span(from, at) : -1;
    }
    if (at < colon) {
      // an @ behind the first slash: a password that should have been quoted has one, a port not
      at = at >= from || isPort(text, colon + 1, host) ? -1 : text.indexOf('@', host);
    }
    boolean isPassword = at > colon + 1 && at < end && !text.startsWith("sha256:", at + 1);
    return isPassword && !SecretText.isReference(text, colon + 1, at) ? span(colon + 1, at) : -1;
  }

  private static long hook(String text, int from, int host, int end) {
    if (host == end || !mayHook(text, from, host)) {
      return -1;
    }
    for (String hook : HOOKS) {
      int at = text.indexOf(hook, from);
      if (at >= 0 && at < end) {
        int start = at + hook.length();
        return start < end ? span(start, end) : -1;
      }
    }
    return -1;
  }

  /// Whether the host is one of those above, at a glance.
  private static boolean mayHook(String text, int from, int host) {
    for (int i = from; i < host; i++) {
      if (text.startsWith("hook", i)
          || text.startsWith("office", i)
          || text.startsWith("discord", i)
          || text.startsWith("telegram", i)
          || text.startsWith("ifttt", i)
          || text.startsWith("feishu", i)
          || text.startsWith("larksuite", i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPort(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return to > from && to - from < 6;
  }

  private static boolean isKey(String text, int from, int to) {
    boolean hasDigit = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-') {
        return false;
      }
      hasDigit |= c >= '0' && c <= '9';
    }
    return hasDigit && to - from >= KEY;
  }

  private static boolean isAddress(char c) {
    return c > ' ' && c != '"' && c != '\'' && c != '`' && c != '<' && c != '>' && c != '|';
  }

  static long span(int from, int to) {
    return ((long) from << 32) | to;
  }
}
