package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.local.state.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Events as JSON lines.
final class EventCodec {

  private final JsonFactory factory = new JsonFactory();

  /// Writes one event as one object, without a line end.
  @SuppressWarnings("IfChainToSwitch") // see below
  static void write(RunEvent event, JsonGenerator json) {
    json.writeStartObject();
    json.writeNumberProperty("at", event.at());
    // No switch over types: the first of a JVM costs milliseconds.
    if (event instanceof RunEvent.Owned e) {
      json.writeStringProperty("event", "owned");
      json.writeNumberProperty("epoch", e.epoch());
      json.writeStringProperty("host", e.host());
      json.writeArrayPropertyStart("counted");
      for (long bytes : e.counted()) {
        json.writeNumber(bytes);
      }
      json.writeEndArray();
    } else if (event instanceof RunEvent.Started e) {
      json.writeStringProperty("event", "started");
      attempt(e.job(), e.attempt(), json);
      if (!e.gpus().isEmpty()) {
        json.writeArrayPropertyStart("gpus");
        for (String gpu : e.gpus()) {
          json.writeString(gpu);
        }
        json.writeEndArray();
      }
    } else if (event instanceof RunEvent.Ended e) {
      json.writeStringProperty("event", "ended");
      attempt(e.job(), e.attempt(), json);
      ended(e, json);
    } else if (event instanceof RunEvent.Stopping e) {
      json.writeStringProperty("event", "stopping");
      json.writeStringProperty("reason", e.reason().name());
      json.writeStringProperty("message", e.message());
    } else {
      json.writeStringProperty("event", "noted");
      json.writeStringProperty("message", ((RunEvent.Noted) event).message());
    }
    json.writeEndObject();
  }

  private static void attempt(String job, int attempt, JsonGenerator json) {
    json.writeStringProperty("job", job);
    json.writeNumberProperty("attempt", attempt);
  }

  private static void ended(RunEvent.Ended event, JsonGenerator json) {
    json.writeStringProperty("state", event.state().text());
    Integer exitCode = event.exitCode();
    if (exitCode != null) {
      json.writeNumberProperty("exitCode", exitCode);
    }
    RetryCause cause = event.cause();
    if (cause != null) {
      json.writeStringProperty("cause", cause.text());
    }
    if (!event.message().isEmpty()) {
      json.writeStringProperty("message", event.message());
    }
    if (event.retryAt() > 0) {
      json.writeNumberProperty("retryAt", event.retryAt());
    }
  }

  /// Reads one line.
  ///
  /// @return nothing where it is torn or of a kind this version doesn't know
  Optional<RunEvent> read(byte[] bytes, int offset, int length) {
    RunEvent usual = FastEventCodec.read(bytes, offset, length);
    if (usual != null) {
      return Optional.of(usual);
    }
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Fields fields = new Fields();
      for (String field = json.nextName(); field != null; field = json.nextName()) {
        json.nextToken();
        fields.read(field, json);
      }
      return Optional.ofNullable(fields.event());
    } catch (JacksonException | IllegalArgumentException torn) {
      return Optional.empty();
    }
  }

  /// What a line held, whatever its kind.
  private static final class Fields {
    private long at;
    private String event = "";
    private String job = "";
    private String message = "";
    private String host = "";
    private String reason = "";
    private int attempt;
    private int epoch;
    private long retryAt;
    private JobState state = JobState.LOST;
    private @Nullable Integer exitCode;
    private @Nullable RetryCause cause;
    private List<String> gpus = List.of();
    private final List<Long> counted = new ArrayList<>();

    void read(String field, JsonParser json) {
      switch (field) {
        case "at" -> at = json.getLongValue();
        case "event" -> event = json.getString();
        case "job" -> job = json.getString();
        case "attempt" -> attempt = json.getIntValue();
        case "state" -> state = JobState.valueOf(json.getString().toUpperCase(Locale.ROOT));
        case "exitCode" -> exitCode = json.getIntValue();
        case "cause" -> cause = RetryCause.valueOf(json.getString().toUpperCase(Locale.ROOT));
        case "message" -> message = json.getString();
        case "retryAt" -> retryAt = json.getLongValue();
        case "reason" -> reason = json.getString();
        case "epoch" -> epoch = json.getIntValue();
        case "host" -> host = json.getString();
        case "gpus" -> gpus = StoredRunOptions.strings(json);
        case "counted" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            counted.add(json.getLongValue());
          }
        }
        default -> json.skipChildren();
      }
    }

    @Nullable RunEvent event() {
      return switch (event) {
        case "owned" -> new RunEvent.Owned(at, epoch, host, counted);
        case "started" -> new RunEvent.Started(at, job, attempt, gpus);
        case "ended" ->
            new RunEvent.Ended(at, job, attempt, state, exitCode, cause, message, retryAt);
        case "stopping" -> new RunEvent.Stopping(at, RunEvent.Reason.valueOf(reason), message);
        case "noted" -> new RunEvent.Noted(at, message);
        default -> null;
      };
    }
  }
}
