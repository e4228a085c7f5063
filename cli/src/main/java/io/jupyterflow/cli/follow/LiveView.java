package io.jupyterflow.cli.follow;

import io.jupyterflow.cli.output.JobMessage;
import io.jupyterflow.cli.output.PlanTree;
import io.jupyterflow.cli.output.RemedyText;
import io.jupyterflow.cli.output.RunHeadline;
import io.jupyterflow.cli.output.RunTree;
import io.jupyterflow.cli.output.StateText;
import io.jupyterflow.cli.terminal.LiveRegion;
import io.jupyterflow.cli.terminal.Size;
import io.jupyterflow.cli.terminal.Style;
import io.jupyterflow.cli.terminal.Terminal;
import io.jupyterflow.cli.terminal.TerminalSanitizer;
import io.jupyterflow.cli.terminal.TextStream;
import io.jupyterflow.core.follow.RunChange;
import io.jupyterflow.core.follow.RunFeed;
import io.jupyterflow.core.run.JobSnapshot;
import io.jupyterflow.core.run.JobState;
import io.jupyterflow.core.run.RunSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The live tree on a terminal: output scrolls away above it, the tree stays.
final class LiveView implements RunView {

  /// Rows next to the tree: the header, the last line, and one so that nothing scrolls.
  private static final int OTHER_ROWS = 3;

  private final TextStream err;
  private final Style style;
  private final Clock clock;
  private final Terminal terminal;
  private final RunFeed feed;
  private final String footer;
  private final List<String> said = new ArrayList<>();
  private Size size;
  private final LiveRegion frames;
  private @Nullable RunTree tree;
  private @Nullable JobLines lines;

  /// @param footer says what Ctrl-C does
  LiveView(TextStream err, Clock clock, Terminal terminal, RunFeed feed, String footer) {
    this.err = err;
    this.style = err.style();
    this.clock = clock;
    this.terminal = terminal;
    this.feed = feed;
    this.footer = footer;
    this.size = terminal.size();
    this.frames = new LiveRegion(size, style);
  }

  @Override
  public void changed(RunSnapshot run, List<RunChange> changes) {
    List<String> frame = frame(run);
    frame.add(style.dim(footer));
    err.draw(frames, above(run, changes), frame);
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public void redraw() {
    size = terminal.size();
    err.resize(frames, size);
  }

  @Override
  public void ended(RunSnapshot run, List<RunChange> changes) {
    err.draw(frames, above(run, changes), frame(run));
    frames.leave();
  }

  private List<String> frame(RunSnapshot run) {
    RunTree drawn = tree == null ? new RunTree(PlanTree.of(run.plan()), style) : tree;
    tree = drawn;
    Instant now = clock.instant();
    List<String> frame = new ArrayList<>();
    frame.add(RunHeadline.of(run, now, style));
    int rows = Math.max(1, size.rows() - OTHER_ROWS);
    frame.addAll(drawn.lines(run, now, rows, this::progress));
    return frame;
  }

  private String progress(int job) {
    return TerminalSanitizer.line(feed.progress(job), Style.PLAIN).replace('\t', ' ');
  }

  private List<String> above(RunSnapshot run, List<RunChange> changes) {
    List<String> above = new ArrayList<>(said);
    said.clear();
    if (!changes.isEmpty()) {
      JobLines prefixed = lines == null ? new JobLines(run.plan(), style) : lines;
      lines = prefixed;
      for (RunChange change : changes) {
        if (change instanceof RunChange.LineWritten line) {
          above.add(prefixed.line(line.job(), line.text()));
        } else if (change instanceof RunChange.Notice notice) {
          above.add(RemedyText.line(notice.problem()));
        } else if (change instanceof RunChange.JobChanged job
            && job.isNews()
            && (job.now().state() == JobState.FAILED || job.now().state() == JobState.LOST)) {
          JobSnapshot snapshot = job.now();
          String message = JobMessage.of(snapshot);
          String text = snapshot.state().text() + (message.isEmpty() ? "" : ": " + message);
          above.add(prefixed.line(job.job(), StateText.paint(snapshot.state(), text, style)));
        }
      }
    }
    return above;
  }
}
