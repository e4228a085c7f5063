package io.jupyterflow.argo.compile;

import java.util.List;

/// A piece of a plan that is too large for one DAG template.
sealed interface DagBlock {

  /// Jobs in one template, with any order between them.
  ///
  /// @param jobs ascending
  record Flat(List<Integer> jobs) implements DagBlock {}

  /// One after the other: every job of a block needs, be it through others, every job of the block
  /// before. So a block may wait for the whole block before it, and be skipped with it.
  record Series(List<DagBlock> blocks) implements DagBlock {}

  /// Without any order between them.
  record Parallel(List<DagBlock> blocks) implements DagBlock {}

  /// Some jobs, and blocks with jobs that need some of them, each in its own way. A block of the
  /// rest waits until all jobs of the head that any of its jobs needs have ended, somehow; which of
  /// its jobs then run is decided for each by what happened to those that it needs.
  ///
  /// @param head ascending; they need none of the rest
  record Cut(List<Integer> head, List<DagBlock> rest) implements DagBlock {}
}
