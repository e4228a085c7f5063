/// Sweeps in braces: choices, ranges and keys, as bash expands them, and the mistakes people make
/// in them. Uses `text`.
@NullMarked
package io.jupyterflow.core.flow.brace;

import org.jspecify.annotations.NullMarked;
