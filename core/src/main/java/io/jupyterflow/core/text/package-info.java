/// Text that others read: what in it a terminal would obey, and how a shell takes it as it is.
@NullMarked
package io.jupyterflow.core.text;

import org.jspecify.annotations.NullMarked;
