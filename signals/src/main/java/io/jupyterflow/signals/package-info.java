/// POSIX signals of this process.
@NullMarked
package io.jupyterflow.signals;

import org.jspecify.annotations.NullMarked;
