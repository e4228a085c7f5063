/// A run as plain files: who writes which file, and how each is read back.
@NullMarked
package io.jupyterflow.local.runfolder;

import org.jspecify.annotations.NullMarked;
