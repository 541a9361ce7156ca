package org.marronnier.store.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.contact.ContactMerges.Outcome;
import org.marronnier.store.contact.DuplicateContacts.Pair;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ContactMergesTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");

    private final DataSourceTransactionManager transactions =
            new DataSourceTransactionManager(DATABASE.dataSource());
    private final TransactionTemplate transaction = new TransactionTemplate(transactions);
    private final ContactMerges merges = new ContactMerges(DATABASE.jdbc());
    private final JdbcContacts contacts = new JdbcContacts(DATABASE.jdbc());
    private final DuplicateContacts duplicates =
            new DuplicateContacts(DATABASE.jdbc(), transactions);

    @BeforeEach
    void people() {
        run(
                "truncate contact, contact_preference, consent, event, message, decision, contact_merge, contact_merge_row, run, import, live_scenario, scenario_edition, enrolment, step_decision, appointment, membership, arrival, scenario_tally restart identity cascade");
        run(
                """
                insert into contact (external_id, email, email_key, first_name, last_name, postcode, suppressed_at) values
                    ('A', 'ada@x.example', 'ada@x.example', 'Ada', 'Lovelace', '75011', null),
                    ('B', 'ADA@x.example', 'ada@x.example', 'ada ', 'lovelace', '75011', '2026-01-01'),
                    ('C', 'c@x.example', 'c@x.example', 'Ada', 'Lovelace', '69001', null)
                """);
        run(
                """
                insert into event (id, contact_id, type, at)
                select 'e-' || external_id || n, id, 'purchase', '2026-05-01'::timestamptz + n * interval '1 day'
                from contact, generate_series(1, 2) n
                """);
        run(
                """
                insert into consent (contact_id, channel, purpose, status, at)
                select id, 'EMAIL', 'offers', case external_id when 'B' then 'WITHDRAWN' else 'GRANTED' end,
                       case external_id when 'B' then timestamptz '2026-02-01' else '2026-03-01' end
                from contact
                """);
        run(
                """
                insert into message (contact_id, plan, source, channel, type, status, at)
                select id, 'p', 'campaign:c', 'EMAIL', 'SERVICE', 'SENT', '2026-04-01' from contact
                """);
    }

    @Test
    void mergesAndUndoesToTheRow() {
        run(
                """
                insert into contact_preference (contact_id, channel, max, span, set_at)
                values (1, 'EMAIL', 2, 'P7D', now()), (2, 'EMAIL', 1, 'P7D', now()), (2, 'SMS', 1, 'P30D', now())
                """);
        run(
                """
                insert into run (plan, campaign, fired_for, state, decides_at, started_at, progressed_at)
                values ('p', 'c', '2026-04-01', 'done', '2026-04-01', '2026-04-01', '2026-04-01')
                """);
        run(
                """
                insert into decision (run_id, contact_id, at, outcome, line)
                values (1, 2, '2026-04-02', 'SEND', 'queued')
                """);
        run(
                """
                insert into earlier_decision (run_id, contact_id, at, outcome, line, until)
                values (1, 2, '2026-04-01', 'DEFER', 'deferred', '2026-04-02')
                """);
        var before = dump();

        assertThat(merge("A", "B")).isEqualTo(Outcome.DONE);

        assertThat(ids("select external_id from contact order by 1")).containsExactly("A", "C");
        assertThat(ids("select id from event where contact_id = 1 order by 1"))
                .containsExactly("e-A1", "e-A2", "e-B1", "e-B2");
        assertThat(ids("select id::text from message where contact_id = 1")).hasSize(2);
        assertThat(ids("select outcome from any_decision where contact_id = 1 order by at"))
                .containsExactly("DEFER", "SEND");
        assertThat(
                        ids(
                                "select channel || ' ' || max from contact_preference where contact_id = 1 order by channel"))
                .containsExactly("EMAIL 2", "SMS 1");
        assertThat(current()).isEqualTo("WITHDRAWN");
        assertThat(contacts.find("B").orElseThrow().externalId()).isEqualTo("A");
        assertThat(ids("select suppressed_at::text from contact where id = 1").getFirst())
                .isNotNull();

        assertThat(undo(merges.standing(10).getFirst().id())).isEqualTo(Outcome.DONE);

        assertThat(dump()).isEqualTo(before);
        assertThat(contacts.find("B").orElseThrow().externalId()).isEqualTo("B");
        assertThat(merges.standing(10)).isEmpty();
    }

    @Test
    void goesOnInTheScenariosOfBothAndUndoesIt() {
        run(
                "insert into live_scenario (plan, programme, key, state, since) values ('p', 'c', 'one', 'LIVE', now()), ('p', 'c', 'two', 'LIVE', now())");
        run(
                "insert into scenario_edition (scenario_id, number, scenario, made_at) values (1, 1, '{}', now()), (2, 1, '{\"parallel\": true}', now())");
        run(
                """
                insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                select s, s, c, 'event:' || c, now(), now(), now(), now()
                from (values (1, 1), (1, 2), (2, 1), (2, 2)) as e (s, c)
                """);
        run(
                """
                insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line)
                values (2, '0', now(), 1, 2, now(), 'SEND', 'queued')
                """);
        run(
                """
                insert into appointment values
                    (1, 2, 'event:x', now()), (1, 2, 'call:y', now()), (2, 1, 'look', now()), (2, 2, 'look', now())
                """);
        run(
                """
                insert into arrival (contact_id, event_id, type, at, received_at)
                values (2, 'e-B1', 'purchase', now(), now()), (2, null, 'arming:1', now(), now())
                """);
        run("insert into membership values (1, 1, false), (1, 2, true)");
        var inside =
                "select concat_ws(' ', scenario_id, contact_id, fired_by, state, reason) from enrolment order by id";
        var before = ids(inside);
        var waiting =
                "select concat_ws(' ', scenario_id, contact_id, fired_by) from appointment order by 1";
        var arrived =
                "select distinct concat_ws(' ', contact_id, type) collate \"C\" from arrival order by 1";

        merge("A", "B");

        assertThat(ids(inside))
                .containsExactly(
                        "1 1 event:1 RUNNING",
                        "1 1 event:2 STOPPED MERGED",
                        "2 1 event:1 RUNNING",
                        "2 1 event:2 RUNNING");
        assertThat(ids("select contact_id::text from step_decision")).containsExactly("1");
        assertThat(ids("select contact_id || ' ' || inside from membership"))
                .containsExactly("1 true");
        assertThat(ids(waiting)).containsExactly("1 1 call:y", "1 1 event:x", "2 1 look");
        assertThat(ids(arrived)).containsExactly("1", "1 purchase");

        undo(merges.standing(10).getFirst().id());

        assertThat(ids(inside)).isEqualTo(before);
        assertThat(ids("select contact_id::text from step_decision")).containsExactly("2");
        assertThat(ids(waiting)).containsExactly("1 2 call:y", "1 2 event:x", "2 1 look");
        assertThat(ids(arrived)).containsExactly("1", "2", "2 purchase");
        assertThat(ids("select contact_id::text from membership where inside order by 1"))
                .as("whoever was inside does not enter again")
                .contains("2");
        assertThat(ids("select sum(n)::text from scenario_tally")).containsExactly("0");
    }

    /** Whoever walks through a scenario holds its enrolment first, and its contact then. */
    @Test
    void waitsForThoseWhoWalkWithoutHoldingWhatTheyNeedNext() throws Exception {
        run(
                "insert into live_scenario (plan, programme, key, state, since) values ('p', 'c', 'one', 'LIVE', now())");
        run(
                """
                insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                values (1, 1, 2, 'event:1', now(), now(), now(), now())
                """);
        try (var other = Executors.newSingleThreadExecutor()) {
            var merging =
                    transaction.execute(
                            _ -> {
                                ids("select id::text from enrolment for update");
                                var begun = other.submit(() -> merge("A", "B"));
                                awaitsALock();
                                ids("select id::text from contact where id = 2 for update nowait");
                                return begun;
                            });

            assertThat(merging.get()).isEqualTo(Outcome.DONE);
        }
    }

    /** An event that tells what became of a message holds that first, and its contact then. */
    @Test
    void isUndoneWithoutHoldingWhatAnEventThatComesInNeedsNext() throws Exception {
        merge("A", "B");
        try (var other = Executors.newSingleThreadExecutor()) {
            var undoing =
                    transaction.execute(
                            _ -> {
                                ids(
                                        "insert into event (id, contact_id, type, at) values ('new', 1, 'message.bounced', now()) returning id");
                                ids("select id::text from message where contact_id = 1 for update");
                                var begun = other.submit(() -> undo(1));
                                awaitsALock();
                                ids("select id::text from contact where id = 1 for update nowait");
                                return begun;
                            });

            assertThat(undoing.get()).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void leadsThroughTwoMergesAndUndoesTheLaterFirst() {
        merge("A", "B");
        merge("C", "A");

        assertThat(contacts.find("B").orElseThrow().externalId()).isEqualTo("C");
        var first = id("select id from contact_merge where external_id = 'B'");
        assertThat(undo(first)).isEqualTo(Outcome.NO_SUCH_CONTACTS);
        assertThat(undo(id("select id from contact_merge where external_id = 'A'")))
                .isEqualTo(Outcome.DONE);
        assertThat(undo(first)).isEqualTo(Outcome.DONE);
        assertThat(ids("select external_id from contact order by 1"))
                .containsExactly("A", "B", "C");
    }

    @Test
    void refusesWhatCannotBeMergedAndWaitsForRunsAndImports() {
        assertThat(merge("A", "A")).isEqualTo(Outcome.NO_SUCH_CONTACTS);
        assertThat(merge("A", "nobody")).isEqualTo(Outcome.NO_SUCH_CONTACTS);
        run(
                "insert into import (kind, state, owner, bytes, created_at) values ('EVENTS', 'RUNNING', 1, 1, now())");
        assertThat(merge("A", "B")).isEqualTo(Outcome.BUSY);
    }

    @Test
    void findsThePairsOfEachRule() {
        var found =
                duplicates.find(
                        List.of(
                                List.of("lastName", "firstName"),
                                List.of("email"),
                                List.of("favourite")),
                        10,
                        Duration.ofSeconds(5));

        assertThat(found.pairs()).containsExactly(new Pair(0, "A", "C"), new Pair(1, "A", "B"));
        assertThat(found.wasCut()).isFalse();
        assertThat(duplicates.find(List.of(List.of("email")), 0, Duration.ofSeconds(5)).pairs())
                .isEmpty();
    }

    private void awaitsALock() {
        while (id("select count(*) from pg_locks where not granted") == 0) {
            Thread.onSpinWait();
        }
    }

    private Outcome merge(String survivor, String merged) {
        return transaction.execute(_ -> merges.merge(survivor, merged, "test", "test", NOW));
    }

    private Outcome undo(long merge) {
        return transaction.execute(_ -> merges.undo(merge, "test", NOW));
    }

    private String current() {
        return ids("select status from consent where contact_id = 1 and channel = 'EMAIL' order by at desc, id desc limit 1")
                .getFirst();
    }

    private List<String> dump() {
        return ids(
                """
                select * from (
                    select (to_jsonb(c) - 'updated_at')::text as line from contact c
                    union all select to_jsonb(e)::text from event e
                    union all select to_jsonb(c)::text from consent c
                    union all select to_jsonb(m)::text from message m
                    union all select to_jsonb(p)::text from contact_preference p
                    union all select to_jsonb(d)::text from any_decision d) all_rows
                order by line
                """);
    }

    private List<String> ids(String sql) {
        return DATABASE.jdbc().sql(sql).query(String.class).list();
    }

    private long id(String sql) {
        return DATABASE.jdbc().sql(sql).query(Long.class).single();
    }

    private void run(String sql) {
        DATABASE.jdbc().sql(sql).update();
    }
}
