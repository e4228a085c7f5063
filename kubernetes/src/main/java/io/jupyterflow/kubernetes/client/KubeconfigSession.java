package io.jupyterflow.kubernetes.client;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.problem.Remedy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The library's client for the current context of a kubeconfig file, signed in.
///
/// The library could run a program that signs in, too. It does so through a shell that reads the
/// program's words again, takes what it says to people for a part of the answer, and does not tell
/// it what it is called for, without which some give nothing.
///
/// @param until when the sign-in is over; null where the library sees to that, or nobody knows
/// @param since when it was
/// @param isByProgram whether a program can do it again
record KubeconfigSession(
    KubernetesClient client, @Nullable Instant until, Instant since, boolean isByProgram) {

  /// How long before its end a sign-in counts as over, and after which one that is not taken is
  /// worth another.
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /// Signs in.
  ///
  /// @param context what the file said when it was first read; null where that was not understood
  /// @param patience how long to wait for a connection
  /// @param now what time it is
  /// @throws JupyterFlowException.Refused where the file can't be used
  /// @throws IOException where the program doesn't sign in; the message says why, as a clause
  static KubeconfigSession open(
      Path file, @Nullable Kubeconfig context, Duration patience, Instant now) throws IOException {
    SignInProgram program = context == null ? null : context.program().orElse(null);
    if (context == null || program == null) {
      return new KubeconfigSession(client(file, read(file, null), patience), null, now, false);
    }
    SignInProgram.Credential credential = program.run();
    Config read = read(file, context.with(credential));
    return new KubeconfigSession(client(file, read, patience), credential.until(), now, true);
  }

  boolean isOver(Instant now) {
    return until != null && !now.isBefore(until.minus(MARGIN));
  }

  /// Whether to sign in again where the server does not know who asks: not just after it was done.
  boolean isWorthAnother(Instant now) {
    return isByProgram && now.isAfter(since.plus(MARGIN));
  }

  private static KubernetesClient client(Path file, Config read, Duration patience) {
    if (read.getCurrentContext() == null || read.getCurrentContext().getContext() == null) {
      throw unusable(
          file,
          "it names no current context, so no cluster",
          "name one: kubectl config use-context NAME",
          null);
    }
    try {
      Config config =
          new ConfigBuilder(read)
              .withClientKeyAlgo(keyAlgorithm(read))
              // calls are made again in one place, and not here
              .withRequestRetryBackoffLimit(0)
              .withConnectionTimeout((int) patience.toMillis())
              .withRequestTimeout(0)
              .build();
      return new KubernetesClientBuilder().withConfig(config).build();
    } catch (IOException e) {
      throw unusable(file, "a key it names can't be read: " + e.getMessage(), "", e);
    } catch (RuntimeException e) {
      throw unusable(
          file, "a certificate or key it names is damaged", "see more: kubectl version", e);
    }
  }

  /// @param text what to read in place of the file's own
  private static Config read(Path kubeconfig, @Nullable String text) {
    try {
      return text == null
          ? Config.fromKubeconfig(kubeconfig.toFile())
          : Config.fromKubeconfig(text);
    } catch (RuntimeException e) {
      throw unusable(
          kubeconfig, "it is not of the form of a kubeconfig file", "set KUBECONFIG to one", e);
    }
  }

  static JupyterFlowException.Refused unusable(
      Path kubeconfig, String why, String hint, @Nullable Exception cause) {
    return new JupyterFlowException.Refused(
        "The file " + kubeconfig + " can't be used to reach a cluster: " + why + ".",
        Remedy.of(hint),
        cause);
  }

  /// The library takes every key for one of RSA unless its header says otherwise, and the header of
  /// PKCS #8 does not.
  private static String keyAlgorithm(Config config) throws IOException {
    String key = "";
    if (config.getClientKeyData() != null) {
      key =
          new String(Base64.getDecoder().decode(config.getClientKeyData()), StandardCharsets.UTF_8);
    } else if (config.getClientKeyFile() != null) {
      key = Files.readString(Path.of(config.getClientKeyFile()));
    }
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = key.indexOf(begin);
    int to = key.indexOf("-----END", Math.max(0, from));
    if (from < 0 || to < 0) {
      return config.getClientKeyAlgo();
    }
    byte[] der = Base64.getMimeDecoder().decode(key.substring(from + begin.length(), to));
    try {
      return KeyFactory.getInstance("EC")
          .generatePrivate(new PKCS8EncodedKeySpec(der))
          .getAlgorithm();
    } catch (GeneralSecurityException another) {
      return config.getClientKeyAlgo();
    }
  }
}
