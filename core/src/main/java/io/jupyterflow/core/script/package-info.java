/// What a script says about itself.
@NullMarked
package io.jupyterflow.core.script;

import org.jspecify.annotations.NullMarked;
