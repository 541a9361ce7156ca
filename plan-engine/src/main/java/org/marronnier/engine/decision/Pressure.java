package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.PressureRule.Block;
import org.marronnier.domain.pressure.PressureRule.Cap;
import org.marronnier.domain.pressure.Window;

/*
 * The caps, over one household (section 6).
 *
 * A message is accepted when, with it added, no rule is broken: neither over its own window, nor over the window of a
 * message that stands already and is still to leave. Those are the ones accepted in this decision, and those of the
 * history that another source has placed later. A rule over the household counts the messages of all members, on the
 * local clock of the contact whose window it is.
 */
final class Pressure {

    private final List<PressureRule> rules;
    private final RuleBook book;
    private final List<Placed> placed = new ArrayList<>();

    /**
     * @param accepted in this decision, and so not sent yet
     */
    private record Placed(Member member, PastMessage message, boolean accepted) {}

    Pressure(Household household, RuleBook book) {
        this.rules = book.pressure();
        this.book = book;
        for (var member : household.members()) {
            for (var message : member.history()) {
                placed.add(new Placed(member, message, false));
            }
        }
    }

    /** The rules that refuse a message to a contact, by key; none when it may leave. */
    List<Reason.Pressure.Refusal> refusals(Member member, PastMessage message) {
        var asked = new Placed(member, message, true);
        return rules.stream().flatMap(rule -> refusal(rule, asked).stream()).toList();
    }

    /** The message takes its place. */
    void accept(Member member, PastMessage message) {
        placed.add(new Placed(member, message, true));
    }

    private Optional<Reason.Pressure.Refusal> refusal(PressureRule rule, Placed asked) {
        return switch (rule.limit()) {
            case Cap cap ->
                    excess(rule, cap, asked, asked)
                            .or(
                                    () ->
                                            placed.stream()
                                                    .filter(
                                                            other ->
                                                                    isStillToLeave(other, asked)
                                                                            && counts(
                                                                                    rule, cap,
                                                                                    other, asked))
                                                    .flatMap(
                                                            other ->
                                                                    excess(rule, cap, other, asked)
                                                                            .stream())
                                                    .findFirst());
            case Block _ -> block(rule, asked);
        };
    }

    private static boolean isStillToLeave(Placed other, Placed asked) {
        return other.accepted || other.message.at().isAfter(asked.message.at());
    }

    /** How far the window of a message would be too full with the asked one in it. */
    private Optional<Reason.Pressure.Refusal> excess(
            PressureRule rule, Cap cap, Placed holder, Placed asked) {
        if (!holder.message.isRestrictedBy(rule.restricts())
                || (cap.sameOffer() && holder.message.offer() == null)) {
            return Optional.empty();
        }
        var counted =
                (int)
                        Stream.concat(placed.stream(), Stream.of(asked))
                                .filter(other -> counts(rule, cap, holder, other))
                                .count();
        var max = holder.member.limits().getOrDefault(rule.key(), cap.max());
        return counted > max
                ? Optional.of(new Reason.Pressure.Refusal(rule.key(), counted, max))
                : Optional.empty();
    }

    /** Whether a message counts in the window of another. */
    private boolean counts(PressureRule rule, Cap cap, Placed holder, Placed other) {
        return (rule.unit() == PressureRule.Unit.HOUSEHOLD
                        || other.member.externalId().equals(holder.member.externalId()))
                && other.message.isIn(rule.counts())
                && (!cap.sameOffer()
                        || Objects.equals(other.message.offer(), holder.message.offer()))
                && holds(
                        rule.window(),
                        holder.message.at(),
                        other.message.at(),
                        book.zoneOf(holder.member));
    }

    private Optional<Reason.Pressure.Refusal> block(PressureRule rule, Placed asked) {
        if (!asked.message.isRestrictedBy(rule.restricts())) {
            return Optional.empty();
        }
        var at = asked.message.at();
        var zone = book.zoneOf(asked.member);
        var events =
                asked.member.blocking().getOrDefault(rule.key(), List.of()).stream()
                        .filter(
                                event ->
                                        !event.isAfter(at) && holds(rule.window(), at, event, zone))
                        .count();
        return events == 0
                ? Optional.empty()
                : Optional.of(new Reason.Pressure.Refusal(rule.key(), (int) events, 0));
    }

    /** Whether an instant lies in the window of another. */
    private static boolean holds(Window window, Instant end, Instant instant, ZoneId zone) {
        return switch (window) {
            case Window.Rolling(var span) when span.isExact() ->
                    instant.isAfter(end.minus(span.time())) && !instant.isAfter(end);
            case Window.Rolling(var span) -> {
                var localEnd = local(end, zone);
                var local = local(instant, zone);
                yield local.isAfter(span.before(localEnd)) && !local.isAfter(localEnd);
            }
            case Window.Calendar(var unit) ->
                    unitOf(unit, local(end, zone)).equals(unitOf(unit, local(instant, zone)));
        };
    }

    private static Map<String, Integer> unitOf(Window.Unit unit, LocalDateTime local) {
        return switch (unit) {
            case DAY -> Map.of("year", local.getYear(), "day", local.getDayOfYear());
            case WEEK ->
                    Map.of(
                            "year",
                            local.get(IsoFields.WEEK_BASED_YEAR),
                            "week",
                            local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> Map.of("year", local.getYear(), "month", local.getMonthValue());
            case QUARTER ->
                    Map.of(
                            "year",
                            local.getYear(),
                            "quarter",
                            local.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> Map.of("year", local.getYear());
        };
    }

    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDateTime();
    }
}
