package org.marronnier.web.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plans there are and the one that the pages show; none where there is no plan yet. */
public record PlanChoice(List<PlanName> all, @Nullable PlanName current) {}
