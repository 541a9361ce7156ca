package org.marronnier.domain.campaign;

import java.util.List;
import java.util.Optional;

/** The campaigns of all plans; those that have left their plan are not among them. */
public interface Campaigns {

    Optional<Campaign> find(String plan, String key);

    /** The campaigns of a plan, in its order. */
    List<Campaign> of(String plan);

    /** The keys of the plans that have a campaign of this key. */
    List<String> plansWith(String key);
}
