package org.marronnier.store.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.contact.TimelineEntry;
import org.marronnier.domain.contact.Timelines.Kind;
import org.marronnier.store.database.TestDatabase;

class TimelinesTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final JdbcTimelines timelines = new JdbcTimelines(DATABASE.jdbc());
    private long contact;

    /** Seven runs decided at one instant, a message of the second, and three messages of before. */
    @BeforeEach
    void aContactWithAPast() {
        DATABASE.jdbc().sql("truncate contact, run, decision, message, outbox cascade").update();
        contact =
                DATABASE.jdbc()
                        .sql("insert into contact (external_id) values ('C1') returning id")
                        .query(Long.class)
                        .single();
        sql(
                """
                with fired as (
                    insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at)
                    select 'maison', 'sale', at, at, at, at
                    from generate_series(timestamptz '2026-01-01 10:00Z', '2026-01-07 10:00Z', interval '1 day') at
                    returning id, fired_for)
                insert into decision (run_id, contact_id, at, outcome, line, until)
                select id, %d, timestamptz '2026-02-01 10:00Z',
                       case when day = 7 then 'DEFER' when day %% 2 = 0 then 'SEND' else 'SUPPRESS' end, 'x',
                       case when day = 7 then timestamptz '2026-02-02 10:00Z' end
                from (select id, extract(day from fired_for)::integer as day from fired) numbered
                """);
        sql(
                """
                insert into message (contact_id, run_id, plan, source, occurrence, channel, type, status, reason, at, sent_at, opened_at, bounced_at)
                select %d, id, 'maison', 'campaign:sale', '2026-01-02T11:00', 'EMAIL', 'PROMOTIONAL', 'SENT', null, fired_for,
                       fired_for, fired_for + interval '1 hour', null
                from run where fired_for = '2026-01-02 10:00Z'
                """);
        sql(
                """
                insert into message (contact_id, plan, source, channel, type, status, reason, at, sent_at)
                select %d, 'maison', 'scenario:welcome', 'SMS', 'SERVICE', status, reason, at, at
                from (values (timestamptz '2026-02-01 10:00Z', 'SENT', null), (timestamptz '2026-02-01 10:00Z', 'FAILED', 'REFUSED'),
                             (timestamptz '2026-01-01 10:00Z', 'SENT', null)) told (at, status, reason)
                """);
    }

    @Test
    void readsOnToItsEndWhateverTheLimit() {
        var whole = timelines.of(contact, Kind.ALL, null, 100).lines();

        assertThat(whole).hasSize(10);
        assertThat(whole.getFirst().firedFor()).isEqualTo(Instant.parse("2026-01-07T10:00:00Z"));
        assertThat(whole.getLast().at()).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
        for (var limit : List.of(1, 2, 3, 9)) {
            assertThat(pages(Kind.ALL, limit)).as("by %d", limit).isEqualTo(whole);
        }
    }

    @Test
    void tellsWhatBecameOfEachMessage() {
        var sent =
                timelines.of(contact, Kind.ALL, null, 100).lines().stream()
                        .map(TimelineEntry::message)
                        .filter(Objects::nonNull)
                        .toList();

        assertThat(sent)
                .extracting(TimelineEntry.Message::status)
                .containsExactly("SENT", "FAILED", "SENT", "SENT");
        assertThat(sent.getFirst().openedAt()).isEqualTo("2026-01-02T11:00:00Z");
        assertThat(sent.getFirst().occurrence()).isEqualTo("2026-01-02T11:00");
        assertThat(sent.get(1).failure()).isEqualTo("REFUSED");
        assertThat(sent).noneMatch(TimelineEntry.Message::inInbox);
    }

    @Test
    void choosesAndCountsByKind() {
        assertThat(timelines.counts(contact))
                .isEqualTo(
                        Map.of(
                                Kind.ALL,
                                10L,
                                Kind.SENT,
                                5L,
                                Kind.DEFERRED,
                                1L,
                                Kind.SUPPRESSED,
                                3L));
        for (var kind : Kind.values()) {
            assertThat(pages(kind, 2))
                    .as("%s", kind)
                    .hasSize(Math.toIntExact(timelines.counts(contact).getOrDefault(kind, -1L)));
        }
        assertThat(timelines.of(contact, Kind.DEFERRED, null, 10).lines())
                .singleElement()
                .extracting(TimelineEntry::until)
                .isEqualTo(Instant.parse("2026-02-02T10:00:00Z"));
    }

    @Test
    void tellsOfTheStepsOfScenariosInTheirPlace() {
        DATABASE.jdbc()
                .sql(
                        "truncate live_scenario, scenario_edition, enrolment, step_decision restart identity cascade")
                .update();
        sql(
                """
                with scenario as (
                    insert into live_scenario (plan, programme, key, state, since)
                    values ('p', 'club', 'thanks', 'LIVE', now()) returning id
                ), inside as (
                    insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                    select id, 1, %d, 'call:1', now(), now(), now(), now() from scenario
                    returning id, scenario_id, contact_id
                ), sent as (
                    insert into message (contact_id, plan, source, channel, type, status, at, enrolment_id, step)
                    select contact_id, 'p', 'scenario:thanks', 'EMAIL', 'SERVICE', 'SENT', '2026-03-02 10:00Z', id, '0'
                    from inside
                )
                insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line, until)
                select id, step, cast(at as timestamptz), scenario_id, contact_id, '2026-03-01 10:00Z', outcome, outcome,
                       case when outcome = 'DEFER' then timestamptz '2026-03-02 10:00Z' end
                from inside, (values ('0', '2026-03-01 10:00Z', 'DEFER'), ('0', '2026-03-02 10:00Z', 'SEND'),
                                     ('2', '2026-03-02 10:00Z', 'SUPPRESS')) as d (step, at, outcome)
                """);

        var whole = timelines.of(contact, Kind.ALL, null, 100).lines();
        var steps =
                whole.stream().filter(entry -> entry.source().equals("scenario:thanks")).toList();

        assertThat(steps)
                .extracting(TimelineEntry::outcome)
                .containsExactlyInAnyOrder("SEND", "SUPPRESS");
        var sent =
                steps.stream().filter(entry -> entry.message() != null).findFirst().orElseThrow();
        assertThat(sent.earlier())
                .extracting(TimelineEntry.Earlier::outcome)
                .containsExactly("DEFER");
        for (var kind : Kind.values()) {
            assertThat(pages(kind, 1))
                    .as("%s", kind)
                    .hasSize(Math.toIntExact(timelines.counts(contact).getOrDefault(kind, -1L)));
        }
        assertThat(pages(Kind.ALL, 1)).isEqualTo(whole).hasSize(12);
    }

    @Test
    void tellsWhatWasDecidedBeforeOfWhatWasDecidedAgain() {
        sql(
                """
                insert into earlier_decision (run_id, contact_id, at, outcome, line, channel, until, reasons)
                select id, %d, fired_for - interval '1 day' * n, 'DEFER', 'deferred', 'EMAIL', fired_for, '[{"gate": "QUIET"}]'
                from run, generate_series(1, 2) n
                where fired_for = '2026-01-02 10:00Z'
                """);

        var again =
                timelines.of(contact, Kind.ALL, null, 100).lines().stream()
                        .filter(entry -> !entry.earlier().isEmpty())
                        .toList();

        assertThat(again)
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.outcome()).isEqualTo("SEND");
                            assertThat(entry.earlier())
                                    .extracting(TimelineEntry.Earlier::at)
                                    .containsExactly(
                                            Instant.parse("2026-01-01T10:00:00Z"),
                                            Instant.parse("2025-12-31T10:00:00Z"));
                        });
        assertThat(timelines.counts(contact)).containsEntry(Kind.DEFERRED, 2L);
        assertThat(pages(Kind.DEFERRED, 1)).hasSize(2);
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        for (var foreign : List.of("x", "%%", Cursor.of("1", "2"), Cursor.of("then", "1", "2"))) {
            assertThatThrownBy(() -> timelines.of(contact, Kind.ALL, foreign, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a cursor of this list");
        }
    }

    private List<TimelineEntry> pages(Kind kind, int limit) {
        var read = new ArrayList<TimelineEntry>();
        var chunk = timelines.of(contact, kind, null, limit);
        read.addAll(chunk.lines());
        while (chunk.next() != null) {
            chunk = timelines.of(contact, kind, chunk.next(), limit);
            read.addAll(chunk.lines());
        }
        return read;
    }

    private void sql(String sql) {
        DATABASE.jdbc().sql(sql.formatted(contact)).update();
    }
}
