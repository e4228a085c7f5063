package io.jupyterflow.core.run;

import io.jupyterflow.core.plan.RetryCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try at a job.
///
/// @param number counted from 1
/// @param state `RUNNING` or how it ended
/// @param startedAt when its process began, null until then
/// @param finishedAt null until then
/// @param exitCode as a POSIX shell reports it (128 + n for signal n); null where nobody knows it
/// @param cause why it did not succeed, null otherwise
/// @param message what happened in plain words; empty where the state says it all
public record Attempt(
    int number,
    JobState state,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Integer exitCode,
    @Nullable RetryCause cause,
    String message) {}
