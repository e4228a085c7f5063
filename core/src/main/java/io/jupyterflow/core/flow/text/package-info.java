/// The characters of a flow: what quotes make of each, which are operators of flows, and where they
/// are in what the user wrote. Uses `script`, to tell an arrow from text.
@NullMarked
package io.jupyterflow.core.flow.text;

import org.jspecify.annotations.NullMarked;
