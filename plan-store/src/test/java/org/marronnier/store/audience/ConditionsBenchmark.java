package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.audience.BenchmarkConditions.ACTIVE;
import static org.marronnier.store.audience.BenchmarkConditions.NOW;
import static org.marronnier.store.audience.BenchmarkConditions.VOCABULARY;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.condition.CompiledPredicate;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.FactSheet;
import org.marronnier.engine.condition.FactSheets;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same conditions over the same contacts, as predicates and as SQL: each test by itself, and a
 * chunk of a thousand contacts from the database on.
 */
class ConditionsBenchmark {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final int CONTACTS = 20_000;
    private static final int CHUNK = 1_000;
    private static final int TIMES = 500;
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void testsConditionsBothWays() {
        var jdbc = DATABASE.jdbc();
        load(jdbc);
        var chunks = chunks(jdbc);
        var conditions = conditions();
        var report = new StringBuilder();

        var predicates = ConditionPredicates.compile(List.copyOf(conditions.values()), VOCABULARY);
        var recorded = new JdbcRecordedFacts(DATABASE.dataSource());
        var sheets = everySheet(predicates, recorded, chunks);
        var place = 0;
        for (var name : conditions.keySet()) {
            report.append("%-52s %s%n".formatted(name, inMemory(predicates, place++, sheets)));
        }
        report.append("%n%-52s %22s %22s%n".formatted("a chunk of 1,000", "predicates", "SQL"));
        for (var entry : conditions.entrySet()) {
            report.append(sideBySide(entry.getKey(), List.of(entry.getValue()), chunks, jdbc));
        }
        report.append(
                sideBySide(
                        "a segment, a stage and the sale event",
                        List.of(
                                new Condition.InSegment("vip"),
                                new Condition.InStage("inactive"),
                                ACTIVE),
                        chunks,
                        jdbc));
        report.append(sideBySide("all of them", List.copyOf(conditions.values()), chunks, jdbc));
        System.out.println(report);
    }

    private static Map<String, Condition> conditions() {
        var conditions = BenchmarkConditions.typical();
        conditions.put("bought twice in 90 days", BenchmarkConditions.boughtAtLeast(2, "P90D"));
        conditions.put(
                "opened an e-mail in 6 months",
                new Condition.Messages(
                        new MessagePattern(
                                Channel.EMAIL,
                                null,
                                MessageStatus.OPENED,
                                null,
                                null,
                                null,
                                null,
                                null),
                        Span.parse("P6M"),
                        List.of()));
        return conditions;
    }

    private static List<FactSheet> everySheet(
            ConditionPredicates predicates, JdbcRecordedFacts recorded, List<List<Long>> chunks) {
        var sheets = new ArrayList<FactSheet>();
        for (var chunk : chunks) {
            var told = predicates.sheets();
            recorded.tell(chunk, predicates.needed(), NOW, told);
            chunk.forEach(contact -> sheets.add(told.of(contact).orElseThrow()));
        }
        return sheets;
    }

    /**
     * Nanoseconds a test over the sheets of one chunk again and again, the best and the worst of
     * some rounds, warmed up.
     */
    private static String inMemory(
            ConditionPredicates predicates, int place, List<FactSheet> sheets) {
        var predicate = predicates.get(place);
        var best = Double.MAX_VALUE;
        var worst = 0.0;
        var allocated = 0L;
        for (var round = -ROUNDS; round < ROUNDS; round++) {
            var bytes = THREADS.getCurrentThreadAllocatedBytes();
            var start = System.nanoTime();
            for (var time = 0; time < TIMES; time++) {
                matching(predicate, sheets, CHUNK);
            }
            var each = (double) (System.nanoTime() - start) / CHUNK / TIMES;
            if (round >= 0) {
                allocated += THREADS.getCurrentThreadAllocatedBytes() - bytes;
                best = Math.min(best, each);
                worst = Math.max(worst, each);
            }
        }
        return "%,6.0f to %,6.0f ns a test, %,d bytes, %,d of %,d match"
                .formatted(
                        best,
                        worst,
                        allocated,
                        matching(predicate, sheets, sheets.size()),
                        sheets.size());
    }

    private static int matching(CompiledPredicate predicate, List<FactSheet> sheets, int first) {
        var matching = 0;
        for (var i = 0; i < first; i++) {
            if (predicate.test(sheets.get(i), NOW)) {
                matching++;
            }
        }
        return matching;
    }

