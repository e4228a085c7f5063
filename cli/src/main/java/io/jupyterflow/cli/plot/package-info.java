/// Charts drawn with characters.
@NullMarked
package io.jupyterflow.cli.plot;

import org.jspecify.annotations.NullMarked;
