package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.core.checkup.Finding;
import io.jupyterflow.core.checkup.Finding.Outcome;
import io.jupyterflow.kubernetes.client.KubeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why a server doesn't answer, told apart by how the call failed.
public final class ConnectivityCheck {

  private static final String ADMIN = "ask your administrator: ";

  private ConnectivityCheck() {}

  /// Whether what keeps the call from its server may be a rule of the network, which an
  /// administrator can change by a manifest.
  public static boolean isBlocked(KubeException e) {
    Throwable cause = e.getCause();
    return (cause instanceof SocketTimeoutException && isConnecting(cause))
        || cause instanceof NoRouteToHostException;
  }

  /// What is wrong.
  public static Finding finding(KubeException e, String server) {
    Throwable cause = e.getCause();
    if (isBlocked(e)) {
      return bad(
          "a connection to "
              + server
              + " is never made, so the network drops it: most likely a"
              + " NetworkPolicy that keeps notebooks from the API server",
          ADMIN + "the manifest below lets them");
    }
    if (cause instanceof UnknownHostException) {
      return bad(
          "the name of the API server in "
              + server
              + " is not known: the pod's DNS doesn't answer"
              + " for it",
          ADMIN + "the cluster's DNS, or a NetworkPolicy that blocks port 53");
    }
    if (cause instanceof ConnectException) {
      return bad(
          "nothing listens at " + server + ": the connection is refused",
          "try again in a minute; then ask your administrator whether the API server runs");
    }
    if (cause instanceof SSLException) {
      return bad(
          "the server at " + server + " doesn't prove to be the API server: " + cause.getMessage(),
          ADMIN
              + "the certificate authority in the pod's token folder must be the cluster's, and no"
              + " proxy may be in between");
    }
    if (cause instanceof SocketTimeoutException) {
      return bad(server + " took the connection and doesn't answer", "try again in a minute");
    }
    return bad(server + " can't be asked: " + e.getMessage(), "try again in a minute");
  }

  private static Finding bad(String message, String remedy) {
    return new Finding("api server", Outcome.BAD, message, remedy);
  }

  private static boolean isConnecting(@Nullable Throwable cause) {
    return cause != null
        && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
  }
}
