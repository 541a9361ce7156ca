package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/** Who entered scenarios of the invented past, and who was turned away. */
final class PastEntries {

    private record Place(String scenario, String contact) {}

    private final Matching matching;
    private final ZoneId zone;
    private final Map<Place, Instant> last = new HashMap<>();
    private final Set<Place> inside = new HashSet<>();

    /**
     * @param zone of the plan
     */
    PastEntries(Matching matching, ZoneId zone) {
        this.matching = matching;
        this.zone = zone;
    }

    /** Enters, unless there is a reason not to. */
    Optional<EntryRefusal> enter(PastScenario scenario, Person person, Instant at) {
        var place = place(scenario, person);
        var refusal = refusal(place, scenario, person, at);
        if (refusal.isEmpty()) {
            last.put(place, at);
            inside.add(place);
        }
        return refusal;
    }

    /** Is inside no more. */
    void leave(PastWalk walk) {
        if (walk.refusal() == null) {
            inside.remove(place(walk.scenario(), walk.person()));
        }
    }

    private static Place place(PastScenario scenario, Person person) {
        return new Place(scenario.brief().key(), person.card().externalId());
    }

    private Optional<EntryRefusal> refusal(
            Place place, PastScenario scenario, Person person, Instant at) {
        var brief = scenario.brief();
        if (inside.contains(place) && !brief.parallel()) {
            return Optional.of(EntryRefusal.INSIDE);
        }
        var before = last.get(place);
        if (before != null && !mayComeBack(brief.reentry(), person, before, at)) {
            return Optional.of(EntryRefusal.REENTRY);
        }
        return matching.holds(scenario.target(), person, at)
                ? Optional.empty()
                : Optional.of(EntryRefusal.NOT_TARGETED);
    }

    private boolean mayComeBack(Reentry reentry, Person person, Instant last, Instant at) {
        return switch (reentry) {
            case Reentry.Once() -> false;
            case Reentry.Always() -> true;
            case Reentry.After(var span) ->
                    !span.after(last, PastFirings.zoneOf(person, zone)).isAfter(at);
        };
    }
}
