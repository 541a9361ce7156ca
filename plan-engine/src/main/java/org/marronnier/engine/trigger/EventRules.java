package org.marronnier.engine.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.condition.PropertyFilter;
import org.marronnier.engine.trigger.TriggerFirings.Window;

/** Triggers that count a span from an event. */
final class EventRules {

    private EventRules() {}

    /** Each event of the type that meets the tests fires after the delay. */
    static TriggerFirings onEvent(Trigger.OnEvent trigger) {
        var where = PropertyFilter.of(trigger.where());
        var properties = new ArrayList<String>();
        trigger.where().forEach(test -> properties.add(test.property()));
        return TriggerFirings.ofEvents(
                trigger,
                Set.of(trigger.event()),
                Set.copyOf(properties),
                trigger.delay(),
                (contact, window) -> {
                    for (var event : contact.events()) {
                        if (event.type().equals(trigger.event())
                                && where.holds(event.properties(), contact.zone())) {
                            TriggerFirings.after(event.at(), trigger.delay(), contact.zone())
                                    .ifPresent(at -> window.add(name(event), at));
                        }
                    }
                });
    }

    /**
     * What was started fires after the span, unless something completed it from then on up to that
     * instant, or it was started once more. Events without the property that both must share belong
     * together. Of several starts at one instant the one with the greatest id is the last.
     */
    static TriggerFirings abandonment(Trigger.Abandonment trigger) {
        var correlate = trigger.correlate();
        return TriggerFirings.ofEvents(
                trigger,
                Set.of(trigger.started(), trigger.completed()),
                correlate == null ? Set.of() : Set.of(correlate),
                trigger.after(),
                (contact, window) -> {
                    var groups = new HashMap<Optional<String>, List<EventRecord>>();
                    for (var event : contact.events()) {
                        if (event.type().equals(trigger.started())
                                || event.type().equals(trigger.completed())) {
                            var shared =
                                    correlate == null
                                            ? Optional.<String>empty()
                                            : PropertyFilter.sameness(
                                                    event.properties().get(correlate));
                            groups.computeIfAbsent(shared, _ -> new ArrayList<>()).add(event);
                        }
                    }
                    groups.values().forEach(group -> abandoned(trigger, group, contact, window));
                });
    }

    /** Among events that belong together; what completes comes last of its instant. */
    private static void abandoned(
            Trigger.Abandonment trigger,
            List<EventRecord> group,
            ContactHistory contact,
            Window window) {
        group.sort(
                Comparator.comparing(EventRecord::at)
                        .thenComparing(event -> event.type().equals(trigger.completed()))
                        .thenComparing(EventRecord::id));
        var next = Instant.MAX;
        for (var event : group.reversed()) {
            if (event.type().equals(trigger.completed())) {
                next = event.at();
            }
            if (event.type().equals(trigger.started())) {
                var end = next;
                TriggerFirings.after(event.at(), trigger.after(), contact.zone())
                        .filter(end::isAfter)
                        .ifPresent(at -> window.add(name(event), at));
                next = event.at();
            }
        }
    }

    /** The last of the events fires when it is as old as the span. */
    static TriggerFirings inactivity(Trigger.Inactivity trigger) {
        var types = Set.copyOf(trigger.events());
        return TriggerFirings.ofEvents(
                trigger,
                types,
                Set.of(),
                trigger.after(),
                (contact, window) -> {
                    var events = new ArrayList<EventRecord>();
                    for (var event : contact.events()) {
                        if (types.contains(event.type())) {
                            events.add(event);
                        }
                    }
                    events.sort(TriggerFirings.IN_TIME);
                    var next = Instant.MAX;
                    for (var event : events.reversed()) {
                        var end = next;
                        TriggerFirings.after(event.at(), trigger.after(), contact.zone())
                                .filter(end::isAfter)
                                .ifPresent(at -> window.add(name(event), at));
                        next = event.at();
                    }
                });
    }

    static String name(EventRecord event) {
        return "event:" + event.id();
    }
}
