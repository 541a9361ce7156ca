package org.marronnier.web.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.conflict.ConflictSentences;

/**
 * A campaign as its page shows it, in words.
 *
 * @param mayFire whether the user may send it now
 * @param primary the move that the green button makes; null for none
 */
record CampaignPage(
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
        List<ConflictSentences.Line> troubles,
        boolean mayFire,
        @Nullable String primary,
        String approveText,
        String goText,
        String fireText) {

    /** A check in words. */
    record CheckLine(String icon, String tone, String title, String detail) {}

    public String targetText() {
        return target.text();
    }
}
