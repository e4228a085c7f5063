package io.jupyterflow.e2e;

import static io.jupyterflow.e2e.Hub.shell;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// What is done in a user's notebook server, in a folder of the home that each test has for itself.
abstract class InHomeFolder {

  static final String USER = "alice";

  String folder = "";

  @BeforeAll
  static void spawn() {
    Hub.spawn(USER);
  }

  @BeforeEach
  void makeFolder() {
    folder = "e2e-" + UUID.randomUUID();
    shell(USER, "mkdir " + folder).ok();
  }

  @AfterEach
  void removeFolder() {
    shell(USER, "rm -rf " + folder).ok();
  }
}
