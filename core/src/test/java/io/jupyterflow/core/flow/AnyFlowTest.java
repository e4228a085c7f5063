package io.jupyterflow.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jupyterflow.core.fixture.PlanOptionsBuilder;
import io.jupyterflow.core.flow.plan.PlanBuilder;
import io.jupyterflow.core.flow.syntax.Dialect;
import io.jupyterflow.core.flow.syntax.FlowGraph;
import io.jupyterflow.core.flow.syntax.JobTemplate;
import io.jupyterflow.core.flow.syntax.JobText;
import io.jupyterflow.core.flow.text.SourceText;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.PlanOptions;
import io.jupyterflow.core.plan.PlanOptions.CommandMode;
import io.jupyterflow.core.plan.PlanResult;
import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.SourceLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the text, planning it comes to a plan or to problems that lie in it.
class AnyFlowTest {

  private final KnownFacts facts = new KnownFacts();

  AnyFlowTest() {
    facts.programs.add("p");
  }

  private static PlanOptions options(CommandMode mode, int maxVariants) {
    return PlanOptionsBuilder.defaults().mode(mode).maxVariants(maxVariants).build();
  }

  private static String text(Random random) {
    if (random.nextInt(4) == 0) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
      }
      return text.toString();
    }
    return Generated.pieces(
        random,
        30,
        "a.py",
        "b.ipynb",
        "p",
        "lr=",
        "--key ",
        " ",
        " ",
        " ",
        "\n",
        "\r\n",
        "\t",
        " >> ",
        ">>",
        ">",
        "[",
        "]",
        "[ ",
        " ]",
        ", ",
        ",",
        "{",
        "}",
        "{lr}",
        "{a,b}",
        "{1..9}",
        "{0..1..0.5}",
        "..",
        "'",
        "\"",
        "\\",
        "$",
        "$(",
        "${",
        "`",
        ")",
        "(",
        "&&",
        "|",
        ";",
        "#",
        " # c\n",
        "<<E\n",
        "\nE\n",
        "\ncd ",
        "\n-x",
        "\\\n",
        "\\ \n",
        "for ",
        "\ndo ",
        "\ndone",
        "case ",
        " in\n",
        ";;\n",
        "esac",
        "*",
        "~",
        "NAME=",
        "“",
        "”",
        "＞＞",
        "»",
        "\u00a0",
        "안",
        "🎲",
        "\ud800",
        "=(1, 2)",
        "cd ",
        "!",
        "\0",
        "9".repeat(70));
  }

  @ParameterizedTest
  @EnumSource(CommandMode.class)
  void anyTextIsAPlanOrProblemsWithPlacesInIt(CommandMode mode) {
    facts.files.addAll(List.of("a.py", "b.ipynb"));
    Generated generated = Generated.by(AnyFlowTest::text);
    for (int i = 0; i < generated.texts().size(); i++) {
      String text = generated.texts().get(i);
      String described = generated.describe(i);
      PlanResult planned =
          // No measure of speed: a text takes a millisecond, and one without end never ends.
          assertTimeoutPreemptively(
              Duration.ofMinutes(2),
              () -> {
                try {
                  return FlowPlanner.plan(text, facts, options(mode, 50));
                } catch (Throwable e) {
                  throw new AssertionError(described, e);
                }
              },
              described);
      if (planned.plan() == null) {
        assertThat(planned.problems()).as(described).anyMatch(Problem::isError);
      }
      planned.problems().forEach(problem -> check(problem, text, described));
    }
  }

  @ParameterizedTest
  @EnumSource(CommandMode.class)
  void anyTextOfAJobInAFileIsAPlanOrProblemsWithPlacesInIt(CommandMode mode) {
    facts.files.addAll(List.of("a.py", "b.ipynb"));
    Generated generated = Generated.by(AnyFlowTest::text);
    for (int i = 0; i < generated.texts().size(); i++) {
      String text = generated.texts().get(i);
      String described = generated.describe(i);
      for (Dialect dialect : Dialect.values()) {
        List<Problem> problems = new ArrayList<>();
        JobText job = JobText.parse(text, new SourceText("-c", text), mode, dialect, problems);
        FlowGraph graph = new FlowGraph(List.of(JobTemplate.of(job)), List.of(List.of()));
        PlanResult planned;
        try {
          planned = PlanBuilder.plan(graph, facts, options(mode, 50), problems);
        } catch (Throwable e) {
          throw new AssertionError(described, e);
        }
        planned.problems().forEach(problem -> check(problem, text, described));
      }
    }
  }

  private static void check(Problem problem, String text, String described) {
    assertThat(problem.code()).as(described).matches("[a-z0-9]+(-[a-z0-9]+)*");
    assertThat(problem.message()).as(described).isNotBlank();
    assertThat(problem.remedy().toString()).as(described).isNotBlank();
    SourceLocation where = problem.where();
    if (where == null) {
      return;
    }
    // \z, not $: that matches before a last line end too, and would split "a\r\r" twice
    String[] lines = text.split("\r?\n|\r\\z", -1);
    assertThat(where.source()).as(described).isEqualTo("-c");
    assertThat(where.line()).as(described).isBetween(1, lines.length);
    assertThat(where.text()).as(described).isEqualTo(lines[where.line() - 1]);
    int length = where.text().codePointCount(0, where.text().length());
    assertThat(where.column() + where.length() - 1)
        .as(described + problem)
        .isLessThanOrEqualTo(Math.max(length, where.column()));
    assertThat(where.column()).as(described + problem).isBetween(1, length + 1);
  }

  private Plan plan(String text) {
    return FlowPlanner.plan(text, facts, options(CommandMode.AUTO, 100_000)).orThrow();
  }

  @Test
  void aChainOfAHundredThousandJobs() {
    List<Job> jobs = plan("p" + " >> p".repeat(99_999)).jobs();

    assertThat(jobs).hasSize(100_000);
    assertThat(jobs.getLast().needs()).containsExactly("p-99999");
  }

  @Test
  void aGroupOfAHundredThousandJobsJoinsOnce() {
    List<Job> jobs = plan("a >> [" + "p, ".repeat(99_997) + "p] >> z").jobs();

    assertThat(jobs).hasSize(100_000);
    assertThat(jobs.getLast().needs()).hasSize(99_998);
  }

  @Test
  void twoGroupsAllToAllShareOneJoin() {
    String group = "[" + "p, ".repeat(49_999) + "p]";
    List<Job> jobs = plan(group + " >> " + group).jobs();

    assertThat(jobs).hasSize(100_000);
    assertThat(jobs.getLast().needs()).isSameAs(jobs.get(50_000).needs()).hasSize(50_000);
  }

  @Test
  void aSweepOfAHundredThousandVariantsBoundOneToOne() {
    List<Job> jobs = plan("t lr={1..50000} >> e lr={lr} >> r").jobs();

    assertThat(jobs).hasSize(100_001);
    assertThat(jobs.get(99_999).needs()).containsExactly("t-50000");
    assertThat(jobs.getLast().needs()).hasSize(50_000);
  }

  @Test
  void groupsNestAHundredThousandDeep() {
    assertThat(plan("[".repeat(100_000) + "p" + "]".repeat(100_000)).jobs()).hasSize(1);
  }

  @Test
  void aHundredThousandMistakesAreShortAndSayHowManyMore() {
    PlanResult planned =
        FlowPlanner.plan("p {x} >> ".repeat(100_000) + "p", facts, options(CommandMode.AUTO, 50));

    assertThat(planned.problems()).hasSize(101);
    assertThat(planned.problems().getLast().message()).contains("99900 more");
  }
}
