package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.trigger.TriggerFirings;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.store.trigger.ArmedScenarios.Standing;

/** A scenario in service, and what its trigger listens to. */
sealed interface Listener {

    /** The resolution of what is recorded, in nanoseconds. */
    long A_MICROSECOND = 1_000;

    LiveScenario scenario();

    Standing standing();

    /** The types of the events that it listens to. */
    Set<String> types();

    /** Whether a change of the contact itself can matter to it. */
    boolean isAboutContacts();

    default long id() {
        return scenario().id();
    }

    /**
     * The last instant before the second in which it was put into service: what would have fired up
     * to then does not.
     */
    default Instant before() {
        return scenario().since().minusNanos(A_MICROSECOND);
    }

    /** Whether it fires now; one that is paused only notes what it is to do. */
    default boolean fires() {
        return standing().live();
    }

    /** Fires at instants that follow from events, a date and the zone. */
    record Reckoning(LiveScenario scenario, Standing standing, TriggerFirings firings)
            implements Listener {

        @Override
        public Set<String> types() {
            return firings.needs().types();
        }

        /**
         * Days count on the contact's clock; and of what was brought in late, or came by a merge,
         * the contact alone is told, though something may follow from it.
         */
        @Override
        public boolean isAboutContacts() {
            var reach = firings.needs().reach();
            return field() != null || reach == null || !reach.isZero();
        }

        @Nullable String field() {
            return firings.needs().field();
        }

        boolean isYearly() {
            return scenario.brief().trigger() instanceof Trigger.OnDate date && !date.once();
        }

        /** Whether contacts that were there before the scenario can have something before them. */
        boolean looksBack() {
            return !(scenario.brief().trigger() instanceof Trigger.OnEvent event)
                    || !event.delay().isZero();
        }
    }

    /** Fires when a contact starts to match. */
    record Watching(
            LiveScenario scenario, Standing standing, Condition condition, Set<String> types)
            implements Listener {

        @Override
        public boolean isAboutContacts() {
            return true;
        }
    }
}
