package io.jupyterflow.kubernetes.client;

import java.io.InputStream;

/// An answer that is read as it comes.
public interface KubeStream extends AutoCloseable {

  /// The bytes; the end of the stream is the end of the answer. An [IOException] is a lost
  /// connection.
  InputStream bytes();

  /// Ends the connection, also under a read of another thread.
  @Override
  void close();
}
