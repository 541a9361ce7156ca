package org.marronnier.store.decision;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Optional;
import org.marronnier.store.copy.Known;
import org.marronnier.store.copy.RowsOut;

/** Reads contacts as they come by COPY. */
final class RowReading {

    /** The columns of a contact. */
    static final String COLUMNS =
            """
            id, external_id, household, known_zone,
            case when erased_at is null then 0 else 1 end + case when suppressed_at is null then 0 else 2 end
            + case when complained_at is null then 0 else 4 end + case when email_bounced_at is null then 0 else 8 end
            + case when phone_bounced_at is null then 0 else 16 end as marks,
            paused_until, email_key, phone, street, postcode, city, attributes ->> 'pushToken' as push_token
            """;

    private static final int ERASED = 1;
    private static final int SUPPRESSED = 2;
    private static final int COMPLAINED = 4;
    private static final int EMAIL_BOUNCED = 8;
    private static final int PHONE_BOUNCED = 16;

    private final Known<Optional<ZoneId>> zones =
            new Known<>(1, zone -> Optional.ofNullable(zone.text()).map(ZoneId::of));

    ContactFacts.Row read(RowsOut row) {
        var id = row.getLong();
        var externalId = requireNonNull(row.getString());
        var household = row.getString();
        var zone = zones.next(row).orElse(null);
        var marks = row.getInt();
        return new ContactFacts.Row(
                id,
                externalId,
                household,
                zone,
                (marks & ERASED) != 0,
                (marks & SUPPRESSED) != 0,
                (marks & COMPLAINED) != 0,
                row.getInstant(),
                row.getString(),
                (marks & EMAIL_BOUNCED) != 0,
                row.getString(),
                (marks & PHONE_BOUNCED) != 0,
                row.getString(),
                row.getString(),
                row.getString(),
                row.getString());
    }
}
