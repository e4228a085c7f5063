package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void aLineHasNoSpaces() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", "train");
    tree.put("jobs", List.of(Map.of("cpu", new BigDecimal("0.50"))));
    tree.put("finishedAt", null);
    assertThat(JsonText.line(tree))
        .isEqualTo("{\"name\":\"train\",\"jobs\":[{\"cpu\":0.50}],\"finishedAt\":null}");
  }

  @Test
  void prettyIndentsByTwoAndEndsTheLine() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("needs", List.of("a", "b"));
    tree.put("env", Map.of());
    tree.put("metrics", List.of());
    assertThat(JsonText.pretty(tree))
        .isEqualTo(
            """
            {
              "needs": [
                "a",
                "b"
              ],
              "env": {},
              "metrics": []
            }
            """);
  }

  @Test
  void controlCharactersAreEscaped() {
    String text = "\u001b[2J\u009b1m\u007f\u202e\u2066\u200b\u2028\ufeff\udb40\udc41";
    String json = JsonText.line(List.of(text, "학습 é \ud83d\ude00 a\u200db"));
    assertThat(json)
        .isEqualTo(
            "[\"\\u001b[2J\\u009b1m\\u007f\\u202e\\u2066\\u200b\\u2028\\ufeff\\udb40\\udc41\","
                + "\"학습 é \ud83d\ude00 a\u200db\"]");
    assertThat(JsonTree.object("{\"v\":" + json + "}"))
        .isEqualTo(Map.of("v", List.of(text, "학습 é \ud83d\ude00 a\u200db")));
  }

  @Test
  void numbersThatJsonDoesNotHaveAreText() {
    assertThat(
            JsonText.line(
                List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.25)))
        .isEqualTo("[\"NaN\",\"Infinity\",\"-Infinity\",0.25]");
  }

  @Test
  void everyKindOfNumberKeepsItsDigits() {
    assertThat(
            JsonText.line(
                Arrays.asList(7, Long.MAX_VALUE, new BigInteger("9".repeat(30)), 1.5f, null, true)))
        .isEqualTo("[7,9223372036854775807," + "9".repeat(30) + ",1.5,null,true]");
  }

  @Test
  void anythingElseIsNoDocument() {
    assertThatThrownBy(() -> JsonText.line(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no part of a document");
  }
}
