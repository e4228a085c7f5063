package io.jupyterflow.local.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What is free now. Used by one thread.
final class FreeResources {

  private int slots;
  private long memory;
  private final List<String> order;
  private final TreeSet<Integer> gpus = new TreeSet<>();

  FreeResources(int slots, Capacity capacity) {
    this.slots = slots;
    memory = capacity.memory();
    order = capacity.gpus();
    for (int i = 0; i < order.size(); i++) {
      gpus.add(i);
    }
  }

  boolean lacksSlots(ResourceClaim demand) {
    return demand.slots() > slots;
  }

  boolean lacksMemory(ResourceClaim demand) {
    return demand.memory() > memory;
  }

  boolean lacksGpus(ResourceClaim demand) {
    return demand.gpus() > gpus.size();
  }

  boolean fits(ResourceClaim demand) {
    return !lacksSlots(demand) && !lacksMemory(demand) && !lacksGpus(demand);
  }

  /// Takes what is demanded.
  ///
  /// @return the devices
  List<String> take(ResourceClaim demand) {
    slots -= demand.slots();
    memory -= demand.memory();
    List<String> taken = new ArrayList<>(demand.gpus());
    for (int i = 0; i < demand.gpus(); i++) {
      taken.add(order.get(gpus.removeFirst()));
    }
    return taken;
  }

  /// Takes exactly these devices: an attempt that already runs has them. May leave less than
  /// nothing of the rest.
  void take(ResourceClaim demand, List<String> devices) {
    slots -= demand.slots();
    memory -= demand.memory();
    for (String device : devices) {
      gpus.remove(order.indexOf(device));
    }
  }

  void giveBack(ResourceClaim demand, List<String> devices) {
    slots += demand.slots();
    memory += demand.memory();
    for (String device : devices) {
      int index = order.indexOf(device);
      if (index >= 0) {
        gpus.add(index);
      }
    }
  }
}
