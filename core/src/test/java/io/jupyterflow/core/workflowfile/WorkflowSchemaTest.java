package io.jupyterflow.core.workflowfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.yaml.YamlReader;
import io.jupyterflow.core.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Holds the published schema against the parser: both take and refuse the same shapes.
class WorkflowSchemaTest {

  /// Values that fit some key, and values that fit none.
  private static final List<String> VALUES =
      List.of(
          "",
          "~",
          "true",
          "0",
          "1",
          "2",
          "-1",
          "1.5",
          "1000",
          "1001",
          "2000000",
          "x",
          "''",
          "'  '",
          "'1'",
          "'0'",
          "a b",
          "prep >> train",
          "a.b",
          "8Gi",
          "'8'",
          "8GB",
          "500m",
          "0m",
          "2h",
          "90m",
          "1h30m",
          "0s",
          "soon",
          "x2",
          "x0",
          "x1.5",
          "exec",
          "shell",
          "oom",
          "preempted",
          "oops",
          "한글",
          "'@daily'",
          "[]",
          "[1]",
          "[a]",
          "[oom, lost]",
          "[oom, x]",
          "[[a]]",
          "['']",
          "[~]",
          "[1, b, 0.10]",
          "{}",
          "{a: 1}",
          "{a: ~}",
          "{a: [1, 2]}",
          "{a: []}",
          "{a: [[]]}",
          "{'1': 2}",
          "{a b: c}",
          "{a.b: c}",
          "{a/b: c}",
          "{a-b: 1}",
          "{limit: 2}",
          "{limit: 2, on: oom}",
          "{limit: 2, on: [timeout], backoff: 5s, memory: x2}",
          "{on: oom}",
          "{limit: -1}",
          "{limit: 1, on: []}",
          "{limit: 1, memory: 2}",
          "{cpu: 1}",
          "{limt: 1}",
          "{a: {from: 1, to: 2}}",
          "{a: {from: 0.1, to: 0.5, step: 0.1}}",
          "{a: {from: 1}}",
          "{a: {from: x, to: 2}}",
          "{a: {from: 1, to: 2, stop: 1}}",
          "{run: x}",
          "[{run: x}]",
          "[{name: a}]",
          "[{run: x, nmae: a}]",
          "[x, {run: y}, 3]");

  private final JsonSchema schema = schema();
  private final List<String> mismatches = new ArrayList<>();

  @Test
  void everyKeyTakesTheSameValues() {
    for (String key : FileKeys.FILE) {
      String rest = key.equals("jobs") ? "" : "jobs: [x]\n";
      for (String value : VALUES) {
        compare(rest + key + ": " + value + "\n");
      }
    }
    for (String key : FileKeys.TERMS) {
      for (String value : VALUES) {
        compare("jobs: [x]\ndefaults: {" + key + ": " + value + "}\n");
      }
    }
    for (String key : FileKeys.JOB) {
      String rest = key.equals("run") ? "" : "run: x, ";
      for (String value : VALUES) {
        compare("jobs: [{" + rest + key + ": " + value + "}]\n");
      }
    }
    for (String key : FileKeys.RETRIES) {
      String rest = key.equals("limit") ? "" : "limit: 1, ";
      for (String value : VALUES) {
        compare("jobs: [x]\ndefaults: {retries: {" + rest + key + ": " + value + "}}\n");
      }
    }
    for (String key : FileKeys.RANGE) {
      String rest = "from: 1, to: 2, step: 1, ".replaceAll(key + ": ., ", "");
      for (String value : VALUES) {
        compare("jobs: [{run: x, sweep: {k: {" + rest + key + ": " + value + "}}}]\n");
      }
    }
    assertThat(mismatches).isEmpty();
  }

  @Test
  void theKeysAreTheSame() throws IOException {
    try (InputStream in = open()) {
      JsonNode root = new ObjectMapper().readTree(in);
      assertThat(keys(root)).containsExactlyInAnyOrderElementsOf(FileKeys.FILE);
      assertThat(keys(root.at("/$defs/terms"))).containsExactlyInAnyOrderElementsOf(FileKeys.TERMS);
      assertThat(keys(root.at("/$defs/job"))).containsExactlyInAnyOrderElementsOf(FileKeys.JOB);
      assertThat(keys(root.at("/$defs/retries")))
          .containsExactlyInAnyOrderElementsOf(FileKeys.RETRIES);
      assertThat(keys(root.at("/$defs/range"))).containsExactlyInAnyOrderElementsOf(FileKeys.RANGE);
    }
  }

  private void compare(String text) {
    List<Problem> syntax = new ArrayList<>();
    YamlReader.YamlFile file = YamlReader.read("w.yaml", text, syntax).orElse(null);
    assertThat(syntax).as(text).isEmpty();
    String json = JsonText.line(YamlTree.of(Objects.requireNonNull(file).root()));
    boolean bySchema = schema.validate(json, InputFormat.JSON).isEmpty();
    List<Problem> problems = new ArrayList<>();
    WorkflowFilePlanner.read("w.yaml", text, problems);
    boolean byParser = problems.stream().noneMatch(Problem::isError);
    if (byParser != bySchema) {
      mismatches.add(
          (byParser ? "only the parser takes " : "only the schema takes ") + text + problems);
    }
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.get("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(open());
  }

  private static InputStream open() {
    return Objects.requireNonNull(
        WorkflowFilePlanner.class.getResourceAsStream("workflow.schema.json"));
  }
}
