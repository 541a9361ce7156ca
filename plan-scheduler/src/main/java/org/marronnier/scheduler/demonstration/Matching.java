package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.demonstration.Crowd.Agreement;
import org.marronnier.scheduler.demonstration.Crowd.Deed;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * Whether an invented contact met a condition at an instant of its past (section 9 of the decision
 * rules). Of what it heard, that counts which has been told.
 */
final class Matching {

    private static final long DAY = 86_400;

    private final PlanDocument plan;
    private final ZoneId zone;
    private final Map<String, List<Remembered>> heard = new HashMap<>();
    private @Nullable Instant lastNow;
    private @Nullable Span lastSpan;
    private LocalDateTime lastStart = LocalDateTime.MIN;

    Matching(PlanDocument plan) {
        this.plan = plan;
        zone = plan.plan().zone();
    }

    /** A contact heard a message, and what became of it. */
    void heard(Remembered remembered) {
        heard.computeIfAbsent(remembered.externalId(), _ -> new ArrayList<>()).add(remembered);
    }

    boolean holds(@Nullable Condition condition, Person person, Instant now) {
        return switch (condition) {
            case null -> true;
            case Condition.All all ->
                    all.parts().stream().allMatch(part -> holds(part, person, now));
            case Condition.Any any ->
                    any.parts().stream().anyMatch(part -> holds(part, person, now));
            case Condition.Not not -> !holds(not.part(), person, now);
            case Condition.Attribute(var field, var comparisons) ->
                    compare(value(person, field), comparisons);
            case Condition.YearsSince(var field, var years) ->
                    years(value(person, field), years, now);
            case Condition.Events events -> events(events, person, now);
            case Condition.Messages messages -> messages(messages, person, now);
            case Condition.Consent consent -> {
                var current = consent(person, consent.channel(), consent.purpose(), now);
                yield current != null && current.status() == consent.status();
            }
            case Condition.InSegment(var key) -> holds(segment(key), person, now);
            case Condition.InStage(var key) -> key.equals(stage(person, now));
        };
    }

    /** The record in force of a contact's consent. */
    static @Nullable Agreement consent(
            Person person,
            org.marronnier.domain.channel.Channel channel,
            String purpose,
            Instant now) {
        Agreement current = null;
        for (var agreement : person.consents()) {
            if (agreement.channel() == channel
                    && agreement.purpose().equals(purpose)
                    && !agreement.at().isAfter(now)) {
                current = agreement;
            }
        }
        return current;
    }

    /** Whether an event has the properties that are asked for. */
    static boolean meets(Deed deed, List<PropertyTest> where) {
        return where.isEmpty()
                || where.stream()
                        .allMatch(
                                test ->
                                        compare(
                                                deed.properties().get(test.property()),
                                                test.comparisons()));
    }

    private Condition segment(String key) {
        return plan.segments().stream()
                .filter(segment -> segment.key().equals(key))
                .map(Segment::when)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The plan has no segment (%s).".formatted(key)));
    }

    private @Nullable String stage(Person person, Instant now) {
        return plan.conventions().stages().stream()
                .filter(stage -> holds(stage.when(), person, now))
                .map(Stage::key)
                .findFirst()
                .orElse(null);
    }

    private boolean events(Condition.Events test, Person person, Instant now) {
        var found = new ArrayList<Deed>();
        for (var deed : person.events()) {
            if (deed.type().equals(test.event())
                    && within(deed.at(), test.within(), now)
                    && meets(deed, test.where())) {
                found.add(deed);
            }
        }
        return test.measures().isEmpty()
                ? !found.isEmpty()
                : test.measures().stream().allMatch(measure -> measures(measure, found, now));
    }

    private boolean messages(Condition.Messages test, Person person, Instant now) {
        var pattern = test.pattern();
        var status = pattern.status() == null ? MessageStatus.SENT : pattern.status();
        var found =
                heard.getOrDefault(person.card().externalId(), List.of()).stream()
                        .filter(one -> isMeant(one, pattern))
                        .filter(
                                one ->
                                        one.at(status)
                                                .filter(at -> within(at, test.within(), now))
                                                .isPresent())
                        .count();
        return test.count().isEmpty() ? found > 0 : compare(found, test.count());
    }

    private static boolean isMeant(Remembered heard, MessagePattern pattern) {
        var message = heard.message();
        return isAsked(pattern.channel(), message.channel())
                && isAsked(pattern.type(), message.type())
                && isAsked(pattern.programme(), message.programme())
                && isAsked(pattern.template(), heard.template())
                && isAsked(named(pattern.scenario(), SourceName::ofScenario), message.source())
                && isAsked(named(pattern.campaign(), SourceName::ofCampaign), message.source())
                && (pattern.tag() == null || message.tags().contains(pattern.tag()));
    }

