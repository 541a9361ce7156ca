package org.marronnier.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/** Laws of firings, over any history around both changes of the clock and a leap day. */
class TriggerFiringsProperties {

    private static final List<ZoneId> ZONES =
            Stream.of("Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
                    .map(ZoneId::of)
                    .toList();

    private static final List<String> SPANS =
            List.of("PT4H", "P1D", "P3D", "P1M", "P1DT12H", "PT24H", "PT90M", "P7D");

    /** Nights in which one of the clocks changes, the leap day, and a day like any other. */
    private static final List<Instant> ANCHORS =
            Stream.of(
                            "2027-03-28T01:00:00Z",
                            "2027-10-31T01:00:00Z",
                            "2027-03-14T07:00:00Z",
                            "2027-11-07T06:00:00Z",
                            "2028-02-29T10:00:00Z",
                            "2027-06-15T10:00:00Z")
                    .map(Instant::parse)
                    .toList();

    @Property(tries = 3_000)
    void firesAsThePageSays(@ForAll long seed) {
        var draw = new Draw(seed);
        var trigger = draw.trigger();
        var contact = draw.contact();
        var from = draw.instant();
        var to = draw.later(from);

        assertThat(TriggerFirings.of(trigger).between(contact, from, to))
                .as("%s of %s", trigger, contact)
                .containsExactlyElementsOf(NaiveFirings.of(trigger, contact, from, to));
    }

    @Property(tries = 1_000)
    void theOrderInWhichEventsAreLearntMeansNothing(@ForAll long seed) {
        var draw = new Draw(seed);
        var firings = TriggerFirings.of(draw.trigger());
        var contact = draw.contact();
        var events = new ArrayList<>(contact.events());
        Collections.shuffle(events, draw.random);
        var shuffled = new ContactHistory(events, contact.date(), contact.zone());
        var from = draw.instant();
        var to = draw.later(from);

        assertThat(firings.between(shuffled, from, to))
                .isEqualTo(firings.between(contact, from, to));
    }

    @Property(tries = 1_000)
    void whatFiresInAStretchFiresInOneOfItsParts(@ForAll long seed) {
        var draw = new Draw(seed);
        var firings = TriggerFirings.of(draw.trigger());
        var contact = draw.contact();
        var from = draw.instant();
        var middle = draw.later(from);
        var to = draw.later(middle);

        var parts = new ArrayList<>(firings.between(contact, from, middle));
        parts.addAll(firings.between(contact, middle, to));

        assertThat(firings.between(contact, from, to)).isEqualTo(parts);
    }

    @Property(tries = 1_000)
    void olderEventsThanThoseAskedForHaveNoPart(@ForAll long seed) {
        var draw = new Draw(seed);
        var firings = TriggerFirings.of(draw.trigger());
        var contact = draw.contact();
        var from = draw.instant();
        var to = draw.later(from);
        var since = firings.needs().eventsSince(from).orElse(Instant.MIN);
        var recent = contact.events().stream().filter(event -> event.at().isAfter(since)).toList();

        assertThat(
                        firings.between(
                                new ContactHistory(recent, contact.date(), contact.zone()),
                                from,
                                to))
                .isEqualTo(firings.between(contact, from, to));
    }

    @Property(tries = 1_000)
    void theOutlookHoldsWhatFiresUntilSomethingNewComes(@ForAll long seed) {
        var draw = new Draw(seed);
        var trigger = draw.trigger();
        var firings = TriggerFirings.of(trigger);
        var contact = draw.contact();
        var from = draw.instant();
        var now = draw.later(from);

        var outlook = firings.outlook(contact, from, now);

        assertThat(outlook.stream().filter(firing -> !firing.at().isAfter(now)))
                .containsExactlyElementsOf(firings.between(contact, from, now));
        var coming = outlook.stream().filter(firing -> firing.at().isAfter(now)).toList();
        if (trigger instanceof Trigger.OnDate date && !date.once()) {
            assertThat(coming).hasSize(contact.date() == null ? 0 : 1);
        }
        if (!coming.isEmpty()) {
            var next = coming.getFirst().at();
            assertThat(firings.between(contact, now, next))
                    .isEqualTo(coming.stream().filter(it -> it.at().equals(next)).toList());
        } else {
            assertThat(firings.between(contact, now, now.plusSeconds(366 * 86_400))).isEmpty();
        }
    }

    /** Triggers and histories that are often at odds. */
    private static final class Draw {
        private final Random random;
        private final Instant anchor;

        Draw(long seed) {
            this.random = new Random(seed);
            this.anchor = pick(ANCHORS);
        }

        private <T> T pick(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private Span span() {
            return Span.parse(pick(SPANS));
        }

        Trigger trigger() {
            return switch (random.nextInt(5)) {
                case 0 ->
                        new Trigger.OnEvent(
                                "buy",
                                random.nextBoolean()
                                        ? List.of()
                                        : List.of(
                                                new PropertyTest(
                                                        "kind",
                                                        List.of(
                                                                Comparison.of(
                                                                        Comparison.Operator.EQ,
                                                                        Operand.of("shoes"))))),
                                random.nextBoolean() ? Span.ZERO : span());
                case 1 ->
                        new Trigger.Abandonment(
                                "cart", "buy", span(), random.nextBoolean() ? "kind" : null);
                case 2 ->
                        new Trigger.OnDate(
                                "birthDate",
                                Span.days(random.nextInt(-400, 400) / pick(List.of(1, 100))),
                                LocalTime.of(random.nextInt(24), pick(List.of(0, 30))),
                                random.nextBoolean());
                case 3 ->
                        new Trigger.Inactivity(
                                random.nextBoolean() ? List.of("buy") : List.of("buy", "cart"),
                                span());
                default ->
                        new Trigger.Replenishment(
                                "buy",
                                "kind",
                                pick(
                                        List.of(
                                                BigDecimal.ONE,
                                                new BigDecimal("0.9"),
                                                new BigDecimal("1.333"))),
                                random.nextBoolean() ? Map.of("shoes", span()) : Map.of(),
                                random.nextBoolean() ? span() : null);
            };
        }

        ContactHistory contact() {
            var events = new ArrayList<EventRecord>();
            for (var i = random.nextInt(12); i > 0; i--) {
                events.add(event(i));
            }
            return new ContactHistory(events, date(), pick(ZONES));
        }

        private EventRecord event(int i) {
            var properties = new HashMap<String, Object>();
            var kind =
                    pick(
                            List.<Object>of(
                                    "shoes",
                                    "Shoes",
                                    "hats",
                                    12,
                                    new BigDecimal("12.0"),
                                    "12",
                                    List.of("shoes"),
                                    false,
                                    ""));
            if (!kind.equals("")) {
                properties.put("kind", kind);
            }
            return new EventRecord(
                    "e" + random.nextInt(10) + i,
                    pick(List.of("buy", "cart", "visit")),
                    instant(),
                    properties);
        }

        private @Nullable LocalDate date() {
            return switch (random.nextInt(5)) {
                case 0 -> null;
                case 1 -> LocalDate.of(2004, 2, 29);
                case 2 -> LocalDate.of(2028, 2, 29);
                case 3 -> LocalDate.of(1970, 1, 1);
                default ->
                        anchor.atZone(ZONES.getFirst())
                                .toLocalDate()
                                .plusDays(random.nextInt(-3, 4))
                                .minusYears(random.nextInt(30));
            };
        }

        /** Often the same, or a span apart. */
        Instant instant() {
            var days = random.nextInt(-20, 20) / pick(List.of(1, 5, 10));
            var minutes = random.nextInt(-180, 180) / 30 * 30;
            return anchor.plusSeconds(86_400L * days + 60L * minutes);
        }

        Instant later(Instant start) {
            return start.plusSeconds(
                    random.nextBoolean()
                            ? random.nextInt(800) * 86_400L
                            : random.nextInt(100) * 1_800L);
        }
    }
}
