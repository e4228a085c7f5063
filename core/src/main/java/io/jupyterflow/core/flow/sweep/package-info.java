/// The variants of jobs: hyperparameters and their columns, the axes they vary along, and the
/// sweeps that keys are bound to. Uses what jobs are made of: `syntax` and all below it.
@NullMarked
package io.jupyterflow.core.flow.sweep;

import org.jspecify.annotations.NullMarked;
