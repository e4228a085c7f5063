/// How the process is put together: what it was started with, its streams, its engines.
@NullMarked
package io.jupyterflow.cli.wiring;

import org.jspecify.annotations.NullMarked;
