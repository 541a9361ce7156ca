package org.marronnier.store.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.database.TestDatabase;

/** Events of imports, as scenarios hear of them. */
class ArrivingImportTest extends ImportTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant RECENTLY =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3600);
    private static final String HEADER = "id,externalId,type,at\n";

    ArrivingImportTest() {
        super(DATABASE);
    }

    @BeforeEach
    void aScenarioIsLive() {
        DATABASE.jdbc().sql("truncate live_scenario, scenario_edition, plan cascade").update();
        DATABASE.jdbc().sql("truncate arrival").update();
        DATABASE.jdbc()
                .sql(
                        """
                        insert into plan (id, key, name, brand, from_date, to_date, zone, locale, country, look_ahead, late_events,
                            sale_event, universal_control, conventions, version, created_at, updated_at)
                        values (1, 'p', 'p', 'p', '2020-01-01', '2030-01-01', 'UTC', 'fr', 'FR', 'P7D', 'P2D', 'purchase', 0,
                            '{}', 0, now(), now())
                        """)
                .update();
        DATABASE.jdbc()
                .sql(
                        "insert into live_scenario (plan, programme, key, state, since) values ('p', 'p', 's', 'LIVE', now())")
                .update();
        send(ImportKind.CONTACTS, "externalId\nC1\nC2\n");
    }

    @Test
    void tellsOfFreshEventsThatAreNotTooLate() {
        send(ImportKind.EVENTS, HEADER + line("a", "C1", 1) + line("b", "C2", 24 * 3));

        assertThat(arrivals()).containsExactly("a C1");

        send(
                ImportKind.EVENTS,
                HEADER + line("a", "C1", 1) + line("c", "C2", 2) + line("d", "C2", 24 * 3));

        assertThat(arrivals()).containsExactly("a C1", "c C2");
    }

    @Test
    void looksOnceAgainAtContactsWhoseEventsAreLateWhereSomethingMayStillFollow() {
        DATABASE.jdbc()
                .sql(
                        """
                        with edition as (
                            insert into scenario_edition (scenario_id, number, scenario, made_at)
                            select id, 1, '{"trigger": {"inactivity": {"events": ["visit"], "after": "P90D"}}}', now()
                            from live_scenario returning id)
                        update live_scenario set edition_id = (select id from edition)
                        """)
                .update();

        send(
                ImportKind.EVENTS,
                HEADER
                        + line("a", "C1", 24 * 3)
                        + line("b", "C1", 24 * 4)
                        + line("c", "C2", 24 * 5)
                        + line("d", "C2", 1));

        assertThat(arrivals()).containsExactly("- C1", "- C2", "d C2");

        send(
                ImportKind.EVENTS,
                HEADER + line("a", "C1", 24 * 3) + line("e", "C2", 24 * 6) + line("f", "C2", 2));

        assertThat(arrivals()).containsExactly("- C1", "- C2", "- C2", "d C2", "f C2");
    }

    @Test
    void tellsNobodyWhereNobodyListens() {
        DATABASE.jdbc().sql("update live_scenario set state = 'ENDED'").update();

        send(ImportKind.EVENTS, HEADER + line("a", "C1", 1));
        send(ImportKind.EVENTS, HEADER + line("a", "C1", 1) + line("b", "C1", 1));

        assertThat(events()).hasSize(2);
        assertThat(arrivals()).isEmpty();
    }

    @Test
    void tellsOfEventsThatWaitedForTheirContact() {
        send(ImportKind.EVENTS, HEADER + line("a", "C9", 1) + line("b", "C9", 24 * 30));
        assertThat(arrivals()).isEmpty();

        send(ImportKind.CONTACTS, "externalId\nC1\nC9\n");

        assertThat(arrivals()).containsExactly("a C9", "b C9");
        assertThat(count("waiting_event")).isZero();
    }

    @Test
    void refusesTheEventsOfAnErasedContact() {
        DATABASE.jdbc()
                .sql("update contact set erased_at = now() where external_id = 'C1'")
                .update();

        send(ImportKind.EVENTS, HEADER + line("a", "C1", 1) + line("b", "C2", 1));

        assertThat(refusals()).containsExactly("2 externalId C1 ERASED_CONTACT");
        assertThat(arrivals()).containsExactly("b C2");
    }

    private static List<String> arrivals() {
        return DATABASE.jdbc()
                .sql(
                        "select coalesce(a.event_id, '-') || ' ' || c.external_id from arrival a join contact c on c.id = a.contact_id order by 1")
                .query(String.class)
                .list();
    }

    private static String line(String id, String contact, int hoursAgo) {
        return "%s,%s,visit,%s\n"
                .formatted(id, contact, RECENTLY.minus(hoursAgo, ChronoUnit.HOURS));
    }
}
