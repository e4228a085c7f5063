/// Runs the commands that a Markdown file shows, and compares what they print.
///
/// A fenced `console` block holds `$ command` lines (a line that starts with `> ` goes on with the
/// command) and what they print, standard output and error together. `…` stands for any text, a
/// line of its own with `…` for any lines. The suffix `7f3k2` of a run's id stands for whatever
/// suffix it gets, in commands too; times and durations may differ. A command must end with 0
/// unless `$ echo $?` follows and shows how it ended. `<!-- file: NAME -->` before a fence writes
/// that block to the file NAME first. One shell runs all blocks of a file, so folders, variables
/// and files last.
@NullMarked
package io.jupyterflow.acceptance.transcript;

import org.jspecify.annotations.NullMarked;
