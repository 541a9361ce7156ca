package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;

/**
 * Section 9 of the decision rules, read aloud: one contact, one condition, no SQL. The oracle of
 * the compiler.
 */
final class NaiveConditions {

    private final Vocabulary vocabulary;
    private final Instant now;

    NaiveConditions(Vocabulary vocabulary, Instant now) {
        this.vocabulary = vocabulary;
        this.now = now;
    }

    boolean matches(Person person, Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> parts.stream().allMatch(part -> matches(person, part));
            case Condition.Any(var parts) -> parts.stream().anyMatch(part -> matches(person, part));
            case Condition.Not(var part) -> !matches(person, part);
            case Condition.Attribute(var field, var comparisons) ->
                    comparisons.stream()
                            .allMatch(one -> holds(value(person, field), one, zone(person)));
            case Condition.YearsSince(var field, var years) -> {
                var date = date(value(person, field), zone(person));
                var today = LocalDate.ofInstant(now, zone(person));
                var age =
                        date.map(
                                day ->
                                        (Object)
                                                BigDecimal.valueOf(
                                                        Period.between(day, today).getYears()));
                yield years.stream().allMatch(one -> holds(age.orElse(null), one, zone(person)));
            }
            case Condition.Events events -> events(person, events);
            case Condition.Messages(var pattern, var within, var count) ->
                    counted(
                            person.messages.stream()
                                    .filter(
                                            message ->
                                                    meant(message, pattern, within, zone(person)))
                                    .count(),
                            count);
            case Condition.Consent(var channel, var purpose, var status) ->
                    person.consents.stream()
                            .filter(
                                    consent ->
                                            consent.channel() == channel
                                                    && consent.purpose().equals(purpose))
                            .filter(consent -> !consent.at().isAfter(now))
                            .reduce((one, other) -> other.at().isBefore(one.at()) ? one : other)
                            .filter(consent -> consent.status() == status)
                            .isPresent();
            case Condition.InSegment(var key) ->
                    vocabulary.segments().stream()
                            .anyMatch(one -> one.key().equals(key) && matches(person, one.when()));
            case Condition.InStage(var key) ->
                    vocabulary.stages().stream()
                            .filter(one -> matches(person, one.when()))
                            .findFirst()
                            .filter(one -> one.key().equals(key))
                            .isPresent();
        };
    }

    private boolean events(Person person, Condition.Events test) {
        var zone = zone(person);
        var events =
                person.events.stream()
                        .filter(event -> event.type().equals(test.event()))
                        .filter(event -> inWindow(event.at(), test.within(), zone))
                        .filter(
                                event ->
                                        test.where().stream()
                                                .allMatch(
                                                        where ->
                                                                where.comparisons().stream()
                                                                        .allMatch(
                                                                                one ->
                                                                                        holds(
                                                                                                event.properties()
                                                                                                        .get(
                                                                                                                where
                                                                                                                        .property()),
                                                                                                one,
                                                                                                zone))))
                        .toList();
        if (test.measures().isEmpty()) {
            return !events.isEmpty();
        }
        return test.measures().stream()
                .allMatch(
                        measure ->
                                switch (measure) {
                                    case Measure.Count(var bounds) ->
                                            bounds.stream()
                                                    .allMatch(
                                                            one ->
                                                                    holds(
                                                                            BigDecimal.valueOf(
                                                                                    events.size()),
                                                                            one,
                                                                            zone));
                                    case Measure.Sum(var of, var bounds) -> {
                                        var sum =
                                                events.stream()
                                                        .flatMap(
                                                                event ->
                                                                        number(
                                                                                event.properties()
                                                                                        .get(of))
                                                                                .stream())
                                                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                                        yield bounds.stream()
                                                .allMatch(one -> holds(sum, one, zone));
                                    }
                                    case Measure.Last(var age, var span) -> {
                                        var last =
                                                events.stream()
                                                        .map(Person.Event::at)
                                                        .max(Comparator.naturalOrder());
                                        yield last.isPresent()
                                                && switch (age) {
                                                    case OLDER_THAN ->
                                                            against(last.get(), span, zone) < 0;
                                                    case NEWER_THAN ->
                                                            against(last.get(), span, zone) > 0;
                                                };
                                    }
                                });
    }

    private boolean counted(long count, List<Comparison> bounds) {
        return bounds.isEmpty()
                ? count > 0
                : bounds.stream()
                        .allMatch(one -> holds(BigDecimal.valueOf(count), one, vocabulary.zone()));
    }

    private boolean meant(
            Person.Message message, MessagePattern pattern, @Nullable Span within, ZoneId zone) {
        var status = pattern.status() == null ? MessageStatus.SENT : pattern.status();
        var at =
                switch (status) {
                    case SENT ->
                            List.of("SENT", "UNCERTAIN").contains(message.status())
                                    ? message.at()
                                    : null;
                    case FAILED -> message.status().equals("FAILED") ? message.at() : null;
                    default -> message.outcomes().get(status);
                };
        var keyed =
                pattern.programme() != null
                        || pattern.scenario() != null
                        || pattern.campaign() != null
                        || pattern.template() != null;
        return at != null
                && inWindow(at, within, zone)
                && (pattern.channel() == null || pattern.channel() == message.channel())
                && (pattern.type() == null || pattern.type() == message.type())
                && (pattern.programme() == null || pattern.programme().equals(message.programme()))
                && (pattern.scenario() == null
                        || message.source().equals("scenario:" + pattern.scenario()))
                && (pattern.campaign() == null
                        || message.source().equals("campaign:" + pattern.campaign()))
                && (pattern.template() == null || pattern.template().equals(message.template()))
                && (pattern.tag() == null || message.tags().contains(pattern.tag()))
                && (!keyed || message.plan().equals(vocabulary.plan()));
    }

    private boolean inWindow(Instant at, @Nullable Span within, ZoneId zone) {
        return !at.isAfter(now) && (within == null || against(at, within, zone) > 0);
    }

    /**
     * Before, at or after now less the span: on the contact's clock, or in exact time where the
     * span is exact.
     */
    private int against(Instant at, Span span, ZoneId zone) {
        if (span.period().isZero()) {
            return at.compareTo(now.minus(span.time()));
        }
        var start = LocalDateTime.ofInstant(now, zone).minus(span.period()).minus(span.time());
        return LocalDateTime.ofInstant(at, zone).compareTo(start);
    }

    private ZoneId zone(Person person) {
        var zone = person.fields.get("zone");
        return zone != null && ZoneId.getAvailableZoneIds().contains(zone)
                ? ZoneId.of((String) zone)
                : vocabulary.zone();
    }

    private static @Nullable Object value(Person person, String field) {
        return Draw.FIELDS.contains(field)
                ? person.fields.get(field)
                : person.attributes.get(field);
    }

    static boolean holds(@Nullable Object value, Comparison comparison, ZoneId zone) {
        var operands = comparison.operands();
        if (comparison.operator() == Comparison.Operator.PRESENT) {
            return value != null;
        }
        if (comparison.operator() == Comparison.Operator.MISSING) {
            return value == null;
        }
        if (value == null || value instanceof List || value instanceof Map) {
            return false;
        }
        return switch (comparison.operator()) {
            case PRESENT, MISSING -> throw new AssertionError();
            case EQ, IN -> operands.stream().anyMatch(one -> equal(value, one, zone));
            case NE, NOT_IN -> operands.stream().noneMatch(one -> equal(value, one, zone));
            case LT ->
                    order(value, operands.getFirst(), zone).filter(order -> order < 0).isPresent();
            case LTE ->
                    order(value, operands.getFirst(), zone).filter(order -> order <= 0).isPresent();
            case GT ->
                    order(value, operands.getFirst(), zone).filter(order -> order > 0).isPresent();
            case GTE ->
                    order(value, operands.getFirst(), zone).filter(order -> order >= 0).isPresent();
            case CONTAINS -> folded(text(value)).contains(folded(text(operands.getFirst())));
            case STARTS_WITH -> folded(text(value)).startsWith(folded(text(operands.getFirst())));
        };
    }

    private static boolean equal(Object value, Operand operand, ZoneId zone) {
        return operand instanceof Operand.Truth(var truth)
                ? text(value).equalsIgnoreCase(Boolean.toString(truth))
                : order(value, operand, zone).filter(order -> order == 0).isPresent();
    }

    /**
     * How a value stands to an operand; empty where the value cannot be read as what the operand
     * is.
     */
    private static Optional<Integer> order(Object value, Operand operand, ZoneId zone) {
        return switch (operand) {
            case Operand.Truth _ -> Optional.empty();
            case Operand.Decimal(var number) -> number(value).map(read -> read.compareTo(number));
            case Operand.Text(var written) -> {
                var day =
                        written.matches("\\d{4}-\\d{2}-\\d{2}")
                                ? date(written, zone)
                                : Optional.<LocalDate>empty();
                if (day.isPresent()) {
                    yield date(value, zone).map(read -> read.compareTo(day.get()));
                }
                if (value instanceof BigDecimal number && number(written).isPresent()) {
                    yield Optional.of(number.compareTo(number(written).get()));
                }
                yield Optional.of(byCodePoint(folded(text(value)), folded(written)));
            }
        };
    }

    private static Optional<BigDecimal> number(@Nullable Object value) {
        try {
            return switch (value) {
                case BigDecimal number -> Optional.of(number);
                case String text -> Optional.of(new BigDecimal(text));
                case null, default -> Optional.empty();
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> date(@Nullable Object value, ZoneId zone) {
        if (value instanceof LocalDate date) {
            return Optional.of(date);
        }
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        var iso = text.replace(' ', 'T');
        if (iso.startsWith("0000")) {
            return Optional.empty();
        }
        try {
            if (!iso.contains("T")) {
                return Optional.of(LocalDate.parse(iso));
            }
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(iso).atZoneSameInstant(zone).toLocalDate()
                            : LocalDateTime.parse(iso).toLocalDate());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> plain(number);
            case Operand.Text(var text) -> text;
            case Operand.Decimal(var number) -> plain(number);
            case Operand.Truth(var truth) -> Boolean.toString(truth);
            default -> value.toString();
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String folded(String text) {
        return new String(
                text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).toArray(),
                0,
                text.codePointCount(0, text.length()));
    }

    private static int byCodePoint(String one, String other) {
        return java.util.Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());
    }
}
