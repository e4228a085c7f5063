/// Tests of the whole: what holds across modules, the launcher, and every command that the docs
/// show.
@NullMarked
package io.jupyterflow.acceptance;

import org.jspecify.annotations.NullMarked;
