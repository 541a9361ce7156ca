package org.marronnier.domain.scenario;

import java.util.List;
import java.util.Optional;

/** The scenarios of all programmes; those that have left their plan are not among them. */
public interface Scenarios {

    Optional<Scenario> find(String plan, String programme, String key);

    /** The scenarios of one programme, in its order. */
    List<Scenario> of(String plan, String programme);
}
