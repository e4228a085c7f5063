package io.jupyterflow.core.yaml;

import io.jupyterflow.core.problem.NulCharacter;
import io.jupyterflow.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/// Builds the tree from a parser's events. Built here rather than by the library's composer, which
/// recurses: depth, aliases and equal keys are bounded or reported, never a crash.
final class NodeBuilder {

  private static final int DEEPEST = 100;

  /// How many nodes a tree may have, those behind aliases counted each time, beyond those that are
  /// in the text.
  private static final long MOST_ALIASED = 100_000;

  private final YamlSource source;
  private final List<Problem> problems;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final Deque<OpenNode> open = new ArrayDeque<>();
  private final MappingEntries entries;
  private @Nullable YamlNode root;
  private long written;
  private int documents;
  private boolean isBroken;

  NodeBuilder(YamlSource source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
    this.entries = new MappingEntries(source, problems);
  }

  /// Takes the next event.
  ///
  /// @return whether more are welcome
  boolean accept(Event event) {
    int start = event.getStartMark().map(source::index).orElse(0);
    int end = event.getEndMark().map(source::index).orElse(start);
    switch (event.getEventId()) {
      case DocumentStart -> {
        if (++documents > 1) {
          fail(
              "several-documents",
              start,
              end,
              "a second document begins here",
              "a file holds one document: remove this --- and what follows, or put it into a file of its own");
        }
      }
      case Scalar -> add(scalar((ScalarEvent) event, start, end), event);
      case Alias -> alias(((AliasEvent) event).getAlias().getValue(), start, end);
      case SequenceStart, MappingStart -> {
        if (open.size() >= DEEPEST) {
          fail(
              "too-deep",
              start,
              start + 1,
              "more than " + DEEPEST + " levels inside each other",
              "no file needs that many: check the brackets and the indentation");
        } else {
          written++;
          open.push(
              new OpenNode(event.getEventId() == Event.ID.MappingStart, start, anchor(event)));
        }
      }
      case SequenceEnd, MappingEnd -> {
        OpenNode node = open.pop();
        YamlNode closed = node.close(end, entries);
        checkSize(closed);
        place(closed, node.anchor());
      }
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
    return !isBroken;
  }

  /// The document, once all events came.
  Optional<YamlNode> root() {
    return isBroken ? Optional.empty() : Optional.ofNullable(root);
  }

  private YamlNode.Scalar scalar(ScalarEvent event, int start, int end) {
    boolean isText = !event.isPlain();
    String tag = event.getTag().orElse("");
    switch (tag) {
      case "", "!" -> isText = isText || tag.equals("!");
      case "tag:yaml.org,2002:str" -> isText = true;
      case "tag:yaml.org,2002:int",
          "tag:yaml.org,2002:float",
          "tag:yaml.org,2002:bool",
          "tag:yaml.org,2002:null" ->
          isText = false;
      default ->
          problems.add(
              Problem.error(
                  "unknown-tag",
                  source.at(start, end),
                  "the tag " + tag + " means nothing here",
                  "remove it, or quote the value if the ! is part of it"));
    }
    String text = event.getValue();
    if (text.indexOf('\0') >= 0) {
      problems.add(NulCharacter.at(source.at(start, end)));
    }
    return new YamlNode.Scalar(
        text, isText ? ScalarKind.TEXT : ScalarKind.ofPlain(text), start, end);
  }

  private void add(YamlNode.Scalar scalar, Event event) {
    written++;
    place(scalar, anchor(event));
  }

  private void alias(String name, int start, int end) {
    YamlNode node = anchors.get(name);
    if (node != null) {
      place(node, null);
      return;
    }
    boolean isOpen = open.stream().anyMatch(o -> name.equals(o.anchor()));
    fail(
        isOpen ? "recursive-alias" : "unknown-alias",
        start,
        end,
        isOpen
            ? "*" + name + " is inside of what it names"
            : "there is no anchor &" + name + " before this *" + name,
        isOpen ? "write the value out" : "a value that begins with * needs quotes: \"*…\"");
  }

  private static @Nullable String anchor(Event event) {
    return ((NodeEvent) event).getAnchor().map(Anchor::getValue).orElse(null);
  }

  private void place(YamlNode node, @Nullable String anchor) {
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    OpenNode parent = open.peek();
    if (parent != null) {
      parent.add(node);
    } else if (root == null) {
      root = node;
    }
  }

  private void checkSize(YamlNode node) {
    if (node.size() - written > MOST_ALIASED && !isBroken) {
      fail(
          "too-many-aliases",
          node.start(),
          node.start() + 1,
          "aliases make this more than " + MOST_ALIASED + " values",
          "write a sweep, or fewer aliases of aliases");
    }
  }

  private void fail(String code, int start, int end, String message, String hint) {
    isBroken = true;
    problems.add(Problem.error(code, source.at(start, end), message, hint));
  }

  /// A list or mapping whose end has not come yet.
  private static final class OpenNode {
    private final boolean isMapping;
    private final int start;
    private final @Nullable String anchor;
    private final List<YamlNode> children = new ArrayList<>();
    private long size = 1;

    OpenNode(boolean isMapping, int start, @Nullable String anchor) {
      this.isMapping = isMapping;
      this.start = start;
      this.anchor = anchor;
    }

    @Nullable String anchor() {
      return anchor;
    }

    void add(YamlNode node) {
      children.add(node);
      size = Math.min(size + node.size(), Long.MAX_VALUE / 4);
    }

    YamlNode close(int end, MappingEntries entries) {
      return isMapping
          ? new YamlNode.Mapping(entries.of(children), start, end, size)
          : new YamlNode.Sequence(children, start, end, size);
    }
  }
}
