package io.jupyterflow.cli.terminal;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program on a real terminal of the kernel's, whose other end the test holds: it types, changes
/// the window and reads what was sent. Closing it hangs the program up.
public final class PseudoTerminal implements AutoCloseable {

  /// Not a measure of speed: what is waited for comes in a second or never.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String HOLDER =
      """
      import fcntl, os, pty, select, signal, struct, sys, termios
      def resize(fd, columns, rows):
          fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
      pid, master = pty.fork()
      if pid == 0:
          resize(0, int(sys.argv[1]), int(sys.argv[2]))
          # a build in the background of a shell ignores Ctrl-C, and so would all it starts
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          os.execvp(sys.argv[3], sys.argv[3:])
      orders = b""
      while True:
          ready, _, _ = select.select([master, 0], [], [])
          if master in ready:
              try:
                  data = os.read(master, 65536)
              except OSError:
                  break
              if not data:
                  break
              os.write(1, data)
          if 0 in ready:
              data = os.read(0, 65536)
              if not data:
                  os.close(master)
                  break
              *lines, orders = (orders + data).split(b"\\n")
              for line in lines:
                  order, *words = line.decode().split()
                  if order == "type":
                      os.write(master, bytes.fromhex(words[0]))
                  else:
                      resize(master, int(words[0]), int(words[1]))
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 255)
      """;

  private final Process holder;
  private final Writer orders;
  private final Thread reader;
  private final StringBuilder received = new StringBuilder();

  /// Starts a program.
  ///
  /// @param environment all of it; `TERM` is added
  public PseudoTerminal(
      Size size, Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "python3",
                "-c",
                HOLDER,
                Integer.toString(size.columns()),
                Integer.toString(size.rows())));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("TERM", "xterm-256color");
    holder = builder.start();
    orders = holder.outputWriter(StandardCharsets.US_ASCII);
    reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    char[] buffer = new char[8192];
    try (Reader in = new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        synchronized (received) {
          received.append(buffer, 0, count);
          received.notifyAll();
        }
      }
    } catch (IOException e) {
      // the holder is gone, and what it said before is there
    }
  }

  /// All that was sent so far.
  public String text() {
    synchronized (received) {
      return received.toString();
    }
  }

  /// Waits until what was sent fits.
  public String await(Predicate<String> fits) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (received) {
      while (!fits.test(received.toString())) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError("never came; the terminal got: " + received);
        }
        received.wait(Math.min(left, 200));
      }
      return received.toString();
    }
  }

  public void type(String keys) throws IOException {
    order("type " + HexFormat.of().formatHex(keys.getBytes(StandardCharsets.UTF_8)));
  }

  /// Changes the window, of which the program is told by SIGWINCH.
  public void resize(Size size) throws IOException {
    order("resize " + size.columns() + " " + size.rows());
  }

  private void order(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
  }

  /// Waits for the end of the program.
  ///
  /// @return its exit code
  public int end() throws InterruptedException {
    if (!holder.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the program never ended; the terminal got: " + text());
    }
    reader.join();
    return holder.exitValue();
  }

  @Override
  public void close() throws IOException {
    try {
      orders.close();
    } catch (IOException e) {
      // it ended by itself
    }
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
