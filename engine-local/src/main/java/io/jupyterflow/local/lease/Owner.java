package io.jupyterflow.local.lease;

import io.jupyterflow.local.process.ProcessIdentity;
import java.util.Optional;

/// Who carries a run on.
///
/// @param host the machine's or pod's name, for people
public record Owner(ProcessIdentity process, String host) {

  /// The one line of an owner file.
  String text() {
    return process.text() + " " + host + "\n";
  }

  /// Reads [#text] back.
  ///
  /// @return nothing where it is torn
  static Optional<Owner> parse(String text) {
    int blank = text.lastIndexOf(' ');
    if (blank < 0 || !text.endsWith("\n")) {
      return Optional.empty();
    }
    return ProcessIdentity.parse(text.substring(0, blank))
        .map(process -> new Owner(process, text.substring(blank + 1).strip()));
  }
}
