package io.jupyterflow.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonTreeTest {

  @Test
  void everyKindOfValueIsRead() {
    Map<String, @Nullable Object> tree =
        JsonTree.object(
            " {\"a\" : [1, -2,\t3.50,1e3 ],\r\n\"b\":{},\"c\":[],\"d\":true,\"e\":false,\"f\":null,\"g\":\"가\"} ");
    assertThat(tree)
        .containsExactly(
            Map.entry("a", List.of(1, -2, new BigDecimal("3.50"), new BigDecimal("1e3"))),
            Map.entry("b", Map.of()),
            Map.entry("c", List.of()),
            Map.entry("d", true),
            Map.entry("e", false),
            new AbstractMap.SimpleEntry<String, @Nullable Object>("f", null),
            Map.entry("g", "가"));
  }

  @Test
  void wholeNumbersHaveTheSmallestTypeThatHoldsThem() {
    assertThat(
            JsonTree.object(
                    "{\"n\":[2147483647,-2147483648,2147483648,9223372036854775807,"
                        + "-9223372036854775808,9223372036854775808,999999999,1000000000,-0]}")
                .get("n"))
        .isEqualTo(
            List.of(
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                2147483648L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                new BigInteger("9223372036854775808"),
                999_999_999,
                1_000_000_000,
                0));
  }

  @Test
  void escapesAreUndone() {
    assertThat(JsonTree.object("{\"\\u0041가\":\"x\\\"\\\\\\/\\b\\f\\n\\r\\t\\uD83D\\uDE00y😀\"}"))
        .isEqualTo(Map.of("A가", "x\"\\/\b\f\n\r\t😀y😀"));
  }

  @Test
  void theLastOfEqualKeysCounts() {
    assertThat(JsonTree.object("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
  }

  @Test
  void textAfterTheObjectIsIgnored() {
    assertThat(JsonTree.object("{\"a\":1}{")).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aByteOrderMarkIsPassed() {
    assertThat(JsonTree.object("\uFEFF{\"a\":1}")).isEqualTo(Map.of("a", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\" 1}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":nul",
        "{\"a\":True}",
        "{\"a\":\"x}",
        "{\"a\":\"x\ny\"}",
        "{\"a\":\"\\q\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12"
      })
  void otherValuesAndCutObjectsAreRefused(String text) {
    assertThatThrownBy(() -> JsonTree.object(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void nestingThatHasNoEndIsRefused() {
    assertThatThrownBy(() -> JsonTree.object("{\"a\":" + "[".repeat(1_000_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levels deep");
  }

  @Test
  void aStreamThatBreaksIsNoJson() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(() -> JsonTree.object(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gone");
  }

  /// What is written is read again, by this and by another's parser, and every cut of it is torn.
  @RepeatedTest(200)
  void writtenObjectsAreReadAgain(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Random random = new Random(seed);
    Map<String, @Nullable Object> tree = map(random, 4);
    for (String text : List.of(JsonText.line(tree), JsonText.pretty(tree).strip())) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(JsonTree.object(bytes)).as("seed %d: %s", seed, text).isEqualTo(tree);
      assertThat(JsonTree.object(new ByteArrayInputStream(bytes))).isEqualTo(tree);
      assertThat(others(bytes)).as("seed %d: %s", seed, text).isEqualTo(tree);
      byte[] torn = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      assertThatThrownBy(() -> JsonTree.object(torn))
          .as("seed %d: %s", seed, new String(torn, StandardCharsets.UTF_8))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Map<String, @Nullable Object> map(Random random, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(random), value(random, depth - 1));
    }
    return map;
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> (1L << 40) + random.nextLong(1L << 40);
      case 4 -> new BigInteger(80, random).setBit(79);
      case 5 -> new BigDecimal(new BigInteger(40, random), 1 + random.nextInt(20));
      case 6 -> text(random);
      case 7 -> map(random, depth);
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }

  private static String text(Random random) {
    String letters = "abz /\"\\\b\t\n\f\r\0\u001f\u007f\u00e9\u2028가";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int at = random.nextInt(letters.length() + 1);
      text.append(at == letters.length() ? "😀" : letters.substring(at, at + 1));
    }
    return text.toString();
  }

  private static @Nullable Object others(byte[] bytes) {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      json.nextToken();
      return others(json);
    }
  }

  private static @Nullable Object others(JsonParser json) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (String key = json.nextName(); key != null; key = json.nextName()) {
        json.nextToken();
        map.put(key, others(json));
      }
      return map;
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<@Nullable Object> list = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        list.add(others(json));
      }
      return list;
    }
    return switch (json.currentToken()) {
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT -> json.getNumberValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_NULL -> null;
      default -> json.getBooleanValue();
    };
  }
}
