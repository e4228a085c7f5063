package io.jupyterflow.kubernetes.capture;

import io.jupyterflow.core.environment.CapturedItem;
import io.jupyterflow.core.environment.CapturedItem.Fate;
import java.util.ArrayList;
import java.util.List;

/// Keeps what is found, in the order it is found in. Used by one thread.
final class CaptureReport {

  static final String POD = "pod";
  static final String PROCESS = "process";

  /// Of the container's image, or of what starts the notebook in it: nobody can tell which.
  static final String START = "start";

  private final List<CapturedItem> items = new ArrayList<>();

  void carried(String kind, String name, String value, String source, String reason) {
    items.add(new CapturedItem(kind, name, value, Fate.CARRIED, source, reason));
  }

  void leftOut(String kind, String name, String value, String source, String reason) {
    items.add(new CapturedItem(kind, name, value, Fate.LEFT_OUT, source, reason));
  }

  void changed(String kind, String name, String value, String source, String reason) {
    items.add(new CapturedItem(kind, name, value, Fate.CHANGED, source, reason));
  }

  void missing(String kind, String name, String value, String source, String reason) {
    items.add(new CapturedItem(kind, name, value, Fate.MISSING, source, reason));
  }

  List<CapturedItem> items() {
    return items;
  }
}
