package io.jupyterflow.local.runfolder;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Command;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.plan.RetryCause;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.state.RunEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EventReaderTest {

  private static final RunEvent STARTED = new RunEvent.Started(2, "a", 1, List.of("0"));
  private static final RunEvent FAILED =
      new RunEvent.Ended(3, "a", 1, JobState.FAILED, 7, RetryCause.FAILED, "한글 \"quoted\"\n", 0);
  private static final RunEvent SUCCEEDED =
      new RunEvent.Ended(3, "a", 1, JobState.SUCCEEDED, 0, null, "", 0);

  @TempDir Path path;
  private RunFolder folder;

  @BeforeEach
  void begin() throws IOException {
    folder = new RunFolder(path);
    Plan plan = new Plan("p", List.of(Job.of("a", new Command.Exec(List.of("true")), List.of())));
    try (OutputStream out = Files.newOutputStream(folder.plan())) {
      PlanDocument.write(plan, out);
    }
    Files.writeString(
        folder.options(), new StoredRunOptions(1, 0, false, List.of(), null, Set.of()).toJson());
  }

  private void write(int epoch, List<Long> counted, RunEvent... events) throws IOException {
    Files.writeString(folder.owner(epoch), "someone\n");
    try (EventLog log = EventLog.create(folder.events(epoch))) {
      log.append(new RunEvent.Owned(epoch, epoch, "host", counted));
      for (RunEvent event : events) {
        log.append(event);
      }
      log.flush();
    }
  }

  private EventReader read() throws IOException {
    EventReader reader = EventReader.open(folder);
    reader.refresh();
    return reader;
  }

  @Test
  void eventsComeBackAsTheyWere() throws IOException {
    write(1, List.of(), STARTED, FAILED);

    EventReader reader = read();

    assertThat(reader.status().job(0).message()).isEqualTo("한글 \"quoted\"\n");
    assertThat(reader.status().job(0).exitCode()).contains(7);
    assertThat(reader.status().job(0).attempts().getFirst().cause()).isEqualTo(RetryCause.FAILED);
    assertThat(reader.consumed(2)).containsExactly(Files.size(folder.events(1)), 0L);
  }

  @Test
  void tornLineWaitsForItsEnd() throws IOException {
    write(1, List.of(), STARTED);
    EventReader reader = read();
    String line =
        "{\"at\":3,\"event\":\"ended\",\"job\":\"a\",\"attempt\":1,\"state\":\"succeeded\"}";
    for (int i = 0; i < line.length(); i++) {
      Files.writeString(folder.events(1), line.substring(i, i + 1), StandardOpenOption.APPEND);
      reader.refresh();
      assertThat(reader.status().job(0).state()).isEqualTo(JobState.RUNNING);
    }
    Files.writeString(folder.events(1), "\n", StandardOpenOption.APPEND);
    reader.refresh();
    assertThat(reader.status().job(0).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void eventsOfALateOwnerAreIgnored() throws IOException {
    write(1, List.of(), STARTED);
    long counted = Files.size(folder.events(1));
    EventReader follower = read();
    Files.write(
        folder.events(1),
        "{\"at\":3,\"event\":\"ended\",\"job\":\"a\",\"attempt\":1,\"state\":\"failed\"}\n"
            .getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
    follower.refresh();
    assertThat(follower.status().job(0).state()).isEqualTo(JobState.FAILED);

    write(2, List.of(counted), SUCCEEDED);
    follower.refresh();

    assertThat(follower.status().job(0).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(read().status().jobs()).isEqualTo(follower.status().jobs());
  }

  @Test
  void ownerThatNeverWroteIsPassedOver() throws IOException {
    write(1, List.of(), STARTED);
    long counted = Files.size(folder.events(1));
    Files.writeString(folder.owner(2), "died at once\n");
    write(3, List.of(counted, 0L), SUCCEEDED);

    assertThat(read().status().job(0).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(read().status().epoch()).isEqualTo(3);
  }

  @Test
  void ownerThatDiedBeforeItsFirstLineIsPassedOver() throws IOException {
    Files.writeString(folder.owner(1), "died at once\n");
    Files.createFile(folder.events(1));
    EventReader follower = read();
    assertThat(follower.status().epoch()).isZero();

    write(2, List.of(0L), STARTED);
    follower.refresh();
    assertThat(follower.status().job(0).state()).isEqualTo(JobState.RUNNING);
    Files.writeString(folder.owner(3), "died at once\n");
    Files.writeString(folder.events(3), "{\"at\":3,\"ev");

    long counted = Files.size(folder.events(2));
    assertThat(read().consumed(3)).containsExactly(0L, counted, 0L);
    write(4, List.of(0L, counted, 0L), SUCCEEDED);
    follower.refresh();
    assertThat(follower.status().job(0).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(read().status().jobs()).isEqualTo(follower.status().jobs());
  }

  @Test
  void firstLineThatComesLateIsVoid() throws IOException {
    Files.writeString(folder.owner(1), "sleeps\n");
    Files.createFile(folder.events(1));
    write(2, List.of(0L), STARTED);
    EventReader follower = read();
    Files.delete(folder.events(1));
    write(1, List.of(), FAILED);

    follower.refresh();

    assertThat(follower.status().job(0).state()).isEqualTo(JobState.RUNNING);
    assertThat(read().status().jobs()).isEqualTo(follower.status().jobs());
  }

  @Test
  void eventsThatAreGoneAreMissed() throws IOException {
    assertThat(read().isTorn()).isFalse();
    write(1, List.of(), STARTED);
    Files.createDirectories(folder.attempt("a", 1).path());
    assertThat(read().isTorn()).isFalse();
    long counted = Files.size(folder.events(1));
    Files.write(folder.events(1), new byte[(int) counted]);
    assertThat(read().isTorn()).isTrue();
    Files.delete(folder.events(1));
    assertThat(read().isTorn()).isTrue();
    write(2, List.of(counted));
    assertThat(read().isTorn()).as("with what a later owner wrote, it goes on").isFalse();
  }

  @Test
  void reusedJobsHaveNotBegun() throws IOException {
    Files.writeString(
        folder.options(), new StoredRunOptions(1, 0, false, List.of(), "p", Set.of("a")).toJson());
    Files.createDirectories(folder.attempt("a", 1).path());
    assertThat(read().isTorn()).isFalse();
  }

  @Test
  void garbageLinesAreIgnored() throws IOException {
    write(1, List.of(), STARTED);
    Files.writeString(
        folder.events(1),
        "\0\0\0\n{\"event\":\"ended\"\n[]\n{\"at\":3,\"event\":\"future\"}\n{\"at\":9,\"event\":\"ended\",\"job\":\"nobody\"}\n",
        StandardOpenOption.APPEND);

    assertThat(read().status().job(0).state()).isEqualTo(JobState.RUNNING);
  }
}
