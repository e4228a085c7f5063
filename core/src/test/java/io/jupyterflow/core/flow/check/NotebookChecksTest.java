package io.jupyterflow.core.flow.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.flow.FlowPlanner;
import io.jupyterflow.core.flow.KnownFacts;
import io.jupyterflow.core.flow.script.DiskFacts;
import io.jupyterflow.core.notebook.NotebookCode;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.workflowfile.WorkflowFilePlanner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookChecksTest {

  private final KnownFacts facts = new KnownFacts();

  NotebookChecksTest() {
    facts.files.addAll(List.of("n.ipynb", "train.py"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fast | notebook-word | 1:9 | fast is no parameter | name=fast",
        "--fast | notebook-word | 1:9 | --fast has no value | fast=True",
        "--fast --lr=1 | notebook-word | 1:9 | --fast has no value | fast=True",
        "-p lr | notebook-word | 1:9 | -p has no value | p=True",
        "lr=1 0.5 | notebook-word | 1:14 | 0.5 is no parameter | name=0.5",
        "=3 | notebook-word | 1:9 | is no parameter | name=",
        "model.lr=3 | notebook-parameter-name | 1:9 | model.lr | model_lr=",
        "lr=1 --model.lr 3 | notebook-parameter-name | 1:14 | --model.lr | model_lr=",
        "-p model.lr 3 | notebook-parameter-name | 1:12 | model.lr | model_lr=",
        "class=3 | notebook-parameter-name | 1:9 | class | class_=",
        "--lambda=3 | notebook-parameter-name | 1:9 | --lambda | lambda_=",
        "None=3 | notebook-parameter-name | 1:9 | None | None_=",
        "2x=3 | notebook-parameter-name | 1:9 | 2x | _2x=",
        "+lr=3 | notebook-parameter-name | 1:9 | +lr | _lr=",
        "{lr,model.lr}=3 | notebook-parameter-name | 1:9 | model.lr | model_lr=",
        "lr={1,2} {fast,slow} | notebook-word | 1:18 | fast is no parameter | name=fast",
      })
  void wordsThatCanBeNoParametersAreErrors(
      String words, String code, String place, String message, String hint) {
    List<Problem> problems = problems("n.ipynb " + words);

    assertThat(problems).isNotEmpty().allMatch(Problem::isError);
    Problem first = problems.getFirst();
    assertThat(first.code()).isEqualTo(code);
    assertThat(first.where()).hasToString("-c:" + place);
    assertThat(first.message()).contains(message);
    assertThat(first.remedy().toString()).contains(hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lr=1",
        "--lr 1 --learning-rate=2 -p deep True",
        "학습률=0.1 _x=2 x2=3",
        "lr=",
        "lr=model.lr class_=3 Class=2",
        "lr={1,2} {a,b}=3",
        "print=3 match=2"
      })
  void parametersAreNone(String words) {
    assertThat(problems("n.ipynb " + words)).isEmpty();
  }

  @Test
  void namesOfRHavePoints() {
    notebook("r", cell("x <- model.lr + class", false));
    assertThat(problems("n.ipynb model.lr=3 class=2")).isEmpty();
    assertThat(problems("n.ipynb model/lr=3"))
        .extracting(Problem::code)
        .containsExactly("notebook-parameter-name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alpha = 0.1 | print(alpha) | alpha | ``",
        "alpha = 0.1 | print(1) | alpha | ``",
        "alpha: float = 0.1  # rate | 1 | alpha | ``",
        "alpha, beta = 1, 2 | 1 | beta | ``",
        "alpha = beta = 1 | 1 | beta | ``",
        "alpha = 0.1 | print(alpha) | aplha | unknown-parameter: did you mean alpha?",
        "alpha = 0.1 | print(alpha) | gamma | unknown-parameter: it has alpha",
        "# none | print(1) | gamma | unknown-parameter: use it",
        "alpha = 0.1 | print(gamma) | gamma | ``",
        "alpha = 0.1 | alpha = 0.5; print(alpha) | alpha | overwritten-parameter: set it only",
        "alpha = 0.1 | print(alpha); alpha = 0.5 | alpha | ``",
        "alpha = 0.1 | alpha = float(alpha) | alpha | ``",
        "alpha = 0.1 | alpha += 1 | alpha | ``",
        "alpha = 0.1 | if big: alpha = 5 | alpha | ``",
        "alpha = 0.1 | f(alpha=3) | alpha | ``",
        "alpha = 0.1 | f(aplha=3) | aplha | unknown-parameter: did you mean alpha?",
        "alpha = 0.1 | m.aplha | aplha | unknown-parameter: did you mean alpha?",
        "alpha = 0.1 | # aplha | aplha | unknown-parameter: did you mean alpha?",
        "alpha = 0.1 | 'the aplha' | aplha | unknown-parameter: did you mean alpha?",
        "alpha = 0.1 | f'{gamma}' | gamma | ``",
        "alpha = 0.1 | globals()['gamma'] | gamma | ``",
        "alpha = 0.1 | df.query('x > @gamma') | gamma | ``",
        "alpha = 0.1 | !echo $gamma | gamma | ``",
        "학습률 = 0.1 | 1 | 학슴률 | unknown-parameter: did you mean 학습률?"
      })
  void aParameterOfATaggedNotebook(String tagged, String code, String name, String expected) {
    notebook("python", cell("import os", false), cell(tagged, true), cell(code, false));

    told(name, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alpha = 0.1 | print(alpha) | alpha | overwritten-parameter: give that cell the tag",
        "if 1:\\n  alpha = 0.1 | print(alpha) | alpha | ``",
        "try: alpha = 1\\nexcept E: pass | 1 | alpha | ``",
        "(alpha, b) = f(\\n1) | 1 | alpha | overwritten-parameter: give that cell the tag",
        "x = '''\\nalpha = 1\\n''' | print(alpha) | alpha | ``",
        "x = dict(\\nalpha = 1) | print(alpha) | alpha | ``",
        "alpha == 1 | 1 | alpha | ``",
        "x[alpha] = 1 | 1 | alpha | ``",
        "%%time\\nalpha = 1 | 1 | alpha | overwritten-parameter: give that cell the tag",
        "%%bash\\nalpha=1 | 1 | alpha | ``",
        "print(alpha) | alpha = 2 | alpha | ``",
        "print(1) | 1 | alpha | unknown-parameter: use it in a cell",
        "beta = 1 | print(beta) | betta | unknown-parameter: did you mean beta?"
      })
  void aParameterOfAnUntaggedNotebook(String first, String second, String name, String expected) {
    notebook("python", cell(first.replace("\\n", "\n"), false), cell(second, false));

    told(name, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alpha <- 0.1 | print(alpha) | alpha | ``",
        "alpha <- 0.1 | print(alpha) | aplha | unknown-parameter: did you mean alpha?",
        "alpha <- 0.1 # aplha | print(alpha) | aplha | unknown-parameter: did you mean alpha?",
        "x <- 'aplha is text' | print(alpha) | aplha | ``"
      })
  void ofOtherLanguagesOnlyThatANameIsNowhereIsKnown(
      String tagged, String code, String name, String expected) {
    for (String language : List.of("r", "julia")) {
      notebook(language, cell(tagged, true), cell(code, false));
      told(name, expected);
    }
  }

  @Test
  void aWarningIsShownOnceForAllVariants() {
    notebook("python", cell("alpha = 0.1", true));
    PlanResult planned =
        FlowPlanner.plan("train.py >> n.ipynb aplha={1..50}", facts, PlanOptions.DEFAULT);

    assertThat(planned.plan()).isNotNull();
    assertThat(planned.problems()).hasSize(1);
    assertThat(planned.problems().getFirst().where()).hasToString("-c:1:21");
    assertThat(planned.problems().getFirst().message())
        .isEqualTo("n.ipynb has no aplha: its value changes nothing");
  }

  @Test
  void aFileHasThePlaceOfTheWord() {
    notebook("python", cell("alpha = 0.1", true));
    String file =
        """
        jobs:
          - name: report
            run: n.ipynb aplha={x} class=2
            sweep: {x: [1, 2]}
        """;

    List<Problem> problems =
        WorkflowFilePlanner.plan(
                "workflow.yaml", file.getBytes(StandardCharsets.UTF_8), facts, PlanOptions.DEFAULT)
            .planned()
            .problems();

    assertThat(problems)
        .extracting(p -> p.code() + " " + p.where())
        .containsExactlyInAnyOrder(
            "unknown-parameter workflow.yaml:3:18", "notebook-parameter-name workflow.yaml:3:28");
  }

  @Test
  void aBrokenNotebookIsAWarning() {
    facts.notebooks.put("n.ipynb", new NotebookCode("python", List.of(), "it is empty"));

    assertThat(problems("n.ipynb alpha=1"))
        .extracting(p -> p.code() + " " + p.isError() + " " + p.where() + " " + p.message())
        .containsExactly(
            "broken-notebook false -c:1:1 n.ipynb can't be read as a notebook: it is empty");
  }

  @Test
  void aFlowWithoutNotebooksReadsNone() {
    KnownFacts asked =
        new KnownFacts() {
          @Override
          public Optional<NotebookCode> notebook(String path) {
            throw new AssertionError(path);
          }
        };
    asked.files.addAll(List.of("train.py", "n.ipynb"));
    asked.programs.add("jupyter");
    assertThat(
            FlowPlanner.plan(
                    "train.py class=3 >> jupyter nbconvert n.ipynb", asked, PlanOptions.DEFAULT)
                .problems())
        .isEmpty();
  }

  @Test
  void theDiskIsReadWithinBounds(@TempDir Path folder) throws Exception {
    DiskFacts disk = new DiskFacts(Map.of(), folder);
    Files.writeString(
        folder.resolve("good.ipynb"),
        """
        {"cells": [
          {"cell_type": "markdown", "source": "alpha", "metadata": {"tags": ["parameters"]}},
          {"source": ["a = 1\\n", "b = 2"], "metadata": {"x": [{}], "tags": ["parameters"]},
           "outputs": [{"data": {"source": ["no"]}}], "cell_type": "code"},
          {"cell_type": "code", "source": "  ", "metadata": {}},
          {"cell_type": "code", "source": "old = 1", "metadata": {"tags": ["injected-parameters"]}},
          {"cell_type": "code", "source": "c"}, 7, null],
         "metadata": {"kernelspec": {"language": "R"}, "language_info": {"name": "python"}},
         "nbformat": 4}
        """);
    assertThat(disk.notebook("good.ipynb"))
        .contains(new NotebookCode("r", List.of(cell("a = 1\nb = 2", true), cell("c", false)), ""));
    List<String> flaws = new ArrayList<>();
    for (String text :
        List.of("", " \n", "[]", "{\"a\": 1}", "{\n\"cells\": [", "\n<<<<<<< HEAD\n", "\u0000")) {
      Files.writeString(folder.resolve("bad.ipynb"), text);
      flaws.add(disk.notebook("bad.ipynb").orElseThrow().flaw());
    }
    assertThat(flaws)
        .startsWith("it is empty", "it is empty", "it is not a JSON object", "it has no nbformat")
        .allMatch(flaw -> !flaw.isEmpty());
    Files.write(
        folder.resolve("deep.ipynb"), "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertThat(disk.notebook("deep.ipynb").orElseThrow().flaw()).isNotEmpty();
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("huge.ipynb"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'{'}), 1L << 32);
    }
    assertThat(disk.notebook("huge.ipynb")).isEmpty();
    assertThat(
            new ProcessBuilder("mkfifo", folder.resolve("fifo.ipynb").toString()).start().waitFor())
        .isZero();
    Files.createSymbolicLink(folder.resolve("zero.ipynb"), Path.of("/dev/zero"));
    for (String none : List.of("fifo.ipynb", "zero.ipynb", ".", "gone.ipynb", "a\0b")) {
      assertThat(disk.notebook(none)).isEmpty();
    }
  }

  private void told(String name, String expected) {
    List<Problem> problems = problems("n.ipynb " + name + "=1");
    if (expected.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).hasSize(1).noneMatch(Problem::isError);
      assertThat(problems.getFirst().code() + ": " + problems.getFirst().remedy().toString())
          .startsWith(expected);
    }
  }

  private List<Problem> problems(String flow) {
    return FlowPlanner.plan(flow, facts, PlanOptions.DEFAULT).problems();
  }

  private void notebook(String language, NotebookCode.Cell... cells) {
    facts.notebooks.put("n.ipynb", new NotebookCode(language, List.of(cells), ""));
  }

  private static NotebookCode.Cell cell(String source, boolean tagged) {
    return new NotebookCode.Cell(source, tagged);
  }
}
