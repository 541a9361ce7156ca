package org.marronnier.domain.programme;

import org.jspecify.annotations.Nullable;

/**
 * What the plan says of a programme; its scenarios stand beside it.
 *
 * @param owner the department
 * @param person who answers for it there
 */
public record ProgrammeBrief(
        String key,
        String name,
        @Nullable String touchpoint,
        @Nullable String stage,
        @Nullable String stake,
        @Nullable String objective,
        @Nullable String segment,
        @Nullable String owner,
        @Nullable String person) {}
