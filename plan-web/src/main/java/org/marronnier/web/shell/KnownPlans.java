package org.marronnier.web.shell;

import java.util.List;

/** The plans that a user may switch between, the one to show first in front. */
public interface KnownPlans {
    List<PlanName> all();
}
