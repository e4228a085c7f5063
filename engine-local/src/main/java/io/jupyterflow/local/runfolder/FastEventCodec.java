package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.state.RunEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines that nearly all of an event file is: a run got its first owner, an attempt began, and
/// it succeeded. Byte for byte as [EventCodec] writes them, but without its library. That takes
/// tens of milliseconds before its first line, and its code is cold in a run of a thousand short
/// jobs, where it takes more processor than all else that is done for a job. What looks any
/// different is left to it.
final class FastEventCodec {

  private static final String AT = "{\"at\":";
  private static final String OWNED = ",\"event\":\"owned\",\"epoch\":";
  private static final String HOST = ",\"host\":\"";
  private static final String FIRST = "\",\"counted\":[]}";
  private static final String STARTED = ",\"event\":\"started\",\"job\":\"";
  private static final String ENDED = ",\"event\":\"ended\",\"job\":\"";
  private static final String ATTEMPT = "\",\"attempt\":";
  private static final String SUCCEEDED = ",\"state\":\"succeeded\",\"exitCode\":0}";

  private static final byte[] AT_BYTES = ascii(AT);
  private static final byte[] OWNED_BYTES = ascii(OWNED);
  private static final byte[] HOST_BYTES = ascii(HOST);
  private static final byte[] FIRST_BYTES = ascii(FIRST);
  private static final byte[] STARTED_BYTES = ascii(STARTED);
  private static final byte[] ENDED_BYTES = ascii(ENDED);
  private static final byte[] ATTEMPT_BYTES = ascii(ATTEMPT);
  private static final byte[] SUCCEEDED_BYTES = ascii(SUCCEEDED);

  /// As many digits as any `long` can have without being too large for one.
  private static final int DIGITS = 18;

  private final byte[] bytes;
  private final int end;
  private int at;

  private FastEventCodec(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    at = offset;
    end = offset + length;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// An event as its line, with the line end.
  ///
  /// @return null where it is not one of the usual
  static byte @Nullable [] of(RunEvent event) {
    if (event instanceof RunEvent.Started e) {
      return e.gpus().isEmpty() && isPlain(e.job())
          ? ascii(AT + e.at() + STARTED + e.job() + ATTEMPT + e.attempt() + "}\n")
          : null;
    }
    if (event instanceof RunEvent.Ended e) {
      Integer exitCode = e.exitCode();
      boolean usual =
          e.state() == JobState.SUCCEEDED
              && exitCode != null
              && exitCode == 0
              && e.cause() == null
              && e.retryAt() == 0
              && e.message().isEmpty()
              && isPlain(e.job());
      return usual
          ? ascii(AT + e.at() + ENDED + e.job() + ATTEMPT + e.attempt() + SUCCEEDED + "\n")
          : null;
    }
    if (event instanceof RunEvent.Owned e) {
      return e.counted().isEmpty() && isPlain(e.host())
          ? ascii(AT + e.at() + OWNED + e.epoch() + HOST + e.host() + FIRST + "\n")
          : null;
    }
    return null;
  }

  /// Whether a text is in JSON as it is.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /// Reads one line, without its end.
  ///
  /// @return null where it is not one of the usual
  static @Nullable RunEvent read(byte[] bytes, int offset, int length) {
    return new FastEventCodec(bytes, offset, length).event();
  }

  private @Nullable RunEvent event() {
    if (!takes(AT_BYTES)) {
      return null;
    }
    long time = number();
    if (time < 0) {
      return null;
    }
    if (takes(STARTED_BYTES)) {
      return attempt(time, true);
    }
    if (takes(ENDED_BYTES)) {
      return attempt(time, false);
    }
    return takes(OWNED_BYTES) ? owned(time) : null;
  }

  private @Nullable RunEvent owned(long time) {
    long epoch = number();
    if (epoch < 0 || epoch > Integer.MAX_VALUE || !takes(HOST_BYTES)) {
      return null;
    }
    String host = plain();
    return host != null && takes(FIRST_BYTES) && at == end
        ? new RunEvent.Owned(time, (int) epoch, host, List.of())
        : null;
  }

  private @Nullable RunEvent attempt(long time, boolean started) {
    String job = plain();
    if (job == null || !takes(ATTEMPT_BYTES)) {
      return null;
    }
    long attempt = number();
    if (attempt < 0 || attempt > Integer.MAX_VALUE) {
      return null;
    }
    if (started) {
      return end - at == 1 && bytes[at] == '}'
          ? new RunEvent.Started(time, job, (int) attempt, List.of())
          : null;
    }
    return takes(SUCCEEDED_BYTES) && at == end
        ? new RunEvent.Ended(time, job, (int) attempt, JobState.SUCCEEDED, 0, null, "", 0)
        : null;
  }

  private boolean takes(byte[] text) {
    int after = at + text.length;
    if (after > end || !Arrays.equals(bytes, at, after, text, 0, text.length)) {
      return false;
    }
    at = after;
    return true;
  }

  /// A number without a sign; -1 where there is none.
  private long number() {
    long value = 0;
    int from = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      value = value * 10 + (bytes[at] - '0');
      at++;
    }
    return at > from && at - from <= DIGITS ? value : -1;
  }

  /// The text up to the next quote, null where it does not be there as it is.
  private @Nullable String plain() {
    int from = at;
    while (at < end && bytes[at] != '"') {
      if (bytes[at] < ' ' || bytes[at] == '\\' || bytes[at] == 0x7f) {
        return null;
      }
      at++;
    }
    return at < end ? new String(bytes, from, at - from, StandardCharsets.ISO_8859_1) : null;
  }
}
