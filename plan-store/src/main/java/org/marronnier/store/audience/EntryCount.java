package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.Reentry;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Counts entries, contact by contact in the order of time, as the rule of re-entry lets them; days
 * are those of the contact's own calendar, or the plan's where its zone is not known.
 */
final class EntryCount implements RowCallbackHandler {

    private final Reentry reentry;
    private final ZoneId planZone;
    private long entries;
    private long contact = -1;
    private @Nullable Instant last;

    EntryCount(Reentry reentry, ZoneId planZone) {
        this.reentry = reentry;
        this.planZone = planZone;
    }

    @Override
    public void processRow(ResultSet row) throws SQLException {
        var who = row.getLong(1);
        var at = row.getObject(2, OffsetDateTime.class).toInstant();
        if (who != contact || last == null) {
            contact = who;
            last = at;
            entries++;
        } else if (mayEnterAgain(last, at, row.getString(3))) {
            last = at;
            entries++;
        }
    }

    private boolean mayEnterAgain(Instant last, Instant at, @Nullable String zone) {
        return switch (reentry) {
            case Reentry.Once _ -> false;
            case Reentry.Always _ -> true;
            case Reentry.After(var span) ->
                    !at.isBefore(span.after(last, zone == null ? planZone : ZoneId.of(zone)));
        };
    }

    long entries() {
        return entries;
    }
}
