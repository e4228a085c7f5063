package io.jupyterflow.cli.training;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/// The fake for a cluster as a process of its own, for what is checked and measured from outside:
/// `ServingMain FOLDER HOME` with the folder's `rsa.p12`, until its input ends.
public final class ServingMain {

  private ServingMain() {}

  /// Serves.
  ///
  /// @param arguments the folder, where `port` is written to, and the home that is mounted
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Path folder = Path.of(arguments[0]);
    try (FakeApiServer server =
            FakeApiServer.open(folder.resolve("rsa.p12"), Path.of(arguments[1]));
        FileInputStream input = new FileInputStream(FileDescriptor.in)) {
      Path port = Files.writeString(folder.resolve("port.part"), server.port() + "\n");
      Files.move(port, folder.resolve("port"));
      input.readAllBytes();
    }
  }
}
