package org.marronnier.web.spreadsheet;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;

/** The cells of a campaign, in one language, but for its date and time. */
final class CampaignCells {

    private final Choices choices;
    private final ConditionSentences sentences;
    private final Keys keys;
    private final Names names;
    private final Locale locale;

    CampaignCells(
            PlanDocument plan,
            Keys keys,
            Choices choices,
            ConditionSentences sentences,
            Locale locale) {
        this.choices = choices;
        this.sentences = sentences;
        this.keys = keys;
        this.names = Names.of(plan);
        this.locale = locale;
    }

    Cell cell(Column column, PlanDocument.Campaign campaign) {
        var brief = campaign.brief();
        return switch (column) {
            case KEY -> text(brief.key());
            case NAME -> text(brief.name());
            case CHANNELS ->
                    text(
                            TagList.write(
                                    brief.channels().stream()
                                            .map(channel -> word(column, channel.name()))
                                            .toList()));
            case TYPE -> text(word(column, brief.type().name()));
            case SEGMENT -> target(brief.target());
            case OWNER -> named(column, brief.owner());
            case PROGRAMME -> named(column, brief.programme());
            case PURPOSE -> named(column, brief.purpose());
            case TEMPLATE -> named(column, brief.template());
            case INTENT -> choice(column, brief.intent());
            case MOMENT -> choice(column, brief.moment());
            case KIND -> choice(column, brief.kind());
            case WHEN_CAPPED -> choice(column, brief.whenCapped());
            case STATUS -> choice(column, campaign.status());
            case EVENT -> text(brief.event());
            case OFFER -> text(brief.offer());
            case TAGS -> text(TagList.write(brief.tags()));
            case RECURRENCE -> text(brief.recurrence());
            case EXPIRY -> text(brief.expiry() == null ? null : brief.expiry().toString());
            case LOT -> amount(brief.lot() == null ? null : BigDecimal.valueOf(brief.lot()));
            case PRIORITY -> amount(BigDecimal.valueOf(brief.priority()));
            case VALUE -> amount(brief.value());
            case CONTROL -> amount(brief.control());
            case DATE, TIME -> throw new IllegalArgumentException(column + " is no plain cell.");
        };
    }

    /** The segment alone where the target is one, else the sentence that the target reads as. */
    private Cell target(@Nullable Condition target) {
        return switch (target) {
            case null -> Cell.BLANK;
            case Condition.InSegment(var segment) -> named(Column.SEGMENT, segment);
            default -> text(sentences.of(target, names, locale).text());
        };
    }

    private Cell named(Column column, @Nullable String key) {
        return text(key == null ? null : keys.shown(column, key));
    }

    private Cell choice(Column column, @Nullable Enum<?> value) {
        return value == null ? Cell.BLANK : text(word(column, Choices.inDocument(column, value)));
    }

    private String word(Column column, String meaning) {
        return choices.all(column, locale).getOrDefault(meaning, meaning);
    }

    private static Cell text(@Nullable String text) {
        return text == null || text.isEmpty() ? Cell.BLANK : new Cell.Text(text);
    }

    private static Cell amount(@Nullable BigDecimal number) {
        return number == null ? Cell.BLANK : new Cell.Amount(number);
    }
}
