package io.jupyterflow.argo.follow;

import io.jupyterflow.argo.api.Paths;
import io.jupyterflow.core.runfolder.LogTail;
import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.OptimisticUpdate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The Workflows and pods of one namespace: where they are, and the ways to read and change them.
public final class Workflows {

  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
  private static final int PAGE = 500;

  /// How many bytes of the end of an output are looked at.
  private static final int TAIL = 64 * 1024;

  private final KubeApi api;
  private final String namespace;

  public Workflows(KubeApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  public String namespace() {
    return namespace;
  }

  KubeApi api() {
    return api;
  }

  private String collection() {
    return Paths.workflows(namespace);
  }

  private String pods() {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }

  /// One Workflow; nothing where there is none of this name.
  public Optional<KubeObject> find(String id) {
    try {
      return Optional.of(api.get(collection() + "/" + id));
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// A Workflow now, and from which version on a watch misses nothing. The object's own is not
  /// that: a server that was started after the last change of it has forgotten it, and says so
  /// again and again.
  ///
  /// @param workflow null where there is none of this name
  record Listed(@Nullable KubeObject workflow, String version) {}

  Listed listed(String id) {
    KubeObject list = api.get(collection() + "?fieldSelector=" + named(id));
    List<KubeObject> items = list.objects("items");
    return new Listed(
        items.isEmpty() ? null : items.getFirst(), list.text("metadata", "resourceVersion"));
  }

  /// The metadata of all Workflows with these labels.
  public List<KubeObject> list(String labels) {
    List<KubeObject> all = new ArrayList<>();
    String more = "";
    do {
      KubeObject page =
          api.get(
              collection()
                  + "?limit="
                  + PAGE
                  + "&labelSelector="
                  + encoded(labels)
                  + (more.isEmpty() ? "" : "&continue=" + encoded(more)),
              METADATA_ONLY);
      all.addAll(page.objects("items"));
      more = page.text("metadata", "continue");
    } while (!more.isEmpty());
    return all;
  }

  /// The pods of a Workflow that are still there.
  public List<KubeObject> podsOf(String id) {
    return api.get(pods() + "?labelSelector=" + encoded("workflows.argoproj.io/workflow=" + id))
        .objects("items");
  }

  /// The events of one pod.
  public List<KubeObject> eventsOf(String pod) {
    return api.get(
            "/api/v1/namespaces/"
                + namespace
                + "/events?fieldSelector="
                + encoded("involvedObject.name=" + pod))
        .objects("items");
  }

  /// Reads an output of any length.
  public interface Reading {
    void of(InputStream output) throws IOException;
  }

  /// Gives the output of a pod so far to its reader; not where it is gone or has not begun.
  ///
  /// @throws KubeException where the server can't be reached for it at the moment, and where it may
  ///   not be read
  public void output(String pod, Reading reading) {
    read(log(pod, false), reading);
  }

  /// The last lines of it, in the same way, as far as they are in its last bytes.
  public List<String> tail(String pod) {
    ByteArrayOutputStream tail = new ByteArrayOutputStream();
    read(
        log(pod, false) + "&tailLines=200",
        output -> {
          byte[] chunk = new byte[TAIL];
          for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
            if (tail.size() > 2 * TAIL) {
              byte[] all = tail.toByteArray();
              tail.reset();
              tail.write(all, all.length - TAIL, TAIL);
            }
            tail.write(chunk, 0, count);
          }
        });
    return LogTail.lines(tail.toByteArray());
  }

  private void read(String path, Reading reading) {
    try (InputStream output = new PodStream(api.stream(path))) {
      reading.of(output);
    } catch (KubeException.Answered e) {
      if (!e.isNotFound() && !hasNotBegun(e)) {
        throw e; // what nobody could read must not be taken for nothing
      }
    } catch (IOException cut) {
      throw new KubeException.Unanswered(path, cut);
    }
  }

  /// Whether there is no output since the container has not begun.
  ///
  /// @param answer to who asked for a pod's output
  static boolean hasNotBegun(KubeException.Answered answer) {
    return answer.code() == 400;
  }

  /// Changes a Workflow, again and again where somebody else was faster.
  ///
  /// @param change gives the same object where nothing needs to be done
  /// @return false where there is no such Workflow
  public boolean change(String id, UnaryOperator<KubeObject> change) {
    String path = collection() + "/" + id;
    try {
      OptimisticUpdate.apply(api, path, api.get(path), () -> api.get(path), change);
      return true;
    } catch (KubeException.Answered e) {
      if (e.isNotFound()) {
        return false;
      }
      throw e;
    }
  }

  /// Removes a Workflow with its pods; one that is gone already is no error.
  public void delete(String id) {
    try {
      api.delete(collection() + "/" + id + "?propagationPolicy=Background");
    } catch (KubeException.Answered e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  /// The path of a watch on one Workflow.
  String watch(String id, String version) {
    return collection()
        + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=240&fieldSelector="
        + named(id)
        + "&resourceVersion="
        + version;
  }

  /// The path of the output of a pod.
  String log(String pod, boolean follow) {
    return pods() + "/" + pod + "/log?container=main" + (follow ? "&follow=true" : "");
  }

  private static String named(String id) {
    return encoded("metadata.name=" + id);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
