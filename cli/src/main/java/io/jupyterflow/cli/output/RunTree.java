package io.jupyterflow.cli.output;

import io.jupyterflow.cli.output.PlanTree.Branch;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextWidth;
import io.jupyterflow.core.plan.Job;
import io.jupyterflow.core.run.Attempt;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The jobs of a run as a tree with states and times, in as many lines as there is room for. Sweeps
/// are folded into one line with counts where their variants don't fit; the variants that run or
/// did not succeed stay visible longest.
public final class RunTree {

  private static final int WIDEST_NAME = 48;

  private final PlanTree plan;
  private final Style style;
  private final boolean tellsWaits;

  public RunTree(PlanTree plan, Style style) {
    this(plan, style, false);
  }

  /// @param tellsWaits whether to say how long jobs waited before they began
  public RunTree(PlanTree plan, Style style, boolean tellsWaits) {
    this.plan = plan;
    this.style = style;
    this.tellsWaits = tellsWaits;
  }

  /// One line before columns are aligned.
  private record Row(String lead, JobState state, String name, String time, String note) {}

  /// What a job's process says last, for the rows of running jobs.
  public interface Progress {
    /// A short text, or empty.
    String of(int job);
  }

  /// The tree at this moment.
  ///
  /// @param rows how many lines there may be
  /// @param progress shown behind running jobs
  public List<String> lines(RunSnapshot run, Instant now, int rows, Progress progress) {
    List<Counted> counted = count(run);
    List<Row> all = new ArrayList<>();
    int unfolded = 0;
    for (Counted branch : counted) {
      int size = branch.branch().jobs().size();
      unfolded += size == 1 ? 1 : size + 1;
    }
    if (unfolded <= rows) {
      for (Counted branch : counted) {
        all.add(row(run, branch, now, progress));
        if (branch.branch().jobs().size() > 1) {
          for (int job : branch.branch().jobs()) {
            all.add(row(run, branch.branch().below(), job, now, progress));
          }
        }
      }
      return aligned(all);
    }
    return counted.size() <= rows
        ? aligned(folded(run, counted, now, rows, progress))
        : fewest(run, counted, now, rows, progress);
  }

  private record Counted(Branch branch, Map<JobState, Integer> counts) {
    int count(JobState state) {
      return counts.getOrDefault(state, 0);
    }

    /// The state that says most about the branch.
    JobState state() {
      for (JobState state :
          new JobState[] {
            JobState.FAILED,
            JobState.LOST,
            JobState.RUNNING,
            JobState.STOPPED,
            JobState.QUEUED,
            JobState.WAITING,
            JobState.SKIPPED,
            JobState.SUCCEEDED
          }) {
        if (count(state) > 0) {
          boolean begun = count(JobState.SUCCEEDED) + count(JobState.REUSED) > 0;
          return state == JobState.QUEUED && begun ? JobState.RUNNING : state;
        }
      }
      return JobState.REUSED;
    }

    boolean isAtRest() {
      JobState state = state();
      return state == JobState.WAITING || state == JobState.SKIPPED || state.isSuccess();
    }
  }

  private List<Counted> count(RunSnapshot run) {
    List<Counted> counted = new ArrayList<>(plan.branches().size());
    for (Branch branch : plan.branches()) {
      Map<JobState, Integer> counts = new EnumMap<>(JobState.class);
      for (int job : branch.jobs()) {
        counts.merge(run.jobs().get(job).state(), 1, Integer::sum);
      }
      counted.add(new Counted(branch, counts));
    }
    return counted;
  }

  /// Every branch has its line; what room is left goes to variants that run or did not succeed.
  private List<Row> folded(
      RunSnapshot run, List<Counted> counted, Instant now, int rows, Progress progress) {
    List<Row> all = new ArrayList<>();
    int room = rows - counted.size();
    for (Counted branch : counted) {
      all.add(row(run, branch, now, progress));
      if (branch.branch().jobs().size() == 1) {
        continue;
      }
      for (JobState shown : List.of(JobState.RUNNING, JobState.FAILED, JobState.LOST)) {
        if (branch.count(shown) == 0) {
          continue;
        }
        for (int job : branch.branch().jobs()) {
          if (room > 0 && run.jobs().get(job).state() == shown) {
            all.add(row(run, branch.branch().below(), job, now, progress));
            room--;
          }
        }
      }
    }
    return all;
  }

