/// What the disk knows: which words are scripts, what runs them, and which files and programs are
/// there. Uses no other package of flows.
@NullMarked
package io.jupyterflow.core.flow.script;

import org.jspecify.annotations.NullMarked;
