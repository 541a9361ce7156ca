package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a scenario fires for a contact, by all that is known now.
 *
 * @param firings those past and those to come
 * @param look when it has to be asked again whether the contact matches; null where time alone
 *     changes nothing
 */
record Foreseen(Touched<?> touched, List<Fired> firings, @Nullable Instant look) {

    Foreseen {
        firings = List.copyOf(firings);
    }
}
