package io.jupyterflow.local.runfolder;

import io.jupyterflow.core.document.PlanDocument;
import io.jupyterflow.core.plan.Plan;
import io.jupyterflow.core.runfolder.JobFolderName;
import io.jupyterflow.core.runfolder.RunFolder;
import io.jupyterflow.local.state.RunEvent;
import io.jupyterflow.local.state.RunStatus;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Follows the event files of a run: each call of [#refresh] reads only what is new.
///
/// A line without an end is being written, or was torn by a crash: it is left alone until it has
/// one. The first line of a later epoch says how much of the earlier files counts; what was read
/// beyond that is forgotten.
public final class EventReader {

  private static final int CHUNK = 1 << 20;

  private final RunFolder folder;
  private final Plan plan;
  private final StoredRunOptions options;
  private final EventCodec codec = new EventCodec();
  private RunStatus status;
  private int epoch;
  private List<Long> consumed = new ArrayList<>();

  private EventReader(RunFolder folder, Plan plan, StoredRunOptions options) {
    this.folder = folder;
    this.plan = plan;
    this.options = options;
    status = new RunStatus(plan, options.reused(), options.parent());
  }

  /// Reads what never changes of a run; no event yet.
  public static EventReader open(RunFolder folder) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.plan()), 1 << 16)) {
      return new EventReader(
          folder, PlanDocument.read(in), StoredRunOptions.read(folder.options()));
    } catch (JacksonException | IllegalArgumentException damaged) {
      throw new IOException(
          folder.plan().getFileName()
              + " or "
              + folder.options().getFileName()
              + " is not as it was written",
          damaged);
    }
  }

  /// Reads a run whose plan and options are known: of a run of ten thousand jobs, reading them back
  /// is what costs.
  ///
  /// @param plan as its file has it
  public static EventReader of(RunFolder folder, Plan plan, StoredRunOptions options) {
    return new EventReader(folder, plan, options);
  }

  public RunFolder folder() {
    return folder;
  }

  public StoredRunOptions options() {
    return options;
  }

  /// The run as of the last refresh.
  public RunStatus status() {
    return status;
  }

  /// How many bytes of each epoch's file were taken in, oldest first.
  ///
  /// @param epochs how many epochs there were
  public List<Long> consumed(int epochs) {
    List<Long> all = new ArrayList<>(consumed);
    while (all.size() < epochs) {
      all.add(0L);
    }
    return all;
  }

  /// Whether all events are gone of a run whose jobs have begun, which none does before the first
  /// event stands. Means something only while nobody owns the run: an owner may have written, and
  /// what it wrote not be read yet.
  public boolean isTorn() throws IOException {
    return epoch == 0 && hasBegun();
  }

  private boolean hasBegun() throws IOException {
    Set<String> reused = new HashSet<>();
    options.reused().forEach(job -> reused.add(JobFolderName.of(job)));
    try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder.jobs())) {
      for (Path job : jobs) {
        if (!reused.contains(String.valueOf(job.getFileName()))) {
          return true;
        }
      }
    } catch (NoSuchFileException none) {
      return false;
    }
    return false;
  }

  /// Takes in what was written since the last call.
  public void refresh() throws IOException {
    for (Begun next = next(); next != null; next = next()) {
      List<Long> counted = next.counted();
      if (wentTooFar(counted)) {
        status = new RunStatus(plan, options.reused(), options.parent());
        epoch = 0;
        consumed = new ArrayList<>();
      }
      for (int earlier = Math.max(1, epoch); earlier < next.epoch(); earlier++) {
        enter(earlier);
        readTo(counted.get(earlier - 1));
      }
      enter(next.epoch());
    }
    if (epoch > 0) {
      readTo(Long.MAX_VALUE);
    }
  }

  private void enter(int next) {
    epoch = next;
    while (consumed.size() < epoch) {
      consumed.add(0L);
    }
  }

  private boolean wentTooFar(List<Long> counted) {
    for (int i = 0; i < consumed.size(); i++) {
      if (consumed.get(i) > counted.get(i)) {
        return true;
      }
    }
    return false;
  }

  /// An epoch that has events.
  ///
  /// @param counted what its first line says of the epochs before
  private record Begun(int epoch, List<Long> counted) {}

  /// The next epoch that has events. An owner may have died before it wrote any, or its first line
  /// is still on its way; everyone who came after it counts nothing of it.
  private @Nullable Begun next() throws IOException {
    int next = epoch;
    do {
      next++;
      List<Long> counted = counted(next);
      if (counted != null) {
        return new Begun(next, counted);
      }
    } while (Files.exists(folder.owner(next)));
    return null;
  }

  /// What the first line of an epoch says of the epochs before.
  ///
  /// @return null where there is no such line yet
  private @Nullable List<Long> counted(int next) throws IOException {
    if (!Files.exists(folder.events(next))) {
      return null;
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(folder.events(next))) {
      head = in.readNBytes(1 << 16);
    }
    int end = lineEnd(head, 0, head.length);
    if (end < 0) {
      return null;
    }
    return codec.read(head, 0, end).orElse(null) instanceof RunEvent.Owned owned
        ? owned.counted()
        : null;
  }

  private void readTo(long limit) throws IOException {
    long offset = consumed.get(epoch - 1);
    if (offset >= limit) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder.events(epoch))) {
      long end = Math.min(limit, channel.size());
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(0, end - offset)));
      while (offset < end) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - offset));
        int count = channel.read(buffer, offset);
        int taken = count <= 0 ? 0 : take(buffer.array(), count);
        if (taken == 0) {
          break;
        }
        offset += taken;
      }
    } catch (NoSuchFileException neverWritten) {
      return;
    }
    consumed.set(epoch - 1, offset);
  }

  /// Takes in the whole lines at the beginning of a buffer.
  ///
  /// @return how many bytes they are
  private int take(byte[] bytes, int count) {
    int from = 0;
    for (int end = lineEnd(bytes, 0, count); end >= 0; end = lineEnd(bytes, from, count)) {
      codec.read(bytes, from, end - from).ifPresent(status::apply);
      from = end + 1;
    }
    return from;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
