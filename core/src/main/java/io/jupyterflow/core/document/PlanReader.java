package io.jupyterflow.core.document;

import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a plan that a run keeps, as a stream: plans of tens of thousands of jobs are common.
final class PlanReader {

  private final JsonParser json;
  private final List<List<String>> joins = new ArrayList<>();

  /// Every list of needs that was read, so that equal ones are one.
  private final Map<List<String>, List<String>> known = new HashMap<>();

  private PlanReader(JsonParser json) {
    this.json = json;
  }

  static Plan read(InputStream in) {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      return new PlanReader(json).plan();
    }
  }

  private Plan plan() {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    String name = null;
    List<Job> jobs = new ArrayList<>();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (field) {
        case "name" -> name = json.getString();
        case "joins" -> joins(value);
        case "jobs" -> jobs(value, jobs);
        default -> json.skipChildren();
      }
    }
    if (name == null) {
      throw new IllegalArgumentException("a plan has a name");
    }
    return new Plan(name, jobs);
  }

  private void joins(JsonToken value) {
    expect(value, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      joins.add(shared(JsonValues.strings(json)));
    }
  }

  private void jobs(JsonToken value, List<Job> jobs) {
    expect(value, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      jobs.add(job());
    }
  }

  private Job job() {
    JobFields fields = new JobFields();
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      json.nextToken();
      switch (field) {
        case "needs" -> fields.needs = shared(JsonValues.strings(json));
        case "needsJoin" -> fields.needs = joins.get(json.getIntValue());
        default -> fields.read(field, json);
      }
    }
    return fields.job();
  }

  private List<String> shared(List<String> needs) {
    if (needs.isEmpty()) {
      return List.of();
    }
    List<String> before = known.putIfAbsent(needs, needs);
    return before != null ? before : needs;
  }

  private static void expect(@Nullable JsonToken actual, JsonToken expected) {
    if (actual != expected) {
      throw new IllegalArgumentException("not a plan: " + actual + " in place of " + expected);
    }
  }
}
