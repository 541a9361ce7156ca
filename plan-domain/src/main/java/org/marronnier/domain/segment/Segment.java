package org.marronnier.domain.segment;

import org.marronnier.domain.condition.Condition;

/** A named audience. */
public record Segment(String key, String name, Condition when) {}
