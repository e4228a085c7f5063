package io.jupyterflow.local.supervisor;

import java.io.IOException;
import java.io.InputStream;

/// Keeps hold of the files this program is made of, so that a run goes on where the program is
/// upgraded or removed meanwhile. What is open or mapped outlives its name; but the JVM opens the
/// image or jar of our classes only when it first needs a class from outside its AOT cache, which
/// may be when a job fails hours later.
final class RuntimePin {

  /// A run that is over before that needs none of this, and shares no core with it.
  private static final long SETTLED_MILLIS = 1000;

  private RuntimePin() {}

  /// Takes hold of them in a while, on a thread of its own.
  static void hold() {
    Thread.ofPlatform().daemon().name("own-files").start(RuntimePin::open);
  }

  private static void open() {
    try {
      Thread.sleep(SETTLED_MILLIS);
      try (InputStream in = RuntimePin.class.getResourceAsStream("OwnFiles.class")) {
        if (in != null) {
          in.readAllBytes();
        }
      }
    } catch (IOException | LinkageError gone) {
      // Then it is too late: where this owner comes to need them, the next one carries on.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
