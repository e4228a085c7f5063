package io.jupyterflow.local.process;

import java.util.Optional;

/// One process, never confused with another that got the same number later, after a reboot, or in
/// another container.
///
/// @param boot the kernel's boot id
/// @param pidNamespace the inode of the process's pid namespace
/// @param pid its number in that namespace
/// @param startTicks when it began, in clock ticks since boot
public record ProcessIdentity(String boot, String pidNamespace, long pid, long startTicks) {

  /// The form that files carry: the four parts, separated by blanks.
  public String text() {
    return boot + " " + pidNamespace + " " + pid + " " + startTicks;
  }

  /// Reads [#text] back.
  ///
  /// @return nothing where the text is torn or foreign
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(
              parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3])));
    } catch (NumberFormatException torn) {
      return Optional.empty();
    }
  }
}
