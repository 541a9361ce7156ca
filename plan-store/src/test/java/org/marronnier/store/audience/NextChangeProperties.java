package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.condition.ConditionPredicates;

/**
 * A predicate says when time alone changes its answer: section 9 read aloud answers the same at
 * every instant before, and otherwise then.
 */
class NextChangeProperties extends DatabaseProperties {

    @Property(tries = 150)
    void nothingChangesBefore(@ForAll("worlds") World world, @ForAll long seed) {
        var random = new Random(seed);
        var jdbc = database().jdbc();
        var people = world.people().stream().map(one -> upTo(world.now(), one)).toList();
        var ids = new People(jdbc).settle(people);
        var predicates = ConditionPredicates.compile(world.conditions(), world.vocabulary());
        var sheets = predicates.sheets();
        new JdbcRecordedFacts(database().dataSource())
                .tell(ids.values(), predicates.needed(), world.now(), sheets);

        ids.forEach(
                (person, id) -> {
                    for (var i = 0; i < predicates.size(); i++) {
                        var condition = world.conditions().get(i);
                        var sheet = sheets.of(id).orElseThrow();
                        var next = predicates.get(i).nextChange(sheet, world.now());

                        hold(world, person, condition, next, random);
                    }
                });
    }

    private static void hold(
            World world,
            Person person,
            Condition condition,
            Optional<Instant> next,
            Random random) {
        var now = matches(world, person, condition, world.now());
        for (var at : instants(world, person, random)) {
            if (at.isAfter(world.now()) && (next.isEmpty() || at.isBefore(next.get()))) {
                assertThat(matches(world, person, condition, at))
                        .as("%s of %s at %s, next %s", condition, person, at, next)
                        .isEqualTo(now);
            }
        }
        next.ifPresent(
                at -> {
                    assertThat(at).isAfter(world.now());
                    // An age that never fits any more is asked about for years, not for ever.
                    if (at.isAfter(world.now().plus(5 * 365, ChronoUnit.DAYS))) {
                        return;
                    }
                    assertThat(matches(world, person, condition, at))
                            .as("%s of %s at %s", condition, person, at)
                            .isNotEqualTo(now);
                    assertThat(matches(world, person, condition, at.minusSeconds(1)))
                            .as("%s of %s just before %s", condition, person, at)
                            .isEqualTo(now);
                });
    }

    /** Anywhere in the next years, and where something grows as old as some span. */
    private static List<Instant> instants(World world, Person person, Random random) {
        var zone =
                person.fields.get("zone") instanceof String name && !name.startsWith("Mars")
                        ? ZoneId.of(name)
                        : world.vocabulary().zone();
        var instants = new ArrayList<Instant>();
        for (var i = 0; i < 12; i++) {
            instants.add(world.now().plusSeconds(1 + random.nextInt(3 * 366 * 86_400)));
            instants.add(world.now().plusSeconds(1 + random.nextInt(40 * 86_400)));
        }
        var facts = new ArrayList<Instant>();
        person.events.forEach(event -> facts.add(event.at()));
        person.messages.forEach(message -> facts.addAll(message.outcomes().values()));
        for (var i = 0; i < 8 && !facts.isEmpty(); i++) {
            var span = Draw.SPANS.get(random.nextInt(11));
            var local =
                    facts.get(random.nextInt(facts.size()))
                            .atZone(zone)
                            .toLocalDateTime()
                            .plus(span.period())
                            .plus(span.time());
            instants.add(
                    LocalTimes.instant(local, zone)
                            .plusSeconds(1_800L * random.nextInt(-4, 5) + random.nextInt(-1, 2)));
        }
        return instants;
    }

    private static boolean matches(World world, Person person, Condition condition, Instant at) {
        return new NaiveConditions(world.vocabulary(), at).matches(person, condition);
    }

    /** What was known of somebody at an instant. */
    private static Person upTo(Instant now, Person told) {
        var person = new Person(told.externalId);
        person.fields.putAll(told.fields);
        person.attributes.putAll(told.attributes);
        told.events.stream().filter(it -> !it.at().isAfter(now)).forEach(person.events::add);
        told.consents.stream().filter(it -> !it.at().isAfter(now)).forEach(person.consents::add);
        for (var message : told.messages) {
            var outcomes = new LinkedHashMap<MessageStatus, Instant>();
            message.outcomes()
                    .forEach(
                            (status, at) -> {
                                if (!at.isAfter(now)) {
                                    outcomes.put(status, at);
                                }
                            });
            person.messages.add(
                    new Person.Message(
                            message.plan(),
                            message.channel(),
                            message.type(),
                            message.programme(),
                            message.source(),
                            message.template(),
                            message.tags(),
                            message.at().isAfter(now) ? "QUEUED" : message.status(),
                            message.at(),
                            outcomes));
        }
        return person;
    }

    @Provide
    Arbitrary<World> worlds() {
        return Arbitraries.randomValue(World::of);
    }
}
