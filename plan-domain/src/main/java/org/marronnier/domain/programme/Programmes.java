package org.marronnier.domain.programme;

import java.util.List;
import java.util.Optional;

/** The programmes of all plans; those that have left their plan are not among them. */
public interface Programmes {

    Optional<Programme> find(String plan, String key);

    /** The programmes of a plan, in its order. */
    List<Programme> of(String plan);
}
