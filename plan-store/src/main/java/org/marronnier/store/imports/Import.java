package org.marronnier.store.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One file on its way in, or how it went. */
public record Import(
        long id,
        ImportKind kind,
        ImportState state,
        @Nullable String fileName,
        @Nullable String plan,
        long bytes,
        long bytesRead,
        long read,
        long accepted,
        long refused,
        @Nullable ImportFailure failure,
        @Nullable String failureDetail,
        boolean stopAsked,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return state == ImportState.DONE || state == ImportState.FAILED;
    }
}
