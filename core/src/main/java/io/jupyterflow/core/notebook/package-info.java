/// Notebooks as jobs: the runner that engines put next to a run and how it is called.
@NullMarked
package io.jupyterflow.core.notebook;

import org.jspecify.annotations.NullMarked;
