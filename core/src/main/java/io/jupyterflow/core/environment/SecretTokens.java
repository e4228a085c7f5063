package io.jupyterflow.core.environment;

/// Secrets that are known by how they are written: tokens with the prefix of who issues them, JSON
/// web tokens, keys in PEM.
final class SecretTokens {

  /// The prefix and how long what follows is at least; `#` asks for a digit in it. Signs that part
  /// words may be in what follows, and a run of letters and digits of 12 must be.
  private static final String[] PREFIXES = {
    // GitHub, GitLab
    "ghp_30",
    "gho_30",
    "ghu_30",
    "ghs_30",
    "ghr_30",
    "github_pat_30",
    "glpat-16",
    "gldt-16",
    "glrt-16",
    "glcbt-16",
    "glptt-16",
    "glft-16",
    "glsoat-16",
    "gloas-16",
    "glagent-16",
    "glimt-16",
    "GR1348941-16",
    // models and data
    "hf_#30",
    "api_org_#30",
    "sk-#20",
    "gsk_#30",
    "pplx-#30",
    "nvapi-#30",
    "r8_#30",
    "AIza#30",
    "ya29.#20",
    "dapi#32",
    "wandb_v1_#30",
    "lsv2_#30",
    "key-#32",
    "AKIA16",
    "ASIA16",
    "ABIA16",
    "ACCA16",
    "ABSK#60",
    "LS0tLS1CRUdJTi20",
    // chat, mail, money
    "xoxb-#16",
    "xoxp-#16",
    "xoxa-#16",
    "xoxr-#16",
    "xoxs-#16",
    "xoxe-#16",
    "xoxe.#20",
    "xapp-#16",
    "SG.#30",
    "sk_live_#16",
    "sk_test_#16",
    "rk_live_#16",
    "rk_test_#16",
    "shpat_#30",
    "shpss_#30",
    "shpca_#30",
    "shppa_#30",
    // packages, machines, pages
    "npm_#36",
    "pypi-Ag#20",
    "dckr_pat_#20",
    "dop_v1_#30",
    "doo_v1_#30",
    "dor_v1_#30",
    "glsa_#30",
    "glc_#30",
    "sntrys_#20",
    "sntryu_#30",
    "hvs.#20",
    "hvb.#20",
    "AGE-SECRET-KEY-16",
    "lin_api_#30",
    "ntn_#30",
    "secret_#40",
    "pul-#36",
    "PMAK-#24",
    "NRAK-#20",
    "tskey-#16",
    "pscale_#20",
    "figd_#20",
    "eyJrIjoi#30",
  };

  private static final int RUN = 12;

  private SecretTokens() {}

  /// Whether the run of letters, digits, `_`, `-` and `.` is a token.
  static boolean isToken(String text, int from, int to) {
    if (to - from < 20) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (prefix.charAt(0) == text.charAt(from) && begins(text, from, to, prefix)) {
        return true;
      }
    }
    return text.startsWith("eyJ", from) && isWebToken(text, from, to);
  }

  private static boolean begins(String text, int from, int to, String rule) {
    int digits = rule.length() - 2;
    boolean needsDigit = rule.charAt(digits - 1) == '#';
    int length = needsDigit ? digits - 1 : digits;
    if (!text.regionMatches(from, rule, 0, length)) {
      return false;
    }
    int least = (rule.charAt(digits) - '0') * 10 + rule.charAt(digits + 1) - '0';
    if (to - from - length < least) {
      return false;
    }
    boolean hasDigit = !needsDigit;
    int run = 0;
    int longest = 0;
    for (int i = from + length; i < to; i++) {
      char c = text.charAt(i);
      hasDigit |= c >= '0' && c <= '9';
      run = c == '_' || c == '-' || c == '.' ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return hasDigit && longest >= RUN;
  }

  /// `header.claims.signature`, each in base 64: the first two are JSON objects.
  private static boolean isWebToken(String text, int from, int to) {
    int first = text.indexOf('.', from);
    if (first < 0 || first - from < 10 || first >= to) {
      return false;
    }
    int second = text.indexOf('.', first + 1);
    return second > first + 4 && second < to - 4;
  }

  /// Where a private key in PEM ends whose first line begins there, or -1 where none does.
  static int endOfKey(String text, int from) {
    if (!text.startsWith("-----BEGIN ", from)) {
      return -1;
    }
    int close = text.indexOf("-----", from + 11);
    int key = text.indexOf("PRIVATE KEY", from + 11);
    if (key < 0 || close < 0 || key > close) {
      return -1;
    }
    int end = text.indexOf("-----END", close);
    return end < 0 ? text.length() : end;
  }
}
