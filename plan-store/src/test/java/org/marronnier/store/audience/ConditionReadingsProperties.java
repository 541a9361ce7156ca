package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.marronnier.domain.condition.Condition;
import org.marronnier.engine.condition.ConditionPredicates;
import org.marronnier.engine.condition.FactSheets;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A condition has three readings: SQL (whichever way facts are joined), a predicate of one
 * contact's facts, and section 9 read aloud. They give every contact the same answer.
 */
class ConditionReadingsProperties extends DatabaseProperties {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 150)
    void answerAlike(@ForAll("worlds") World world) {
        var jdbc = jdbc();
        var ids = new People(jdbc).settle(world.people());
        var naive = new NaiveConditions(world.vocabulary(), world.now());
        var predicates = ConditionPredicates.compile(world.conditions(), world.vocabulary());
        var sheets = predicates.sheets();
        new JdbcRecordedFacts(database().dataSource())
                .tell(ids.values(), predicates.needed(), world.now(), sheets);

        for (var i = 0; i < predicates.size(); i++) {
            var condition = world.conditions().get(i);
            var predicate = predicates.get(i);
            var expected = new TreeSet<String>();
            var tested = new TreeSet<String>();
            ids.forEach(
                    (person, id) -> {
                        if (naive.matches(person, condition)) {
                            expected.add(person.externalId);
                        }
                        if (predicate.test(sheets.of(id).orElseThrow(), world.now())) {
                            tested.add(person.externalId);
                        }
                    });

            assertThat(tested).as("%s at %s", condition, world.now()).isEqualTo(expected);
            for (var reach : Reach.values()) {
                assertThat(matching(jdbc, condition, world, reach))
                        .as("%s %s at %s", reach, condition, world.now())
                        .isEqualTo(expected);
            }
        }
        allocatesNothing(world, predicates, sheets, ids.values());
    }

    private static void allocatesNothing(
            World world,
            ConditionPredicates predicates,
            FactSheets sheets,
            Collection<Long> contacts) {
        for (var contact : contacts) {
            var sheet = sheets.of(contact).orElseThrow();
            predicates.get(0).test(sheet, world.now());
            for (var i = 0; i < predicates.size(); i++) {
                var predicate = predicates.get(i);
                predicate.test(sheet, world.now());
                var before = THREADS.getCurrentThreadAllocatedBytes();
                predicate.test(sheet, world.now());
                var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                assertThat(allocated).as("bytes for %s", world.conditions().get(i)).isZero();
            }
        }
    }

    private static TreeSet<String> matching(
            JdbcClient jdbc, Condition condition, World world, Reach reach) {
        var compiled = ConditionCompiler.compile(condition, world.vocabulary(), world.now(), reach);
        return new TreeSet<>(
                jdbc.sql("select c.external_id " + compiled.fromWhere())
                        .params(compiled.parameters())
                        .query(String.class)
                        .list());
    }

    private static JdbcClient jdbc() {
        return database().jdbc();
    }

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.randomValue(World::of);
    }
}
