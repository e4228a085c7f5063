package io.jupyterflow.kubernetes.fake;

import io.jupyterflow.core.document.JsonText;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Objects by path, with versions, conflicts, labels, owners and watches, as an API server has
/// them. Who calls it is a user's notebook in a namespace, with the rights of [UserRights] and no
/// others. Safe for threads.
public final class FakeCluster implements KubeApi {

  private final UserRights rights;
  private final Map<String, KubeObject> objects = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Consumer<KubeObject>> creations = new CopyOnWriteArrayList<>();
  private final List<Lines> open = new CopyOnWriteArrayList<>();
  private BiFunction<String, Boolean, Optional<KubeStream>> logs =
      (pod, follow) -> Optional.empty();
  private final Map<String, Integer> refused = new HashMap<>();
  private long version = 1000;
  private long oldest = 0;
  private int made;
  private boolean down;

  /// @param namespace the user's
  public FakeCluster(String namespace) {
    rights = new UserRights(namespace);
  }

  private record Event(long version, String type, String path, KubeObject object) {}

  /// Something to be told of each new Workflow.
  public void onWorkflow(Consumer<KubeObject> told) {
    creations.add(told);
  }

  /// Where the output of pods comes from.
  public void logs(BiFunction<String, Boolean, Optional<KubeStream>> source) {
    logs = source;
  }

  /// Ends all connections and answers nobody until it is up again.
  public synchronized void down(boolean isDown) {
    down = isDown;
    if (isDown) {
      open.forEach(Lines::close);
      open.clear();
    }
  }

  /// Answers every create in a collection so.
  ///
  /// @param code an HTTP status, or 0 to answer as usual again
  public synchronized void refuse(String collection, int code) {
    refused.put(collection, code);
  }

  /// Forgets old versions: watches from them end as expired.
  public synchronized void forget() {
    oldest = version;
    open.forEach(Lines::end);
    open.clear();
  }

  @Override
  public KubeObject call(KubeRequest request) {
    String path = request.path();
    return switch (request.method()) {
      case GET -> read(path, request.accept());
      case POST -> made(path, Objects.requireNonNull(request.body()));
      case PUT -> replaced(path, Objects.requireNonNull(request.body()));
      case DELETE -> deleted(path);
    };
  }

  private synchronized KubeObject read(String path, String accept) {
    Path at = Path.of(path);
    reach(at.isItem() ? "get" : "list", path);
    if (at.isItem()) {
      return found(at);
    }
    List<Object> items = new ArrayList<>();
    objects.forEach((key, object) -> {
      if (key.startsWith(at.collection() + "/") && at.selects(object)) {
        boolean whole = !accept.contains("PartialObjectMetadata");
        KubeObject shown =
            whole ? object : KubeObject.EMPTY.with("metadata", object.object("metadata"));
        items.add(shown.tree());
      }
    });
    return KubeObject.EMPTY
        .with("metadata", Map.of("resourceVersion", "" + version))
        .with("items", items);
  }

  private KubeObject found(Path at) {
    KubeObject object = objects.get(at.path());
    if (object == null) {
      throw answer(404, "NotFound", "\"" + at.path() + "\" not found");
    }
    return object;
  }

  private KubeObject made(String path, KubeObject object) {
    KubeObject kept;
    synchronized (this) {
      reach("create", path);
      Path at = Path.of(path);
      int code = refused.getOrDefault(at.collection(), 0);
      if (code != 0) {
        throw answer(code, "", "refused");
      }
      String key = at.collection() + "/" + object.name();
      if (objects.containsKey(key)) {
        throw answer(409, "AlreadyExists", object.name() + " already exists");
      }
      Map<String, @Nullable Object> metadata =
          new LinkedHashMap<>(object.object("metadata").tree());
      metadata.put("uid", UUID.randomUUID().toString());
      metadata.put("namespace", at.namespace());
      metadata.put("creationTimestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      kept = put(key, "ADDED", object.with("metadata", metadata));
      this.made++;
    }
    if (path.contains("/workflows")) {
      creations.forEach(told -> told.accept(kept));
    }
    return kept;
  }

  private synchronized KubeObject replaced(String path, KubeObject object) {
    reach("update", path);
    Path at = Path.of(path);
    KubeObject now = found(at);
    if (!now.resourceVersion().equals(object.resourceVersion())) {
      throw answer(409, "Conflict", "the object has been modified");
    }
    return now.equals(object) ? now : put(at.path(), "MODIFIED", object);
  }

  /// Changes an object as a controller does, whatever its version.
  public synchronized void change(String path, UnaryOperator<KubeObject> change) {
    KubeObject now = objects.get(path);
    if (now != null) {
      KubeObject changed = change.apply(now);
      if (!changed.equals(now)) {
        put(path, "MODIFIED", changed);
      }
    }
  }

  /// The objects of a collection that are there now.
  public synchronized List<KubeObject> all(String collection) {
    List<KubeObject> all = new ArrayList<>();
    objects.forEach((key, object) -> {
      if (key.startsWith(collection + "/")) {
        all.add(object);
      }
    });
    return all;
  }

  /// Removes an object alone, before the cluster gets round to what it owns.
  public synchronized void removeAlone(String path) {
    objects.remove(path);
  }

  /// How often an object was made.
  public synchronized int made() {
    return made;
  }

  /// An object; nothing where there is none.
  public synchronized Optional<KubeObject> find(String path) {
    return Optional.ofNullable(objects.get(path));
  }

  /// Makes an object as the cluster makes it by itself.
  public synchronized void make(String path, KubeObject object) {
    put(path, "ADDED", object);
  }

  private synchronized KubeObject deleted(String path) {
    reach("delete", path);
    Path at = Path.of(path);
    collect(at.path(), found(at));
    return KubeObject.EMPTY;
  }

  /// Removes an object, and what it owns, as the cluster does it by itself.
  private void collect(String path, KubeObject gone) {
    objects.remove(path);
    version++;
    tell(new Event(version, "DELETED", path, versioned(gone, version)));
    String uid = gone.text("metadata", "uid");
    Map<String, KubeObject> owned = new LinkedHashMap<>();
    objects.forEach((key, object) -> {
      for (KubeObject owner : object.objects("metadata", "ownerReferences")) {
        if (owner.text("uid").equals(uid)) {
          owned.put(key, object);
        }
      }
    });
    owned.forEach(this::collect);
  }

  private KubeObject put(String key, String type, KubeObject object) {
    version++;
    KubeObject kept = versioned(object, version);
    objects.put(key, kept);
    tell(new Event(version, type, key, kept));
    return kept;
  }

  private static KubeObject versioned(KubeObject object, long version) {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.object("metadata").tree());
    metadata.put("resourceVersion", "" + version);
    return object.with("metadata", metadata);
  }

