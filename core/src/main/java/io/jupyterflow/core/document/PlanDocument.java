package io.jupyterflow.core.document;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `Plan` document: for people and tools, with secrets redacted; and as a run keeps it, with
/// all that must be run.
public final class PlanDocument {

  public static final String API_VERSION = "jupyterflow/v1";

  /// From how many edges on a kept plan names joins once in place of once a job.
  private static final long COMPACT_FROM = 100_000;

  /// How much is written at once, in characters: a plan may be larger than what should be in
  /// memory.
  private static final int PIECE = 1 << 16;

  private PlanDocument() {}

  /// The document for people and tools: what looks like a secret is `***`.
  public static Map<String, Object> of(Plan plan, String engine) {
    Map<String, Object> document = head(plan);
    document.put("engine", engine);
    List<Map<String, Object>> jobs = new ArrayList<>(plan.jobs().size());
    for (Job job : plan.jobs()) {
      jobs.add(JobDocument.of(Redaction.of(job)));
    }
    document.put("jobs", jobs);
    return document;
  }

  /// Writes a plan as a run keeps it, secrets included. The stream stays open.
  ///
  /// @throws UncheckedIOException where it can't be written
  public static void write(Plan plan, OutputStream out) {
    IdentityHashMap<List<String>, Integer> joins = joins(plan);
    StringBuilder text = new StringBuilder();
    char before = '{';
    for (Map.Entry<String, Object> entry : head(plan).entrySet()) {
      text.append(before);
      before = ',';
      JsonText.write(text, entry.getKey());
      text.append(':');
      JsonText.write(text, entry.getValue());
    }
    try {
      if (!joins.isEmpty()) {
        text.append(",\"joins\":");
        writeJoins(plan, joins.size(), text);
      }
      text.append(",\"jobs\":[");
      before = 0;
      for (Job job : plan.jobs()) {
        Map<String, Object> fields = JobDocument.of(job);
        Integer join = joins.get(job.needs());
        if (join != null) {
          fields.remove("needs");
          fields.put("needsJoin", join);
        }
        if (before != 0) {
          text.append(before);
        }
        before = ',';
        JsonText.write(text, fields);
        if (text.length() > PIECE) {
          flush(text, out);
        }
      }
      flush(text.append("]}"), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flush(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }

  /// Reads what [#write] wrote. Jobs with equal needs share one list instance.
  ///
  /// @throws IllegalArgumentException where it is not a plan
  /// @throws tools.jackson.core.JacksonException where it is not JSON, such as a torn file
  public static Plan read(InputStream in) {
    return PlanReader.read(in);
  }

  private static Map<String, Object> head(Plan plan) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("apiVersion", API_VERSION);
    head.put("kind", "Plan");
    head.put("name", plan.name());
    return head;
  }

  /// The joins by list instance, in the order of their first job; none where there are few edges.
  private static IdentityHashMap<List<String>, Integer> joins(Plan plan) {
    long edges = 0;
    IdentityHashMap<List<String>, Integer> joins = new IdentityHashMap<>();
    for (Job job : plan.jobs()) {
      edges += job.needs().size();
      if (job.needs().size() > 1 && !joins.containsKey(job.needs())) {
        joins.put(job.needs(), joins.size());
      }
    }
    return edges > COMPACT_FROM ? joins : new IdentityHashMap<>();
  }

  private static void writeJoins(Plan plan, int count, StringBuilder text) {
    IdentityHashMap<List<String>, Boolean> written = new IdentityHashMap<>();
    char before = '[';
    for (Job job : plan.jobs()) {
      if (job.needs().size() > 1 && written.put(job.needs(), true) == null) {
        text.append(before);
        before = ',';
        JsonText.write(text, job.needs());
      }
    }
    text.append(']');
    assert written.size() == count;
  }
}
