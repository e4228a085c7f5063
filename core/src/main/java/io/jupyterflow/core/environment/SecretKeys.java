package io.jupyterflow.core.environment;

/// The rule for names with the word *key*, which may open a door or name a column: what is before
/// it tells.
final class SecretKeys {

  private SecretKeys() {}

  /// @param before the word before it, or an empty text
  /// @param after the word after it, or an empty text
  /// @param word `key` or `keys`
  /// @param name the whole name
  static boolean isSecret(String before, String after, String word, String name) {
    return switch (before) {
      case "api", "access", "private", "secret" ->
          !after.equals("name"); // also of `AWS_ACCESS_KEY_ID`
      case "account" -> after.isEmpty() || name.contains("fs.azure."); // the account follows
      case "admin",
          "aes",
          "anthropic",
          "app",
          "application",
          "auth",
          "aws",
          "azure",
          "cipher",
          "client",
          "cohere",
          "comet",
          "consumer",
          "cookie",
          "datadog",
          "decryption",
          "deploy",
          "encrypt",
          "encryption",
          "fernet",
          "gemini",
          "github",
          "gitlab",
          "google",
          "gpg",
          "groq",
          "hf",
          "hmac",
          "huggingface",
          "jwt",
          "kaggle",
          "license",
          "master",
          "mistral",
          "neptune",
          "openai",
          "pgp",
          "pinecone",
          "recovery",
          "registry",
          "root",
          "rsa",
          "sas",
          "sendgrid",
          "sentry",
          "service",
          "session",
          "shared",
          "sign",
          "signing",
          "ssh",
          "ssl",
          "storage",
          "stripe",
          "subscription",
          "symmetric",
          "tls",
          "token",
          "unseal",
          "vault",
          "wandb",
          "webhook" ->
          after.isEmpty();
      case "",
          "public",
          "pub",
          "primary",
          "foreign",
          "unique",
          "sort",
          "order",
          "partition",
          "routing",
          "idempotency",
          "cache",
          "group",
          "index",
          "row",
          "column",
          "map",
          "dict",
          "json",
          "lookup",
          "join",
          "search",
          "object",
          "bucket",
          "file",
          "config",
          "metric",
          "label",
          "feature",
          "target",
          "image",
          "text",
          "input",
          "output",
          "state",
          "event",
          "message",
          "hot",
          "shift",
          "ctrl",
          "alt",
          "cmd",
          "compose",
          "bind" ->
          false;
      // ACME_KEY is how variables are called; acme_key may be a column of a table
      default -> after.isEmpty() && word.equals("key") && isUpper(name);
    };
  }

  private static boolean isUpper(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 'a' && name.charAt(i) <= 'z') {
        return false;
      }
    }
    return true;
  }
}
