package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.audience.SeenFacts.Seen;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.store.database.TestDatabase;

class JdbcSeenFactsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Seen TIER =
            new Seen(
                    Map.of("tier", ValueKind.TEXT),
                    Map.of("purchase", Map.of("amount", ValueKind.NUMBER)));
    private static final Seen TIER_AND_BORN =
            new Seen(
                    Map.of("tier", ValueKind.TEXT, "born", ValueKind.DATE),
                    Map.of("purchase", Map.of("amount", ValueKind.NUMBER), "visit", Map.of()));

    private Instant now = Instant.parse("2027-01-31T10:00:00Z");
    private final ArrayDeque<Runnable> behind = new ArrayDeque<>();
    private final InstantSource source = () -> now;
    private final JdbcSeenFacts facts =
            new JdbcSeenFacts(DATABASE.jdbc(), source.withZone(ZoneOffset.UTC), behind::add);

    @BeforeEach
    void nobody() {
        DATABASE.jdbc().sql("truncate contact, contact_preference, event, arrival").update();
    }

    @Test
    void tellsWhatItSawLastWhileItLooksAgainBehind() {
        assertThat(facts.seen()).isEqualTo(Seen.NOTHING);
        add("C1", "{\"tier\": \"gold\"}", "purchase", "{\"amount\": 3}");
        assertThat(facts.seen()).isEqualTo(TIER);

        add("C2", "{\"born\": \"1990-02-28\"}", "visit", "{}");
        now = now.plusSeconds(59);
        assertThat(facts.seen()).isEqualTo(TIER);
        assertThat(behind).isEmpty();

        now = now.plusSeconds(1);
        assertThat(facts.seen()).isEqualTo(TIER);
        assertThat(facts.seen()).isEqualTo(TIER);
        assertThat(behind).hasSize(1);
        behind.remove().run();
        assertThat(facts.seen()).isEqualTo(TIER_AND_BORN);
        assertThat(behind).isEmpty();
    }

    @Test
    void keepsWhatItSawWhereALookFails() {
        add("C1", "{\"tier\": \"gold\"}", "purchase", "{\"amount\": 3}");
        assertThat(facts.seen()).isEqualTo(TIER);
        now = now.plusSeconds(60);
        facts.seen();
        DATABASE.jdbc().sql("alter table event rename to event_away").update();
        try {
            behind.remove().run();
        } finally {
            DATABASE.jdbc().sql("alter table event_away rename to event").update();
        }

        assertThat(facts.seen()).isEqualTo(TIER);

        assertThat(behind).hasSize(1);
    }

    private void add(String contact, String attributes, String type, String properties) {
        DATABASE.jdbc()
                .sql(
                        """
                        with known as (
                            insert into contact (external_id, attributes) values (:contact, :attributes::jsonb)
                            returning id)
                        insert into event (id, contact_id, type, at, properties)
                        select 'e-' || :contact, id, :type, :now, :properties::jsonb from known
                        """)
                .param("contact", contact)
                .param("attributes", attributes)
                .param("type", type)
                .param("now", Timestamp.from(now))
                .param("properties", properties)
                .update();
    }
}
