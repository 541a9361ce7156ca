package org.marronnier.domain.approval;

import java.time.Instant;

/** One aspect of what is submitted, approved before the rest. */
public record AspectApproval(Aspect aspect, String by, Instant at) {}