    /** Both from the database on, for every chunk: facts read and tested, and one query each. */
    private static String sideBySide(
            String name, List<Condition> conditions, List<List<Long>> chunks, JdbcClient jdbc) {
        var recorded = new JdbcRecordedFacts(DATABASE.dataSource());
        var audiences = new JdbcAudiences(jdbc);
        var predicates = ConditionPredicates.compile(conditions, VOCABULARY);
        var sheets = predicates.sheets();
        var ours = new Best();
        var theirs = new Best();
        for (var round = 0; round < ROUNDS; round++) {
            for (var chunk : chunks) {
                var tested = new ArrayList<Set<Long>>();
                ours.time(
                        () -> {
                            sheets.clear();
                            recorded.tell(chunk, predicates.needed(), NOW, sheets);
                            for (var i = 0; i < predicates.size(); i++) {
                                tested.add(matching(predicates, i, chunk, sheets));
                            }
                        });
                var queried = new ArrayList<Set<Long>>();
                theirs.time(
                        () ->
                                conditions.forEach(
                                        one ->
                                                queried.add(
                                                        audiences.matching(
                                                                chunk, one, VOCABULARY, NOW))));
                assertThat(tested).isEqualTo(queried);
            }
            ours.round(chunks.size());
            theirs.round(chunks.size());
        }
        return "%-52s %22s %22s%n".formatted(name, ours, theirs);
    }

    private static Set<Long> matching(
            ConditionPredicates predicates, int place, List<Long> chunk, FactSheets sheets) {
        var matching = new HashSet<Long>();
        for (var contact : chunk) {
            if (predicates.get(place).test(sheets.of(contact).orElseThrow(), NOW)) {
                matching.add(contact);
            }
        }
        return matching;
    }

    /** The best and the worst mean of a round, in milliseconds a chunk. */
    private static final class Best {
        private long spent;
        private double best = Double.MAX_VALUE;
        private double worst;

        void time(Runnable work) {
            var start = System.nanoTime();
            work.run();
            spent += System.nanoTime() - start;
        }

        void round(int chunks) {
            var each = spent / 1e6 / chunks;
            best = Math.min(best, each);
            worst = Math.max(worst, each);
            spent = 0;
        }

        @Override
        public String toString() {
            return "%.1f to %.1f ms".formatted(best, worst);
        }
    }

    private static List<List<Long>> chunks(JdbcClient jdbc) {
        var ids = jdbc.sql("select id from contact order by id").query(Long.class).list();
        var chunks = new ArrayList<List<Long>>();
        for (var from = 0; from < ids.size(); from += CHUNK) {
            chunks.add(List.copyOf(ids.subList(from, Math.min(from + CHUNK, ids.size()))));
        }
        return chunks;
    }

    private static void load(JdbcClient jdbc) {
        jdbc.sql(
                        """
                        insert into contact (external_id, birth_date, country, known_zone, zone, attributes)
                        select 'C' || i, date '1940-01-01' + (i::bigint * 7919 % 25000)::int,
                               case when i % 20 = 0 then 'BE' else 'FR' end,
                               case when i % 50 = 0 then 'America/New_York' end,
                               case when i % 50 = 0 then 'America/New_York' end,
                               jsonb_build_object('tier', (array['gold', 'silver', 'bronze'])[1 + i % 3], 'score', i % 100)
                        from generate_series(1, :contacts) i
                        """)
                .param("contacts", CONTACTS)
                .update();
        jdbc.sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, at)
                        select c.id, channel, 'offers', case when c.id % 10 < 6 then 'GRANTED' else 'WITHDRAWN' end,
                               timestamptz '2026-11-22 08:00Z' - make_interval(secs => c.id * 104729 % 63072000)
                        from contact c, (values ('EMAIL'), ('SMS')) v (channel)
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select 'E' || c.id || '-' || i, c.id, case when i % 5 = 0 then 'cart' else 'purchase' end,
                               timestamptz '2026-11-22 08:00Z' - make_interval(secs => (c.id * 7919 + i * 5000011) % 63072000),
                               jsonb_build_object('amount', (c.id * i * 37 % 20000) / 100.0,
                                                  'category', (array['shoes', 'garden', 'toys', 'books'])[1 + i % 4],
                                                  'order', 'O-' || i)
                        from contact c, generate_series(1, 10) i
                        """)
                .update();
        jdbc.sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, status, at, sent_at, opened_at)
                        select c.id, 'maison', 'campaign:c' || i, 'EMAIL', 'PROMOTIONAL', 'SENT', m.at, m.at,
                               case when (c.id + i) % 4 = 0 then m.at + interval '1 hour' end
                        from contact c, generate_series(1, 10) i,
                             lateral (select timestamptz '2026-11-22 08:00Z'
                                             - make_interval(secs => (c.id * 104729 + i * 3000017) % 31536000) as at) m
                        """)
                .update();
        jdbc.sql("vacuum analyze contact, consent, event, message").update();
    }
}
