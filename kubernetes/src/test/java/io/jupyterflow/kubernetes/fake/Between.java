package io.jupyterflow.kubernetes.fake;

import io.jupyterflow.kubernetes.client.KubeApi;
import io.jupyterflow.kubernetes.client.KubeException;
import io.jupyterflow.kubernetes.client.KubeObject;
import io.jupyterflow.kubernetes.client.KubeRequest;
import io.jupyterflow.kubernetes.client.KubeStream;
import java.util.concurrent.atomic.AtomicInteger;

/// What is done in place of a call, or after it: a process that is killed there, an answer that is
/// lost, somebody who does the same meanwhile.
public interface Between {

  /// Nothing at all.
  Between NOTHING = call -> {};

  /// Does it.
  ///
  /// @param call its number, from 0
  void at(int call);

  /// Fails at one call.
  static Between failing(int at, RuntimeException how) {
    return call -> {
      if (call == at) {
        throw how;
      }
    };
  }

  /// An API whose calls are counted, and something done before and after each.
  static KubeApi of(KubeApi api, Between before, Between after) {
    return new KubeApi() {
      private final AtomicInteger calls = new AtomicInteger();

      @Override
      public KubeObject call(KubeRequest request) {
        int call = calls.getAndIncrement();
        before.at(call);
        KubeObject answer;
        try {
          answer = api.call(request);
        } catch (KubeException anAnswerToo) {
          after.at(call); // or who dies after a call would outlive one that came to a conflict
          throw anAnswerToo;
        }
        after.at(call);
        return answer;
      }

      @Override
      public KubeStream stream(String path) {
        int call = calls.getAndIncrement();
        before.at(call);
        KubeStream answer = api.stream(path);
        after.at(call);
        return answer;
      }

      @Override
      public void close() {
        api.close();
      }
    };
  }
}
