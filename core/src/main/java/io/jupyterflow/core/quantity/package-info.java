/// Amounts as users write them: cores, bytes and spans of time. Flags and files share these rules.
@NullMarked
package io.jupyterflow.core.quantity;

import org.jspecify.annotations.NullMarked;
