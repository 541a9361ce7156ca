package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.trigger.ContactHistory;
import org.marronnier.engine.trigger.Firing;
import org.marronnier.engine.trigger.TriggerFirings;
import org.marronnier.scheduler.demonstration.Crowd.Deed;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * When a trigger fired for invented contacts, as the engine works it out. Weather and calls have
 * left no trace; a segment or a stage is entered by something that the contact did, since time
 * alone moves nobody into those that the demonstration listens to.
 */
final class PastFirings {

    private final TriggerFirings firings;
    private final @Nullable Condition entered;
    private final Matching matching;
    private final ZoneId zone;

    /**
     * @param zone of the plan
     */
    PastFirings(Trigger trigger, Matching matching, ZoneId zone) {
        this.entered = entered(trigger);
        this.firings = TriggerFirings.of(trigger);
        this.matching = matching;
        this.zone = zone;
    }

    /** Those of a contact later than an instant and not later than another, in order of time. */
    List<Firing> of(Person person, Instant from, Instant to) {
        return entered == null
                ? firings.between(history(person), from, to)
                : entries(entered, person, from, to);
    }

    /** The condition that a contact comes to meet; null for another trigger. */
    static @Nullable Condition entered(@Nullable Trigger trigger) {
        return switch (trigger) {
            case Trigger.EntersSegment(var segment) -> new Condition.InSegment(segment);
            case Trigger.EntersStage(var stage) -> new Condition.InStage(stage);
            case null -> null;
            case Trigger.OnEvent _,
                    Trigger.Abandonment _,
                    Trigger.OnDate _,
                    Trigger.Inactivity _,
                    Trigger.Replenishment _,
                    Trigger.Weather _,
                    Trigger.OnCall _ ->
                    null;
        };
    }

    private List<Firing> entries(Condition condition, Person person, Instant from, Instant to) {
        return person.events().stream()
                .map(Deed::at)
                .distinct()
                .filter(at -> at.isAfter(from) && !at.isAfter(to))
                .filter(at -> matching.holds(condition, person, at))
                .filter(at -> !matching.holds(condition, person, at.minusSeconds(1)))
                .map(at -> new Firing("entry:" + at, at))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private ContactHistory history(Person person) {
        var types = firings.needs().types();
        var theirs = zoneOf(person, zone);
        return new ContactHistory(
                person.events().stream()
                        .filter(deed -> types.contains(deed.type()))
                        .map(
                                deed ->
                                        new EventRecord(
                                                deed.id(),
                                                deed.type(),
                                                deed.at(),
                                                deed.properties()))
                        .toList(),
                ContactHistory.date(date(person, firings.needs().field()), theirs),
                theirs);
    }

    private static @Nullable Object date(Person person, @Nullable String field) {
        return field == null ? null : person.card().field(field);
    }

    /** The zone of a contact; the plan's where it has none. */
    static ZoneId zoneOf(Person person, ZoneId plans) {
        var zone = person.card().zone();
        return zone == null ? plans : ZoneId.of(zone);
    }
}
