package io.jupyterflow.argo.fake;

import io.jupyterflow.argo.kube.KubeApi;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

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
    int[] calls = {0};
    return (KubeApi)
        Proxy.newProxyInstance(
            KubeApi.class.getClassLoader(),
            new Class<?>[] {KubeApi.class},
            (proxy, method, arguments) -> {
              int call = calls[0]++;
              before.at(call);
              Object answer;
              try {
                answer = method.invoke(api, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
              after.at(call);
              return answer;
            });
  }
}
