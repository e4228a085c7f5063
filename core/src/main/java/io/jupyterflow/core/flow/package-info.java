/// The door to the flow language of `-c`, from text to a plan. Behind it, each package uses only
/// those before it: `script`, `text`, `brace`, `syntax`, `sweep`, `check`, `plan`.
@NullMarked
package io.jupyterflow.core.flow;

import org.jspecify.annotations.NullMarked;
