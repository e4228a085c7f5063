package io.jupyterflow.core.flow.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// The jobs a stage ends with, joined only when a stage after it asks: groups within groups then
/// cost no more than their text is long.
sealed interface StageExits {

  /// One job.
  record Job(int index) implements StageExits {}

  /// The ends of all branches of a group.
  record Of(List<StageExits> branches) implements StageExits {}

  /// The indexes of the jobs, in the order of the text.
  default List<Integer> flat() {
    List<Integer> found = new ArrayList<>();
    Deque<StageExits> open = new ArrayDeque<>();
    open.push(this);
    while (!open.isEmpty()) {
      // no switch: the first one over types costs a command that has just started milliseconds
      StageExits next = open.pop();
      if (next instanceof Of of) {
        for (StageExits branch : of.branches().reversed()) {
          open.push(branch);
        }
      } else {
        found.add(((Job) next).index());
      }
    }
    return Collections.unmodifiableList(found);
  }
}
