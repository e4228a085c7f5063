/// Finds out what the notebook's pod gives a job: image, volumes, variables, resources, identity.
@NullMarked
package io.jupyterflow.kubernetes.capture;

import org.jspecify.annotations.NullMarked;
