package org.marronnier.web.campaign;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.condition.Sentence;

/**
 * A campaign as its page shows it, in words.
 *
 * @param actions what the user may do with it as it stands
 * @param primary the one that the green button does; null for none
 */
record CampaignPage(
        Status status,
        long version,
        @Nullable String programme,
        @Nullable String event,
        Sentence target,
        AudienceView audience,
        @Nullable String reachable,
        @Nullable String purpose,
        String startText,
        String startLong,
        @Nullable String next,
        CampaignChecks checks,
        List<CheckLine> checkLines,
        List<Past> history,
        @Nullable String sentBack,
        Set<String> actions,
        @Nullable String primary,
        String approveText,
        String goText,
        String fireText) {

    /** A check in words. */
    record CheckLine(String icon, String tone, String title, String detail) {}

    /** A move of its life in words. */
    record Past(String at, String text, @Nullable String reason) {}

    public boolean may(String action) {
        return actions.contains(action);
    }

    public String targetText() {
        return target.text();
    }
}
