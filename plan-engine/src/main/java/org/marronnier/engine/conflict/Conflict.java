package org.marronnier.engine.conflict;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that does not fit; campaigns and events are named by their keys. */
public sealed interface Conflict {

    /**
     * Several campaigns speak to one segment on the same day.
     *
     * @param day the first such day
     * @param days how many days they share
     * @param segment null for everybody
     */
    record SameSegment(LocalDate day, int days, @Nullable String segment, List<String> campaigns)
            implements Conflict {
        public SameSegment {
            campaigns = List.copyOf(campaigns);
        }
    }

    /**
     * A campaign is due in a quiet period of its first channel, in the plan's zone.
     *
     * @param at the first such occurrence
     * @param occurrences how many there are
     */
    record Quiet(String campaign, LocalDateTime at, int occurrences, List<String> periods)
            implements Conflict {
        public Quiet {
            periods = List.copyOf(periods);
        }
    }

    /** A campaign has nothing to send. */
    record NoTemplate(String campaign) implements Conflict {}

    /** The audience of a campaign was counted, and it is empty. */
    record Nobody(String campaign) implements Conflict {}

    /** No campaign leans on an event, and none happens while it lasts. */
    record NothingPlanned(String event, LocalDate from) implements Conflict {}

    /** The campaigns that it concerns. */
    default List<String> concerned() {
        return switch (this) {
            case SameSegment(_, _, _, var campaigns) -> campaigns;
            case Quiet(var campaign, _, _, _) -> List.of(campaign);
            case NoTemplate(var campaign) -> List.of(campaign);
            case Nobody(var campaign) -> List.of(campaign);
            case NothingPlanned _ -> List.of();
        };
    }
}
