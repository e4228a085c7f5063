/// Numbers that jobs report by name, found in their output without an SDK.
@NullMarked
package io.jupyterflow.core.metric;

import org.jspecify.annotations.NullMarked;
