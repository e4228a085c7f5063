package io.jupyterflow.kubernetes.client;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.core.yaml.YamlReader;
import io.jupyterflow.core.yaml.YamlTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The current context of a kubeconfig file, as the file has it.
///
/// @param context what it names
/// @param cluster where that is
/// @param user who one is there
/// @param folder of the file: paths in it begin there
record Kubeconfig(KubeObject context, KubeObject cluster, KubeObject user, Path folder) {

  private static final String NAME = "jupyterflow";

  /// Reads a file; nothing where it has no current context or can't be understood.
  @SuppressWarnings("unchecked") // mappings have text keys
  static Optional<Kubeconfig> read(Path file) {
    Object tree;
    try {
      String text = Files.readString(file);
      tree =
          YamlReader.read(file.toString(), text, new ArrayList<>())
              .map(read -> YamlTree.of(read.root()))
              .orElse(null);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    if (!(tree instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    KubeObject all = new KubeObject((Map<String, @Nullable Object>) map);
    KubeObject context = named(all, "contexts", all.text("current-context"), "context");
    return context.tree().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Kubeconfig(
                context,
                named(all, "clusters", context.text("cluster"), "cluster"),
                named(all, "users", context.text("user"), "user"),
                Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file)));
  }

  private static KubeObject named(KubeObject all, String list, String name, String what) {
    for (KubeObject each : all.objects(list)) {
      if (each.text("name").equals(name)) {
        return each.object(what);
      }
    }
    return KubeObject.EMPTY;
  }

  /// The program that signs the user in; nothing where there is none.
  Optional<SignInProgram> program() {
    return user.has("exec")
        ? Optional.of(new SignInProgram(user.object("exec"), cluster, folder))
        : Optional.empty();
  }

  /// The text of a file of this context, in which what a program gave is in its place.
  String with(SignInProgram.Credential credential) {
    Map<String, @Nullable Object> who = new LinkedHashMap<>(user.tree());
    who.remove("exec");
    if (!credential.token().isEmpty()) {
      who.put("token", credential.token());
    }
    if (!credential.certificate().isEmpty()) {
      who.put("client-certificate-data", base64(credential.certificate()));
      who.put("client-key-data", base64(credential.key()));
    }
    KubeObject where = cluster;
    String authority = cluster.text("certificate-authority");
    if (!authority.isEmpty()) {
      where = cluster.with("certificate-authority", folder.resolve(authority).toString());
    }
    Map<String, @Nullable Object> names = new LinkedHashMap<>(context.tree());
    names.put("cluster", NAME);
    names.put("user", NAME);
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("apiVersion", "v1");
    file.put("kind", "Config");
    file.put("current-context", NAME);
    file.put("contexts", List.of(Map.of("name", NAME, "context", names)));
    file.put("clusters", List.of(Map.of("name", NAME, "cluster", where.tree())));
    file.put("users", List.of(Map.of("name", NAME, "user", who)));
    return JsonText.line(file);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
