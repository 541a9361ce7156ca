package org.marronnier.engine.calendar;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.OccurrenceEdits;

/**
 * When a campaign happens, as its document says it, and how that changes when one occurrence, one
 * and those after it, or all are moved. Everything is local time.
 *
 * @param rule an RRULE; null for once
 */
public record Schedule(LocalDateTime start, @Nullable String rule, OccurrenceEdits edits) {

    /** No zone changes a rule that has no UNTIL in UTC, and UTC keeps one that has. */
    private static final ZoneId ANY = ZoneOffset.UTC;

    /** A schedule cut in two: what happens until an occurrence, and from it on. */
    public record Split(Schedule before, Schedule after) {}

    /** Without one occurrence. */
    public Schedule without(LocalDateTime at) {
        var exceptions = new ArrayList<>(edits.exceptions());
        if (!exceptions.contains(at)) {
            exceptions.add(at);
        }
        var others = edits.overrides().stream().filter(moved -> !moved.at().equals(at)).toList();
        return new Schedule(start, rule, new OccurrenceEdits(exceptions, others));
    }

    /** With one occurrence at another time; at its own time it is as the rule has it again. */
    public Schedule movingOne(LocalDateTime at, LocalDateTime to) {
        if (rule == null) {
            return new Schedule(to, null, edits);
        }
        var overrides = new ArrayList<OccurrenceEdits.Moved>();
        edits.overrides().stream().filter(moved -> !moved.at().equals(at)).forEach(overrides::add);
        if (!to.equals(at)) {
            overrides.add(new OccurrenceEdits.Moved(at, to));
        }
        var exceptions = edits.exceptions().stream().filter(each -> !each.equals(at)).toList();
        return new Schedule(start, rule, new OccurrenceEdits(exceptions, overrides));
    }

    /**
     * With every occurrence moved as far as one goes from a time to another; what was changed by
     * hand moves with them. Empty where the rule cannot say it, such as the first Monday of a month
     * moved by a day.
     */
    public Optional<Schedule> movingAll(LocalDateTime from, LocalDateTime to) {
        var by = Duration.between(from, to);
        var days = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
        var moved = rule == null ? Optional.<String>empty() : MovedRule.of(rule, by, days);
        if (rule != null && moved.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Schedule(
                        start.plus(by),
                        moved.orElse(null),
                        new OccurrenceEdits(
                                edits.exceptions().stream().map(at -> at.plus(by)).toList(),
                                edits.overrides().stream()
                                        .map(
                                                one ->
                                                        new OccurrenceEdits.Moved(
                                                                one.at().plus(by),
                                                                one.start().plus(by)))
                                        .toList())));
    }

    /**
     * Cut before an occurrence of its rule; empty where nothing happens before it, so that there is
     * nothing to cut.
     */
    public Optional<Split> splitAt(LocalDateTime at) {
        if (rule == null) {
            return Optional.empty();
        }
        var before = countBefore(rule, at);
        if (before == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Split(
                        new Schedule(
                                start,
                                MovedRule.endingBefore(rule, at),
                                edits(each -> each.isBefore(at))),
                        new Schedule(
                                at,
                                MovedRule.without(rule, before),
                                edits(each -> !each.isBefore(at)))));
    }

    private int countBefore(String text, LocalDateTime at) {
        var all = new Expansion(RecurrenceRule.parse(text, ANY), start, start);
        var count = 0;
        while (all.hasNext() && all.next().isBefore(at)) {
            count++;
        }
        return count;
    }

    private OccurrenceEdits edits(Predicate<LocalDateTime> kept) {
        List<LocalDateTime> exceptions = edits.exceptions().stream().filter(kept).toList();
        return new OccurrenceEdits(
                exceptions,
                edits.overrides().stream().filter(moved -> kept.test(moved.at())).toList());
    }
}
