package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.trigger.ContactHistory;
import org.marronnier.engine.trigger.Firing;
import org.marronnier.engine.trigger.TriggerFirings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A trigger has two readings, SQL over all contacts and a program for one: they fire alike. */
class FiringsProperties extends DatabaseProperties {

    private static final List<Span> SPANS =
            Draw.SPANS.stream().filter(span -> !span.isNegative()).toList().subList(0, 11);

    @Property(tries = 150)
    void fireAlike(@ForAll long seed) {
        var random = new Random(seed);
        var draw = new Draw(random);
        var drawn = new DrawnPeople(draw);
        var people = new ArrayList<Person>();
        for (var i = 0; i < 8; i++) {
            people.add(drawn.person("c" + i));
        }
        var jdbc = database().jdbc();
        var ids = new People(jdbc).settle(people);
        var from = draw.now.minusSeconds(86_400L * random.nextInt(800));

        for (var i = 0; i < 12; i++) {
            var trigger = trigger(draw);
            var told = new ArrayList<String>();
            var expected = new ArrayList<String>();
            for (var row : rows(jdbc, trigger, draw.planZone, from, draw.now)) {
                told.add(row);
            }
            ids.forEach(
                    (person, id) -> {
                        var zone = draw.zone(person);
                        for (var firing : fired(trigger, person, zone, from, draw.now)) {
                            expected.add(id + " " + firing.at());
                        }
                    });

            assertThat(told)
                    .as("%s from %s to %s in %s", trigger, from, draw.now, draw.planZone)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<Firing> fired(
            Trigger trigger, Person person, ZoneId zone, Instant from, Instant to) {
        var events = new ArrayList<EventRecord>();
        for (var event : person.events) {
            events.add(
                    new EventRecord(
                            person.externalId + "-" + events.size(),
                            event.type(),
                            event.at(),
                            event.properties()));
        }
        var date =
                trigger instanceof Trigger.OnDate it
                        ? ContactHistory.date(
                                it.field().equals("birthDate")
                                        ? person.fields.get("birthDate")
                                        : person.attributes.get(it.field()),
                                zone)
                        : null;
        return TriggerFirings.of(trigger).between(new ContactHistory(events, date, zone), from, to);
    }

    private static List<String> rows(
            JdbcClient jdbc, Trigger trigger, ZoneId zone, Instant from, Instant now) {
        var firings = new Firings(zone, from, now);
        var sql =
                switch (trigger) {
                    case Trigger.OnEvent it -> firings.onEvent(it);
                    case Trigger.Abandonment it -> firings.abandonment(it);
                    case Trigger.OnDate it -> firings.onDate(it);
                    case Trigger.Inactivity it -> firings.inactivity(it);
                    case Trigger.Replenishment it -> firings.replenishment(it);
                    default -> throw new IllegalArgumentException("It has no firings.");
                };
        return jdbc.sql(sql)
                .params(firings.parameters())
                .query(
                        (row, _) ->
                                row.getLong(1)
                                        + " "
                                        + row.getObject(2, OffsetDateTime.class).toInstant())
                .list();
    }

    private static Trigger trigger(Draw draw) {
        var random = draw.random;
        var property = draw.pick(Draw.PROPERTIES);
        return switch (random.nextInt(5)) {
            case 0 ->
                    new Trigger.OnEvent(
                            draw.pick(Draw.EVENTS),
                            random.nextBoolean()
                                    ? List.of()
                                    : List.of(
                                            new PropertyTest(
                                                    property,
                                                    List.of(
                                                            Comparison.of(
                                                                    draw.pick(
                                                                            List.of(
                                                                                    Comparison
                                                                                            .Operator
                                                                                            .EQ,
                                                                                    Comparison
                                                                                            .Operator
                                                                                            .GTE)),
                                                                    Operand.of(
                                                                            draw.pick(
                                                                                    Draw
                                                                                            .TEXTS)))))),
                            random.nextBoolean() ? Span.ZERO : draw.pick(SPANS));
            case 1 ->
                    new Trigger.Abandonment(
                            "cart",
                            "purchase",
                            draw.pick(SPANS),
                            random.nextBoolean() ? property : null);
            case 2 ->
                    new Trigger.OnDate(
                            draw.pick(List.of("birthDate", "birthDate", "since", "tier")),
                            Span.days(random.nextInt(-500, 500) / draw.pick(List.of(1, 100))),
                            LocalTime.of(random.nextInt(24), draw.pick(List.of(0, 30))),
                            random.nextBoolean());
            case 3 ->
                    new Trigger.Inactivity(
                            random.nextBoolean()
                                    ? List.of("purchase")
                                    : List.of("purchase", "cart"),
                            draw.pick(SPANS));
            default ->
                    new Trigger.Replenishment(
                            draw.pick(Draw.EVENTS),
                            property,
                            draw.pick(List.of(BigDecimal.ONE, new BigDecimal("0.333"))),
                            Map.of("abc", draw.pick(SPANS), "12", draw.pick(SPANS)),
                            random.nextBoolean() ? draw.pick(SPANS) : null);
        };
    }
}
