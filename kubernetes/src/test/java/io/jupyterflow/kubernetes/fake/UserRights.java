package io.jupyterflow.kubernetes.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jupyterflow.core.problem.Problem;
import io.jupyterflow.core.yaml.YamlReader;
import io.jupyterflow.core.yaml.YamlTree;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a notebook's account may do where an administrator applied `deploy/base`: read from the
/// very file, so that what the tests see work, works for users. Anything else is refused as an API
/// server refuses it.
public final class UserRights {

  /// The documents that an administrator applies for the account of notebooks.
  public static final Path FILE = Path.of("../deploy/base/user.yaml");

  /// What everybody may who has signed in: ask what there is, and what they may.
  private static final List<String> OF_EVERYBODY =
      List.of("authorization.k8s.io", "authentication.k8s.io");

  private final String namespace;
  private final String account;
  private final List<KubeObject> rules;

  /// @param namespace the one in which the role is applied
  public UserRights(String namespace) {
    this.namespace = namespace;
    KubeObject role = document("Role");
    this.account = "system:serviceaccount:" + namespace + ":" + document("ServiceAccount").name();
    this.rules = role.objects("rules");
    assertThat(rules).as("rules of %s", FILE).isNotEmpty();
  }

  private static KubeObject document(String kind) {
    return documents(FILE).stream()
        .filter(document -> document.text("kind").equals(kind))
        .findFirst()
        .orElseThrow();
  }

  /// The documents of a YAML file.
  public static List<KubeObject> documents(Path file) {
    List<KubeObject> documents = new ArrayList<>();
    try {
      for (String text : Files.readString(file).split("(?m)^---$", -1)) {
        List<Problem> problems = new ArrayList<>();
        Object tree =
            YamlTree.of(YamlReader.read(file.toString(), text, problems).orElseThrow().root());
        assertThat(problems).isEmpty();
        documents.add(KubeObject.EMPTY.with("it", Objects.requireNonNull(tree)).object("it"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  /// A path of the API as rules speak of it.
  private record Asked(String namespace, String group, String resource, String name) {

    /// @return nothing of a resource where the path only asks what there is
    static Asked of(String path) {
      String bare = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
      String[] parts = bare.split("/", -1);
      boolean isCore = parts[1].equals("api");
      String group = isCore || parts.length < 3 ? "" : parts[2];
      int at = isCore ? 3 : 4;
      String namespace = "";
      if (parts.length > at + 2 && parts[at].equals("namespaces")) {
        namespace = parts[at + 1];
        at += 2;
      } else if (parts.length == at + 2 && parts[at].equals("namespaces")) {
        namespace = parts[at + 1]; // a namespace is in itself
      }
      String resource = parts.length > at ? parts[at] : "";
      String name = parts.length > at + 1 ? parts[at + 1] : "";
      return new Asked(
          namespace,
          group,
          parts.length > at + 2 ? resource + "/" + parts[at + 2] : resource,
          name);
    }
  }

  /// Refuses a call that the account may not make.
  ///
  /// @param verb of the role's words: `get`, `list`, `watch`, `create`, `update`, `delete`
  /// @param path from the root
  /// @throws KubeException.Answered 403, with an API server's words
  public void check(String verb, String path) {
    Asked asked = Asked.of(path);
    if (asked.resource.isEmpty()
        || OF_EVERYBODY.contains(asked.group)
        || (asked.namespace.equals(namespace)
            && allows(verb, asked.group, asked.resource, asked.name))) {
      return;
    }
    String kind = asked.group.isEmpty() ? asked.resource : asked.resource + "." + asked.group;
    String named = asked.name.isEmpty() || verb.equals("create") ? "" : " \"" + asked.name + "\"";
    String where =
        asked.namespace.isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"" + asked.namespace + "\"";
    String message =
        "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(kind, named, account, verb, asked.resource, asked.group, where);
    throw new KubeException.Answered(
        403,
        0,
        KubeObject.EMPTY
            .with("kind", "Status")
            .with("apiVersion", "v1")
            .with("status", "Failure")
            .with("message", message)
            .with("reason", "Forbidden")
            .with(
                "details", Map.of("name", asked.name, "group", asked.group, "kind", asked.resource))
            .with("code", 403),
        verb + " " + path);
  }

  /// Whether the role allows something in its namespace.
  ///
  /// @param resource with its subresource: `pods/log`
  /// @param name of the object; empty where it is about all of them
  public boolean allows(String verb, String group, String resource, String name) {
    return rules.stream()
        .anyMatch(rule ->
            has(rule, "verbs", verb)
                && has(rule, "apiGroups", group)
                && has(rule, "resources", resource)
                && (!rule.has("resourceNames") || has(rule, "resourceNames", name)));
  }

  private static boolean has(KubeObject rule, String key, String word) {
    return rule.value(key).orElse(null) instanceof List<?> words && words.contains(word);
  }
}
