package io.jupyterflow.kubernetes.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Sockets that offer the key exchange x25519 alone. By default a client makes a key of two kinds
/// for its first message, and the second costs a JVM that has just started 50 to 80 ms. A server
/// that can't do x25519 (FIPS) refuses the handshake: then it must be tried again without this.
final class X25519Sockets extends SSLSocketFactory {

  private static final String FIRST = "TLS_CHACHA20_POLY1305_SHA256";

  private final SSLSocketFactory sockets;

  X25519Sockets(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static Socket quick(Socket socket) {
    if (socket instanceof SSLSocket secure) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setNamedGroups(new String[] {"x25519"});
      parameters.setCipherSuites(preferred(parameters.getCipherSuites()));
      secure.setSSLParameters(parameters);
    }
    return socket;
  }

  private static String[] preferred(String[] suites) {
    String[] sorted = suites.clone();
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i].equals(FIRST)) {
        System.arraycopy(sorted, 0, sorted, 1, i);
        sorted[0] = FIRST;
      }
    }
    return sorted;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return quick(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean close)
      throws IOException {
    return quick(sockets.createSocket(socket, host, port, close));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return quick(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return quick(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return quick(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return quick(sockets.createSocket(host, port, from, fromPort));
  }
}
