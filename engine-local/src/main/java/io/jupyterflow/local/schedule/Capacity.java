package io.jupyterflow.local.schedule;

import java.util.List;

/// What this machine, or the part of it that the container has, can give to jobs at once.
///
/// @param cores that may be busy
/// @param memory in bytes
/// @param gpus the devices, as `CUDA_VISIBLE_DEVICES` names them
public record Capacity(int cores, long memory, List<String> gpus) {

  public Capacity {
    gpus = List.copyOf(gpus);
  }
}
