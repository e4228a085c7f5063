package io.jupyterflow.local.engine;

import io.jupyterflow.core.environment.Environment;
import io.jupyterflow.local.schedule.Capacity;

/// What only this engine reads of an environment: what the machine can give.
public record LocalEnvironment(Capacity capacity) implements Environment.EngineEnvironment {}
