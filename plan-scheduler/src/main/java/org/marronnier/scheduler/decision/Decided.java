package org.marronnier.scheduler.decision;

import org.marronnier.engine.decision.Decision;

/** What was decided of a source for a contact. */
public record Decided(Source source, long contact, Decision decision) {}
