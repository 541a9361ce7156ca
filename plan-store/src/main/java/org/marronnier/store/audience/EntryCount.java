package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.Reentry;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Counts entries, contact by contact in the order of time, as the rule of re-entry lets them. */
final class EntryCount implements RowCallbackHandler {

    private final Reentry reentry;
    private final ZoneId zone;
    private long entries;
    private long contact = -1;
    private @Nullable Instant last;

    EntryCount(Reentry reentry, ZoneId zone) {
        this.reentry = reentry;
        this.zone = zone;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
        var who = row.getLong(1);
        var at = row.getObject(2, OffsetDateTime.class).toInstant();
        if (who != contact || last == null) {
            contact = who;
            last = at;
            entries++;
        } else if (mayEnterAgain(last, at)) {
            last = at;
            entries++;
        }
    }

    private boolean mayEnterAgain(Instant last, Instant at) {
        return switch (reentry) {
            case Reentry.Once _ -> false;
            case Reentry.Always _ -> true;
            case Reentry.After(var span) -> !at.isBefore(span.after(last, zone));
        };
    }

    long entries() {
        return entries;
    }
}
