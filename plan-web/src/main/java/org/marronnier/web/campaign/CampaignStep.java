package org.marronnier.web.campaign;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step of the rail of a campaign's page. All but the last are edited. */
enum CampaignStep {
    BRIEF,
    AUDIENCE,
    CONTENT,
    DATE,
    CHECK;

    /** The step of an address; the check where it names none. */
    static CampaignStep of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(step -> step.word().equals(word))
                .findFirst()
                .orElse(CHECK);
    }

    /** How addresses and messages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that follows; the last has none after it. */
    public CampaignStep next() {
        return values()[Math.min(ordinal() + 1, CHECK.ordinal())];
    }

    /** The page of a campaign at this step. */
    String path(String key) {
        return "/campaigns/" + key + (this == CHECK ? "" : "?step=" + word());
    }
}
