package org.marronnier.domain.campaign;

/**
 * The campaigns of a plan, or where they stand, have changed: what is scheduled for them must be
 * looked at again.
 */
public record CampaignsChanged(String plan) {}
