package org.marronnier.store.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.imports.ReadingEvents;
import org.marronnier.store.imports.SentEvents;
import org.marronnier.store.scenario.ScenarioTally;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Events that come in to a database with two contacts, C1 and C2. */
abstract class EventsTest {

    static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

    final TestDatabase database;
    final TransactionTemplate transaction;
    private final IncomingEvents events;

    EventsTest(TestDatabase database) {
        this.database = database;
        this.transaction =
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource()));
        this.events =
                new IncomingEvents(
                        database.jdbc(),
                        new MessageOutcomes(database.jdbc(), new ScenarioTally(database.jdbc())));
    }

    @BeforeEach
    void twoContacts() {
        database.jdbc()
                .sql(
                        """
                        truncate contact, contact_preference, consent, event, waiting_event, arrival, contact_merge,
                            contact_merge_row, message, outbox, enrolment, live_scenario, scenario_edition, event_tally,
                            import, import_refusal
                        """)
                .update();
        run("insert into contact (external_id) values ('C1'), ('C2')");
    }

    final IncomingEvents.Taken take(String lines) {
        var bytes = lines.getBytes(UTF_8);
        var read = (SentEvents.Read) ReadingEvents.lines(bytes, bytes.length);
        if (!read.refused().isEmpty()) {
            throw new IllegalArgumentException(read.refused().toString());
        }
        return Objects.requireNonNull(
                transaction.execute(_ -> events.take(read.events(), "API", NOW)));
    }

    static String event(String id, String contact, String type, String at) {
        return "{\"id\": \"%s\", \"externalId\": \"%s\", \"type\": \"%s\", \"at\": \"%s\"}\n"
                .formatted(id, contact, type, at);
    }

    static String event(String id, String contact) {
        return event(id, contact, "visit", "2027-01-31T09:00:00Z");
    }

    final void run(String sql) {
        database.jdbc().sql(sql).update();
    }

    final List<String> rows(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    final List<String> stored() {
        return rows(
                "select e.id || ' ' || c.external_id from event e join contact c on c.id = e.contact_id order by 1");
    }

    final List<String> arrivals() {
        return rows("select event_id from arrival order by 1");
    }
}
