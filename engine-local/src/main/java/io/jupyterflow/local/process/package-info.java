/// Processes of this machine, told apart exactly, and how they are ended.
@NullMarked
package io.jupyterflow.local.process;

import org.jspecify.annotations.NullMarked;
