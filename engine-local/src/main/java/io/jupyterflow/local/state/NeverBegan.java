package io.jupyterflow.local.state;

import java.util.Optional;

/// Why an attempt can never begin, however often it is tried. The events keep the message alone.
public enum NeverBegan {
  /// The kernel takes no more than 128 KiB for one word, and a quarter of the stack for all.
  TOO_LARGE(
      "its command or its variables are longer than the system takes (128 KiB for one word)", ""),
  NO_DIRECTORY("its working directory ", " is gone");

  private final String start;
  private final String end;

  NeverBegan(String start, String end) {
    this.start = start;
    this.end = end;
  }

  /// What a job's message says of it.
  ///
  /// @param about the directory, where it is one that is at fault
  public String message(String about) {
    return start + about + end;
  }

  /// The one whose message this is.
  public static Optional<NeverBegan> of(String message) {
    for (NeverBegan each : values()) {
      if (message.startsWith(each.start) && message.endsWith(each.end)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
