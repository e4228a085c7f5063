/// The terminal as a thing to draw on: its size, its colors, the width of text, frames.
@NullMarked
package io.jupyterflow.cli.terminal;

import org.jspecify.annotations.NullMarked;
