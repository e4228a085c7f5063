/// How a run is on a disk: the files that every engine leaves of a run, and what is read from them.
@NullMarked
package io.jupyterflow.core.runfolder;

import org.jspecify.annotations.NullMarked;
