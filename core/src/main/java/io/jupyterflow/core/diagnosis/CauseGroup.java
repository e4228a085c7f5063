package io.jupyterflow.core.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Jobs that failed the same way: 37 variants with one mistake are one thing to read.
///
/// @param jobs at least one, in the order of the plan
/// @param cause that of the first
record CauseGroup(List<String> jobs, Cause cause) {

  private static final int NAMED = 3;

  /// Reading output is the dear part: of very many failures the first are read.
  private static final int READ = 500;

  CauseGroup {
    jobs = List.copyOf(jobs);
  }

  /// The groups of these jobs, the largest first.
  static List<CauseGroup> of(List<String> jobs, JobCauses causes) {
    Map<String, List<String>> alike = new LinkedHashMap<>();
    Map<String, Cause> first = new LinkedHashMap<>();
    for (String job : jobs.subList(0, Math.min(READ, jobs.size()))) {
      Cause cause = causes.of(job);
      alike.computeIfAbsent(cause.what(), what -> new ArrayList<>()).add(job);
      first.putIfAbsent(cause.what(), cause);
    }
    List<CauseGroup> groups = new ArrayList<>();
    first.forEach(
        (what, cause) -> groups.add(new CauseGroup(alike.getOrDefault(what, jobs), cause)));
    groups.sort(Comparator.comparingInt((CauseGroup g) -> g.jobs().size()).reversed());
    if (jobs.size() > READ) {
      groups.add(
          new CauseGroup(jobs.subList(READ, jobs.size()), Cause.of("did not succeed either", "")));
    }
    return groups;
  }

  /// `train-1, train-2, train-3 and 34 more failed at …`.
  String text() {
    String named = String.join(", ", jobs.subList(0, Math.min(NAMED, jobs.size())));
    String more = jobs.size() > NAMED ? " and " + (jobs.size() - NAMED) + " more" : "";
    return named + more + " " + cause.what();
  }
}
