package org.marronnier.web.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;

/** A kind of rule that has a form. */
enum RuleKind {
    PRESSURE(ItemKind.PRESSURE_RULE, "regle"),
    QUIET(ItemKind.QUIET_PERIOD, "calme");

    private final ItemKind item;
    private final String otherwise;

    RuleKind(ItemKind item, String otherwise) {
        this.item = item;
        this.otherwise = otherwise;
    }

    /** The kind of this word in addresses. */
    static Optional<RuleKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** How addresses, templates and messages call it. */
    public String word() {
        return switch (this) {
            case PRESSURE -> "pressure";
            case QUIET -> "quiet";
        };
    }

    ItemKind item() {
        return item;
    }

    /** The key of a new one whose name has no letters. */
    String otherwise() {
        return otherwise;
    }

    ItemPlace place(String key) {
        return ItemPlace.of(item, key);
    }

    /** The parts that are edited in place. */
    List<String> parts() {
        return switch (this) {
            case PRESSURE ->
                    List.of("restricts", "max", "window", "unit", "counts", "after", "overrides");
            case QUIET -> List.of("scope", "when");
        };
    }

    /** The fields of the document that a part of the sentence says; none without a part. */
    List<String> fields(@Nullable String part) {
        return switch (part) {
            case null -> List.of();
            case "max" -> List.of("max", "sameOffer");
            case "scope" -> List.of("channels", "types");
            case "when" -> List.of("days", "from", "to", "dates", "publicHolidays");
            default -> List.of(part);
        };
    }
}
