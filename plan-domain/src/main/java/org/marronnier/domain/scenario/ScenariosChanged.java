package org.marronnier.domain.scenario;

/**
 * The scenarios of a plan, or where they or their programmes stand, have changed: who is in them
 * must be looked at again.
 */
public record ScenariosChanged(String plan) {}
