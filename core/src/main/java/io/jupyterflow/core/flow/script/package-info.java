/// What the disk knows: which words are scripts, what runs them, and which files and programs are
/// there. Uses `text`, to quote.
@NullMarked
package io.jupyterflow.core.flow.script;

import org.jspecify.annotations.NullMarked;
