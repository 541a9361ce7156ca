package org.marronnier.domain.campaign;

/** How often a campaign happens. */
public enum CampaignKind {
    ONE_OFF,
    RECURRING,
    /** A moment on the calendar that sends nothing itself. */
    HIGHLIGHT
}
