/// The characters of a flow: what quotes make of each, which are operators of flows, and where they
/// lie in what the user wrote. Uses no other package of flows.
@NullMarked
package io.jupyterflow.core.flow.text;

import org.jspecify.annotations.NullMarked;
