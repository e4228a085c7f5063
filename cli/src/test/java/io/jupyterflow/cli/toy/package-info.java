/// An engine that is added by the recipe of `CONTRIBUTING.md`, to see that the recipe is whole.
@NullMarked
package io.jupyterflow.cli.toy;

import org.jspecify.annotations.NullMarked;
