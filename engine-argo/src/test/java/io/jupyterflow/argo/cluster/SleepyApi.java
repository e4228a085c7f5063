package io.jupyterflow.argo.cluster;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/// The server as a machine has it that fell asleep between reading an object and watching it; keeps
/// what watches answered.
final class SleepyApi implements KubeApi {

  private final KubeApi api;
  private final KubeObject early;
  private final AtomicBoolean asleep = new AtomicBoolean(true);
  private final List<ByteArrayOutputStream> answers = new CopyOnWriteArrayList<>();

  /// @param early is read once more, as it was before the sleep
  SleepyApi(KubeApi api, KubeObject early) {
    this.api = api;
    this.early = early;
  }

  /// The events of all watches so far.
  List<KubeObject> events() {
    List<KubeObject> events = new ArrayList<>();
    for (ByteArrayOutputStream answer : answers) {
      answer
          .toString(StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{") && line.endsWith("}"))
          .forEach(line -> events.add(KubeObject.parse(line)));
    }
    return events;
  }

  @Override
  public KubeObject call(KubeRequest request) {
    boolean isOfIt =
        request.method() == KubeRequest.Method.GET && request.path().endsWith("/" + early.name());
    return isOfIt && asleep.compareAndSet(true, false) ? early : api.call(request);
  }

  @Override
  public KubeStream stream(String path) {
    KubeStream stream = api.stream(path);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answers.add(answer);
    InputStream bytes =
        new FilterInputStream(stream.bytes()) {
          @Override
          public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
              answer.write(one);
            }
            return one;
          }

          @Override
          public int read(byte[] into, int from, int most) throws IOException {
            int count = super.read(into, from, most);
            if (count > 0) {
              answer.write(into, from, count);
            }
            return count;
          }
        };
    return new KubeStream() {
      @Override
      public InputStream bytes() {
        return bytes;
      }

      @Override
      public void close() {
        stream.close();
      }
    };
  }

  @Override
  public void close() {
    api.close();
  }
}
