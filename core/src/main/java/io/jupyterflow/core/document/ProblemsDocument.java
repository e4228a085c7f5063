package io.jupyterflow.core.document;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.problem.Remedy;
import io.jupyterflow.core.problem.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The `Problems` document: all that is wrong, as programs read it. Published as
/// `problems.schema.json`.
public final class ProblemsDocument {

  private ProblemsDocument() {}

  /// The document of problems.
  ///
  /// @param wording how the front end words what to do
  public static Map<String, @Nullable Object> of(
      List<Problem> problems, Function<Remedy, String> wording) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", PlanDocument.API_VERSION);
    document.put("kind", "Problems");
    List<Object> items = new ArrayList<>(problems.size());
    for (Problem problem : ProblemRedaction.of(problems)) {
      items.add(problem(problem, wording));
    }
    document.put("problems", items);
    return document;
  }

  private static Map<String, @Nullable Object> problem(
      Problem problem, Function<Remedy, String> wording) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("severity", problem.isError() ? "error" : "warning");
    fields.put("code", problem.code());
    fields.put("message", problem.message());
    fields.put("hint", wording.apply(problem.remedy()));
    fields.put("where", problem.where() == null ? null : place(problem.where()));
    return fields;
  }

  private static Map<String, Object> place(SourceLocation place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("source", place.source());
    fields.put("line", place.line());
    fields.put("column", place.column());
    fields.put("length", place.length());
    fields.put("text", place.text());
    return fields;
  }
}
