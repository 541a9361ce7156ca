package org.marronnier.domain.run;

/** Why a run is paused or failed. */
public enum RunReason {
    /** Somebody paused it. */
    PAUSED_BY_HAND,
    /** Somebody stopped it; what was still waiting is cancelled. */
    STOPPED_BY_HAND,
    /** The channel took nothing, again and again. */
    CHANNEL_FAILS,
    /** The campaign is neither approved nor live any more. */
    CAMPAIGN_NOT_LIVE,
    /**
     * The plan no longer holds the campaign, or what it says cannot be run; the detail says what.
     */
    PLAN_UNUSABLE
}
