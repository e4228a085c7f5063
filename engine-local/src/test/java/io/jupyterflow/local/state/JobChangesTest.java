package io.jupyterflow.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobChangesTest {

  /// Events 1 and 5 are owners' first lines.
  private static JobChanges changes() {
    JobChanges changes = new JobChanges(3);
    changes.owned(1, 0);
    changes.changed(0, 2);
    changes.changed(1, 4);
    changes.owned(3, 4);
    changes.changed(0, 6);
    return changes;
  }

  @Test
  void namesWhatChangedAfterAnEvent() {
    assertThat(changes().since(0, 0, 6)).containsExactly(0, 1);
    assertThat(changes().since(1, 2, 6)).containsExactly(0, 1);
    assertThat(changes().since(1, 4, 6)).containsExactly(0);
    assertThat(changes().since(3, 6, 6)).isEmpty();
  }

  @Test
  void namesAllJobsWhereWhatWasReadCountsNoLonger() {
    assertThat(changes().since(1, 5, 6)).as("void in epoch 1").containsExactly(0, 1, 2);
    assertThat(changes().since(2, 4, 6)).as("an epoch without events").containsExactly(0, 1, 2);
    assertThat(changes().since(3, 7, 6)).as("later than now").containsExactly(0, 1, 2);
    assertThat(changes().since(0xffff, 0, 6)).as("no revision").containsExactly(0, 1, 2);
  }
}
