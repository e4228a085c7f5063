/// Notebooks as jobs: the runner that engines put beside a run and how it is called.
@NullMarked
package io.jupyterflow.core.notebook;

import org.jspecify.annotations.NullMarked;
