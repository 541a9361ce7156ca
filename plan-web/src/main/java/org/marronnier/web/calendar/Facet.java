package org.marronnier.web.calendar;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.plan.PlanFrame;

/**
 * A side from which the campaigns of a calendar are told apart: to filter, to line up, to colour.
 */
public enum Facet {
    PROGRAMME,
    BRAND,
    SEGMENT,
    CHANNEL,
    DEPARTMENT,
    STATUS,
    LOT,
    TYPE;

    /** The word of campaigns that have nothing on this side; no key is written so. */
    public static final String NOTHING = "-";

    /** The name of its parameter in an address. */
    public String parameter() {
        return word(this);
    }

    /** What a campaign has on this side, the first first; {@link #NOTHING} where it has nothing. */
    public List<String> words(PlanFrame plan, PlanDocument.Campaign campaign) {
        var brief = campaign.brief();
        return switch (this) {
            case PROGRAMME -> one(brief.programme());
            case BRAND -> List.of(plan.brand());
            case SEGMENT -> some(segments(brief.target()));
            case CHANNEL -> some(brief.channels().stream().map(Facet::word).toList());
            case DEPARTMENT -> one(brief.owner());
            case STATUS -> List.of(word(campaign.status()));
            case LOT -> one(brief.lot() == null ? null : String.valueOf(brief.lot()));
            case TYPE ->
                    List.of(
                            brief.kind() == CampaignKind.HIGHLIGHT
                                    ? word(CampaignKind.HIGHLIGHT)
                                    : word(brief.type()));
        };
    }

    /** The segments that a target names, wherever they stand in it. */
    public static List<String> segments(@Nullable Condition target) {
        return target == null
                ? List.of()
                : target.walk()
                        .filter(Condition.InSegment.class::isInstance)
                        .map(condition -> ((Condition.InSegment) condition).segment())
                        .distinct()
                        .toList();
    }

    private static List<String> one(@Nullable String word) {
        return List.of(word == null ? NOTHING : word);
    }

    private static List<String> some(List<String> words) {
        return words.isEmpty() ? List.of(NOTHING) : words;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
