/// Who may write a run: one owner at a time, also across hosts, without file locks.
@NullMarked
package io.jupyterflow.local.lease;

import org.jspecify.annotations.NullMarked;
