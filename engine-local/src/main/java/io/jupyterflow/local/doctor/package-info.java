/// Looks at this machine: whether runs would work here.
@NullMarked
package io.jupyterflow.local.doctor;

import org.jspecify.annotations.NullMarked;
