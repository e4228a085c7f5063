package io.jupyterflow.kubernetes.doctor;

import io.jupyterflow.core.document.YamlText;
import io.jupyterflow.kubernetes.client.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an administrator applies: only what is missing, and it takes nothing from anybody.
public final class Manifest {

  private static final String RBAC = "rbac.authorization.k8s.io";

  private final String namespace;
  private final String notebooks;
  private final List<String> parts = new ArrayList<>();

  public Manifest(String namespace) {
    this(namespace, namespace);
  }

  /// @param namespace where runs must be
  /// @param notebooks where the notebook's account is, which may be another
  public Manifest(String namespace, String notebooks) {
    this.namespace = namespace;
    this.notebooks = notebooks;
  }

  /// Rights for the notebook's account, where runs must be.
  public void rights(String account, List<Permission> missing) {
    if (!missing.isEmpty()) {
      bound("jupyterflow-missing", namespace, account, notebooks, missing);
    }
  }

  /// Rights for it where it is itself, which is another namespace.
  public void rightsAtNotebook(String account, List<Permission> missing) {
    if (!missing.isEmpty()) {
      bound("jupyterflow-missing", notebooks, account, notebooks, missing);
    }
  }

  /// The account of jobs with all its rights.
  void jobAccount(String account, List<Permission> rights) {
    add(object("v1", "ServiceAccount", account));
    bound("jupyterflow-job", namespace, account, namespace, rights);
  }

  /// Rights of the account of jobs.
  void jobRights(String account, List<Permission> rights) {
    bound("jupyterflow-job", namespace, account, namespace, rights);
  }

  /// A way for notebooks to the API server.
  ///
  /// @param host the address they call
  public void egress(String host) {
    Map<String, @Nullable Object> policy =
        object("networking.k8s.io/v1", "NetworkPolicy", "jupyterflow-api-server");
    Map<String, Object> block = Map.of("cidr", host + (host.indexOf(':') < 0 ? "/32" : "/128"));
    List<Object> ports =
        List.of(
            KubeObject.EMPTY.with("port", 443).with("protocol", "TCP").tree(),
            KubeObject.EMPTY.with("port", 6443).with("protocol", "TCP").tree());
    policy.put(
        "spec",
        KubeObject.EMPTY
            .with("podSelector", Map.of("matchLabels", Map.of("component", "singleuser-server")))
            .with("policyTypes", List.of("Egress"))
            .with(
                "egress",
                List.of(
                    KubeObject.EMPTY
                        .with("to", List.of(Map.of("ipBlock", block)))
                        .with("ports", ports)
                        .tree()))
            .tree());
    parts.add(
        "# Most networks judge the address behind the service: put it in place of "
            + host
            + ".\n# kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes\n"
            + YamlText.of(policy));
  }

  /// Where runs must be.
  public String namespace() {
    return namespace;
  }

  String text() {
    return String.join("---\n", parts);
  }

  private void bound(
      String name, String where, String account, String home, List<Permission> rights) {
    Map<String, @Nullable Object> role = object(RBAC + "/v1", "Role", name, where);
    role.put("rules", Permission.rules(rights));
    add(role);
    Map<String, @Nullable Object> binding = object(RBAC + "/v1", "RoleBinding", name, where);
    binding.put(
        "roleRef",
        KubeObject.EMPTY.with("apiGroup", RBAC).with("kind", "Role").with("name", name).tree());
    binding.put(
        "subjects",
        List.of(
            KubeObject.EMPTY
                .with("kind", "ServiceAccount")
                .with("name", account)
                .with("namespace", home)
                .tree()));
    add(binding);
  }

  private Map<String, @Nullable Object> object(String version, String kind, String name) {
    return object(version, kind, name, namespace);
  }

  private static Map<String, @Nullable Object> object(
      String version, String kind, String name, String where) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("apiVersion", version);
    object.put("kind", kind);
    object.put("metadata", KubeObject.EMPTY.with("name", name).with("namespace", where).tree());
    return object;
  }

  private void add(Map<String, @Nullable Object> object) {
    parts.add(YamlText.of(object));
  }
}
