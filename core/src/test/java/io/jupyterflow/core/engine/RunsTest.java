package io.jupyterflow.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jupyterflow.core.problem.JupyterFlowException;
import io.jupyterflow.core.run.RunSummary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final Engine near =
      new ListedEngine("near", NOON, true, "train-7f3k2", "train-7gggg", "prep-22222");
  private final Engine far =
      new ListedEngine("far", NOON.plusSeconds(30), true, "report-abcde", "train-9zzzz");
  private final Runs runs = new Runs(List.of(near, far));

  @Test
  void findsAWholeIdOfAnyEngine() {
    assertThat(runs.find("report-abcde")).isEqualTo(new RunAddress(far, "report-abcde", null));
  }

  @Test
  void findsAUniquePrefix() {
    assertThat(runs.find("train-9")).isEqualTo(new RunAddress(far, "train-9zzzz", null));
    assertThat(runs.find("p").id()).isEqualTo("prep-22222");
  }

  @Test
  void findsTheJobBehindTheSlash() {
    assertThat(runs.find("train-7f/train-3"))
        .isEqualTo(new RunAddress(near, "train-7f3k2", "train-3"))
        .hasToString("train-7f3k2/train-3");
  }

  @Test
  void lastIsTheNewestOfAllEngines() {
    assertThat(runs.find("@last").id()).isEqualTo("report-abcde");
    assertThat(runs.find("@last/train-1").job()).isEqualTo("train-1");
  }

  @Test
  void lastMayBeARunThatCanNotBeRead() {
    Engine damaged = new ListedEngine("far", NOON.plusSeconds(30), true, "damaged-1");
    assertThat(new Runs(List.of(near, damaged)).find("@last").id()).isEqualTo("damaged-1");
    Engine older = new ListedEngine("far", NOON.minusSeconds(30), true, "damaged-1");
    assertThat(new Runs(List.of(older, near)).find("@last").id()).isEqualTo("train-7f3k2");
  }

  @Test
  void aWholeIdWinsOverLongerOnesItBegins() {
    Runs nested = new Runs(List.of(new ListedEngine("near", NOON, true, "ml-2", "ml")));
    assertThat(nested.find("ml").id()).isEqualTo("ml");
  }

  @Test
  void anAmbiguousPrefixListsTheCandidates() {
    assertThatThrownBy(() -> runs.find("train-7"))
        .isInstanceOf(JupyterFlowException.Usage.class)
        .asString()
        .contains("train-7f3k2, train-7gggg");
  }

  @Test
  void aMissingRunIsNotFoundAndTheNearestIsNamed() {
    assertThatThrownBy(() -> runs.find("train-7f3k3"))
        .isInstanceOf(JupyterFlowException.NotFound.class)
        .asString()
        .contains("train-7f3k3")
        .contains("did you mean train-7f3k2?");
    assertThatThrownBy(() -> runs.find("")).isInstanceOf(JupyterFlowException.NotFound.class);
    assertThatThrownBy(() -> new Runs(List.of()).find("@last"))
        .isInstanceOf(JupyterFlowException.NotFound.class);
    assertThatThrownBy(() -> runs.find("train-7f3k2/"))
        .isInstanceOf(JupyterFlowException.Usage.class);
  }

  @Test
  void listsNewestFirstAcrossEngines() {
    assertThat(runs.list().runs())
        .extracting(RunSummary::id)
        .containsExactly("report-abcde", "train-7f3k2", "train-9zzzz", "train-7gggg", "prep-22222");
  }

  @Test
  void anUnreachableEngineIsAWarningIfOthersAnswerAndElseAnError() {
    Engine gone = new ListedEngine("gone", NOON, false, "x-1");
    Runs.Listing listing = new Runs(List.of(near, gone)).list();
    assertThat(listing.runs()).hasSize(3);
    assertThat(listing.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("gone").contains("no route"));
    assertThatThrownBy(() -> new Runs(List.of(gone)).list())
        .isInstanceOf(JupyterFlowException.Unreachable.class);
  }
}
