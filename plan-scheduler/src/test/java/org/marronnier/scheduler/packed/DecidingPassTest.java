package org.marronnier.scheduler.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.packed.Passes;

/** A pass keeps what the judgement over objects decides, each once. */
class DecidingPassTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final Passes passes = new Passes(DATABASE.jdbc(), DATABASE.dataSource());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void decidesAsTheObjectsDo(long seed) {
        var crowd = new Crowd(DATABASE.jdbc(), seed);
        var pass = passes.open("plan", Crowd.NOW, (int) seed);

        new DecidingPass(passes).decide(pass, crowd.brief(), 2);

        assertKept(crowd);
        assertThat(passes.waiting(pass)).isEmpty();
    }

    @Test
    void keepsNothingOfASegmentThatFailsAndDecidesItAgain() {
        var crowd = new Crowd(DATABASE.jdbc(), 21);
        var pass = passes.open("plan", Crowd.NOW, 8);
        var desk = passes.desk(crowd.brief().facts());
        var deciding = new DecidingSegment(crowd.brief(), desk.outcomes());
        var segments = passes.waiting(pass);

        for (var segment : segments) {
            assertThatThrownBy(
                            () ->
                                    desk.decide(
                                            pass,
                                            segment,
                                            (facts, outcomes) -> {
                                                deciding.decide(facts, outcomes);
                                                throw new IllegalStateException("midway");
                                            }))
                    .hasMessage("midway");
        }

        assertThat(rows()).isEmpty();
        assertThat(messages()).isEmpty();
        assertThat(passes.waiting(pass)).isEqualTo(segments);
        new DecidingPass(passes).decide(pass, crowd.brief(), 2);
        assertKept(crowd);
    }

    @Test
    void decidesASegmentOnceHoweverOftenItIsAsked() {
        var crowd = new Crowd(DATABASE.jdbc(), 22);
        var pass = passes.open("plan", Crowd.NOW, 8);
        var segments = passes.waiting(pass);
        new DecidingPass(passes).decide(pass, crowd.brief(), 2);

        var desk = passes.desk(crowd.brief().facts());
        var deciding = new DecidingSegment(crowd.brief(), desk.outcomes());
        var again = segments.stream().map(segment -> desk.decide(pass, segment, deciding)).toList();

        assertThat(segments).hasSizeGreaterThan(3);
        assertThat(again).containsOnly(false);
        assertKept(crowd);
    }

    @Test
    void failsAsAWholeWhereADecisionIsThereAlready() {
        var crowd = new Crowd(DATABASE.jdbc(), 23);
        var pass = passes.open("plan", Crowd.NOW, 8);
        new DecidingPass(passes).decide(pass, crowd.brief(), 2);
        var another = passes.open("plan", Crowd.NOW, 8);

        assertThatThrownBy(() -> new DecidingPass(passes).decide(another, crowd.brief(), 1))
                .hasStackTraceContaining("decision_pkey");

        assertKept(crowd);
    }

    private static void assertKept(Crowd crowd) {
        var judgement = new Judgement(crowd.book(), Crowd.NOW);
        var expected =
                crowd.households().stream()
                        .flatMap(
                                household ->
                                        judgement
                                                .decide(household, crowd.candidates(household))
                                                .stream())
                        .filter(decision -> !decision.isReservation())
                        .toList();
        var runs =
                crowd.runs().stream()
                        .collect(Collectors.toMap(run -> run.asks().id(), PassRun::run));

        assertThat(rows())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(decision -> row(decision, runs)).toList());
        assertThat(messages())
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream()
                                .filter(decision -> decision.outcome() == Outcome.SEND)
                                .map(decision -> message(decision, runs))
                                .toList());
        assertThat(tally())
                .isEqualTo(
                        expected.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                decision ->
                                                        runs.get(decision.candidate().id())
                                                                + " "
                                                                + FunnelLine.of(decision),
                                                Collectors.counting())));
    }

    private static List<@Nullable Object> row(Decision decision, Map<String, Long> runs) {
        var row = new ArrayList<@Nullable Object>();
        row.add(runs.get(decision.candidate().id()));
        row.add(decision.candidate().contact());
        row.add(decision.at());
        row.add(decision.outcome().name());
        row.add(FunnelLine.of(decision));
        row.add(decision.channel() == null ? null : decision.channel().name());
        row.add(decision.until());
        return row;
    }

    private static List<List<@Nullable Object>> rows() {
        return DATABASE.jdbc()
                .sql(
                        """
                        select d.run_id, c.external_id, d.at, d.outcome, d.line, d.channel, d.until
                        from decision d join contact c on c.id = d.contact_id
                        where d.reasons = '[]'
                        """)
                .query(
                        (row, _) -> {
                            var values = new ArrayList<@Nullable Object>();
                            values.add(row.getLong(1));
                            values.add(row.getString(2));
                            values.add(row.getTimestamp(3).toInstant());
                            values.add(row.getString(4));
                            values.add(row.getString(5));
                            values.add(row.getString(6));
                            var until = row.getTimestamp(7);
                            values.add(until == null ? null : until.toInstant());
                            return (List<@Nullable Object>) values;
                        })
                .list();
    }

    /** All that a message and its entry of the outbox must say, in one line. */
    private static String message(Decision decision, Map<String, Long> runs) {
        var asks = decision.candidate();
        return String.join(
                "|",
                asks.contact(),
                String.valueOf(runs.get(asks.id())),
                asks.source(),
                String.valueOf(decision.channel()),
                asks.type().name(),
                String.valueOf(asks.purpose()),
                String.valueOf(asks.programme()),
                asks.tags().toString(),
                String.valueOf(asks.offer()),
                decision.at().toString(),
                asks.expiry().toString());
    }

    private static List<String> messages() {
        return DATABASE.jdbc()
                .sql(
                        """
                        select c.external_id, m.run_id, m.source, m.channel, m.type, m.purpose, m.programme, m.tags, m.offer,
                               m.at, o.expires_at
                        from message m join outbox o on o.message_id = m.id and o.run_id = m.run_id and o.due = m.at
                        join contact c on c.id = m.contact_id
                        where m.plan = 'plan' and m.template = 'letter' and m.status = 'QUEUED'
                          and m.occurrence = '2026-03-28T21:00:00'
                        """)
                .query(
                        (row, _) ->
                                String.join(
                                        "|",
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getString(5),
                                        String.valueOf(row.getString(6)),
                                        String.valueOf(row.getString(7)),
                                        List.of((String[]) row.getArray(8).getArray()).toString(),
                                        String.valueOf(row.getString(9)),
                                        row.getTimestamp(10).toInstant().toString(),
                                        row.getTimestamp(11).toInstant().toString()))
                .list();
    }

    private static Map<String, Long> tally() {
        return DATABASE
                .jdbc()
                .sql("select run_id || ' ' || line, n from run_tally")
                .query()
                .listOfRows()
                .stream()
                .collect(
                        Collectors.toMap(
                                row -> String.valueOf(row.get("?column?")),
                                row -> (Long) row.get("n")));
    }
}
