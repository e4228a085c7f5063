/// Text of others, and what in it a terminal would obey.
@NullMarked
package io.jupyterflow.core.text;

import org.jspecify.annotations.NullMarked;