  private void tell(Event event) {
    events.add(event);
    open.forEach(lines -> lines.tell(event));
  }

  @Override
  public synchronized KubeStream stream(String path) {
    Path at = Path.of(path);
    if (at.path().endsWith("/log")) {
      reach("get", path);
      String pod = at.path().substring(0, at.path().length() - "/log".length());
      pod = pod.substring(pod.lastIndexOf('/') + 1);
      return logs.apply(pod, at.query().containsKey("follow"))
          .orElseThrow(() -> answer(404, "NotFound", path));
    }
    reach("watch", path);
    long from = Long.parseLong(at.query().getOrDefault("resourceVersion", "0"));
    Lines lines = new Lines(at);
    if (from < oldest) {
      lines.line("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}");
      lines.end();
      return lines;
    }
    for (Event event : events) {
      if (event.version() > from) {
        lines.tell(event);
      }
    }
    open.add(lines);
    return lines;
  }

  private void reach(String verb, String path) {
    if (down) {
      throw new KubeException.Unanswered(path, new IOException("connection refused"));
    }
    rights.check(verb, path);
  }

  /// A refusal.
  public static KubeException.Answered answer(int code, String reason, String message) {
    return new KubeException.Answered(
        code, 0, KubeObject.EMPTY.with("reason", reason).with("message", message), "fake");
  }

  @Override
  public synchronized void close() {
    open.forEach(Lines::close);
  }

  /// A path of the API with its query.
  record Path(String path, Map<String, String> query) {

    static Path of(String text) {
      int mark = text.indexOf('?');
      Map<String, String> query = new LinkedHashMap<>();
      if (mark >= 0) {
        for (String pair : text.substring(mark + 1).split("&", -1)) {
          int equals = pair.indexOf('=');
          query.put(
              pair.substring(0, equals),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
      return new Path(mark < 0 ? text : text.substring(0, mark), query);
    }

    /// Whether the path names one object: `…/namespaces/NS/KIND/NAME`.
    boolean isItem() {
      String[] parts = path.split("/", -1);
      for (int i = 0; i < parts.length; i++) {
        if (parts[i].equals("namespaces")) {
          return parts.length > i + 3;
        }
      }
      return false;
    }

    String collection() {
      return isItem() ? path.substring(0, path.lastIndexOf('/')) : path;
    }

    String namespace() {
      if (!path.contains("/namespaces/")) {
        return "";
      }
      int from = path.indexOf("/namespaces/") + "/namespaces/".length();
      return path.substring(from, path.indexOf('/', from));
    }

    boolean selects(KubeObject object) {
      for (String label : query.getOrDefault("labelSelector", "").split(",", -1)) {
        int equals = label.indexOf('=');
        if (equals > 0
            && !object
                .text("metadata", "labels", label.substring(0, equals))
                .equals(label.substring(equals + 1))) {
          return false;
        }
      }
      String field = query.getOrDefault("fieldSelector", "");
      return !field.startsWith("metadata.name=")
          || object.name().equals(field.substring("metadata.name=".length()));
    }
  }

  /// An open watch.
  private static final class Lines implements KubeStream {

    private final Path at;
    private final Pipe pipe = new Pipe();

    Lines(Path at) {
      this.at = at;
    }

    void tell(Event event) {
      if (event.path().startsWith(at.collection() + "/") && at.selects(event.object())) {
        line(JsonText.line(Map.of("type", event.type(), "object", event.object().tree())));
      }
    }

    void line(String text) {
      pipe.write((text.strip() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void end() {
      pipe.end();
    }

    @Override
    public InputStream bytes() {
      return pipe;
    }

    @Override
    public void close() {
      pipe.close();
    }
  }
}