  /// Even the branches are too many: those in motion, and one line for the rest.
  private List<String> fewest(
      RunSnapshot run, List<Counted> counted, Instant now, int rows, Progress progress) {
    List<Row> shown = new ArrayList<>();
    Map<JobState, Integer> rest = new EnumMap<>(JobState.class);
    for (Counted branch : counted) {
      if (shown.size() < rows - 1 && !branch.isAtRest()) {
        shown.add(row(run, branch, now, progress));
      } else {
        branch.counts().forEach((state, count) -> rest.merge(state, count, Integer::sum));
      }
    }
    List<Row> flat = new ArrayList<>();
    for (Row row : shown) {
      flat.add(new Row("", row.state(), row.name(), row.time(), row.note()));
    }
    List<String> lines = new ArrayList<>(aligned(flat));
    if (rows > 0) {
      lines.add(style.dim("… and " + JobCounts.text(rest)));
    }
    return lines;
  }

  private Row row(RunSnapshot run, Counted counted, Instant now, Progress progress) {
    Branch branch = counted.branch();
    if (branch.jobs().size() == 1) {
      Row single = row(run, branch.lead(), branch.jobs().getFirst(), now, progress);
      return branch.after().isEmpty()
              || !run.jobs().get(branch.jobs().getFirst()).attempts().isEmpty()
          ? single
          : new Row(
              single.lead(), single.state(), single.name(), single.time(), after(branch, single));
    }
    return new Row(
        branch.lead(),
        counted.state(),
        TerminalSanitizer.cell(branch.origin()) + " ×" + branch.jobs().size(),
        "",
        JobCounts.text(counted.counts()));
  }

  private String after(Branch branch, Row single) {
    String waits =
        style.dim("after " + TerminalSanitizer.cell(JobCounts.listed(branch.after(), 4)));
    return single.note().isEmpty() ? waits : single.note() + "  " + waits;
  }

  private Row row(RunSnapshot run, String lead, int index, Instant now, Progress progress) {
    Job job = run.plan().jobs().get(index);
    JobSnapshot snapshot = run.jobs().get(index);
    return new Row(
        lead,
        snapshot.state(),
        TerminalSanitizer.cell(job.name()),
        time(snapshot, now),
        note(job, snapshot, index, progress));
  }

  private static String time(JobSnapshot job, Instant now) {
    if (job.attempts().isEmpty()) {
      return "";
    }
    Attempt last = job.attempts().getLast();
    @Nullable Instant finished = last.finishedAt();
    return finished == null && job.state() != JobState.RUNNING
        ? ""
        : Durations.between(last.startedAt(), finished, now);
  }

  private String note(Job job, JobSnapshot snapshot, int index, Progress progress) {
    StringBuilder note = new StringBuilder();
    for (Map.Entry<String, String> parameter : job.parameters().entrySet()) {
      append(note, " ", TerminalSanitizer.cell(parameter.getKey() + "=" + parameter.getValue()));
    }
    if (snapshot.attempts().size() > 1) {
      append(note, "  ", style.dim("attempt " + snapshot.attempts().size()));
    }
    if (tellsWaits) {
      append(note, "  ", style.dim(waited(snapshot)));
    }
    String message = TerminalSanitizer.cell(JobMessage.of(snapshot));
    if (!message.isEmpty()) {
      append(note, "  ", StateText.paint(snapshot.state(), message, style));
    }
    if (snapshot.state() == JobState.RUNNING) {
      append(note, "  ", style.dim(progress.of(index)));
    }
    return note.toString();
  }

  private static String waited(JobSnapshot job) {
    Optional<Duration> waited = job.lastAttempt().flatMap(Attempt::waited);
    return waited
        .filter(time -> time.toSeconds() > 0)
        .map(time -> "waited " + Durations.coarse(time))
        .orElse("");
  }

  private static void append(StringBuilder to, String gap, String text) {
    if (!text.isEmpty()) {
      to.append(to.isEmpty() ? "" : gap).append(text);
    }
  }

  private List<String> aligned(List<Row> rows) {
    int name = 0;
    int time = 0;
    for (Row row : rows) {
      name = Math.max(name, TextWidth.of(row.lead()) + TextWidth.of(row.name()));
      time = Math.max(time, row.time().length());
    }
    name = Math.min(name, WIDEST_NAME);
    List<String> lines = new ArrayList<>(rows.size());
    for (Row row : rows) {
      int room = name - TextWidth.of(row.lead());
      String line =
          style.dim(row.lead())
              + StateText.mark(row.state(), style)
              + " "
              + TextWidth.pad(row.name(), room)
              + "  "
              + TextWidth.pad(StateText.word(row.state(), style), 9)
              + "  "
              + " ".repeat(time - row.time().length())
              + row.time()
              + "  "
              + row.note();
      lines.add(line.stripTrailing());
    }
    return lines;
  }
}