    private static boolean isAsked(@Nullable Object asked, @Nullable Object had) {
        return asked == null || asked.equals(had);
    }

    private static @Nullable String named(@Nullable String key, UnaryOperator<String> name) {
        return key == null ? null : name.apply(key);
    }

    private boolean measures(Measure measure, List<Deed> found, Instant now) {
        return switch (measure) {
            case Measure.Count(var bounds) -> compare(found.size(), bounds);
            case Measure.Sum(var of, var bounds) ->
                    compare(
                            found.stream()
                                    .map(
                                            deed ->
                                                    deed.properties().get(of)
                                                                    instanceof Number number
                                                            ? decimal(number)
                                                            : BigDecimal.ZERO)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add),
                            bounds);
            case Measure.Last(var age, var span) -> {
                var older = !found.isEmpty() && !within(found.getLast().at(), span, now);
                yield !found.isEmpty() && older == (age == Measure.Last.Age.OLDER_THAN);
            }
        };
    }

    private boolean within(Instant at, @Nullable Span span, Instant now) {
        return !at.isAfter(now) && (span == null || isAfterStart(at, span, now));
    }

    /** Only instants near the start of the window need the clock of the place. */
    private boolean isAfterStart(Instant at, Span span, Instant now) {
        var start = startOf(span, now);
        var distance = at.getEpochSecond() - start.toEpochSecond(ZoneOffset.UTC);
        return Math.abs(distance) > DAY ? distance > 0 : local(at).isAfter(start);
    }

    /** The start of a window, which most tests at one instant share. */
    private LocalDateTime startOf(Span span, Instant now) {
        if (!now.equals(lastNow) || !span.equals(lastSpan)) {
            lastNow = now;
            lastSpan = span;
            lastStart = span.before(local(now));
        }
        return lastStart;
    }

    private LocalDateTime local(Instant instant) {
        return instant.atZone(zone).toLocalDateTime();
    }

    private boolean years(@Nullable Object date, List<Comparison> bounds, Instant now) {
        return date instanceof LocalDate day
                && compare(ChronoUnit.YEARS.between(day, local(now).toLocalDate()), bounds);
    }

    static @Nullable Object value(Person person, String field) {
        var card = person.card();
        return switch (field) {
            case "externalId" -> card.externalId();
            case "email" -> card.email();
            case "phone" -> card.phone();
            case "firstName" -> card.firstName();
            case "lastName" -> card.lastName();
            case "birthDate" -> card.birthDate();
            case "street" -> card.street();
            case "postcode" -> card.postcode();
            case "city" -> card.city();
            case "country" -> card.country();
            case "language" -> card.language();
            case "zone" -> card.zone();
            case "household" -> card.household();
            default -> card.attributes().get(field);
        };
    }

    private static boolean compare(@Nullable Object value, List<Comparison> comparisons) {
        return comparisons.stream().allMatch(comparison -> compare(value, comparison));
    }

    private static boolean compare(@Nullable Object value, Comparison comparison) {
        var operands = comparison.operands();
        return switch (comparison.operator()) {
            case MISSING -> value == null;
            case PRESENT -> value != null;
            case EQ -> value != null && order(value, operands.getFirst()) == 0;
            case NE -> value != null && order(value, operands.getFirst()) != 0;
            case IN ->
                    value != null
                            && operands.stream().anyMatch(operand -> order(value, operand) == 0);
            case NOT_IN ->
                    value != null
                            && operands.stream().noneMatch(operand -> order(value, operand) == 0);
            case LT -> value != null && order(value, operands.getFirst()) < 0;
            case LTE -> value != null && order(value, operands.getFirst()) <= 0;
            case GT -> value != null && order(value, operands.getFirst()) > 0;
            case GTE -> value != null && order(value, operands.getFirst()) >= 0;
            case CONTAINS ->
                    value != null && folded(value).contains(folded(text(operands.getFirst())));
            case STARTS_WITH ->
                    value != null && folded(value).startsWith(folded(text(operands.getFirst())));
        };
    }

    private static int order(Object value, Operand operand) {
        return value instanceof Number number && operand instanceof Operand.Decimal(var decimal)
                ? decimal(number).compareTo(decimal)
                : folded(value).compareTo(folded(text(operand)));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal
                ? decimal
                : BigDecimal.valueOf(number.longValue());
    }

    private static String text(Operand operand) {
        return switch (operand) {
            case Operand.Text(var text) -> text;
            case Operand.Decimal(var decimal) -> decimal.toPlainString();
            case Operand.Truth(var truth) -> Boolean.toString(truth);
        };
    }

    private static String folded(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
