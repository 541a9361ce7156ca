package org.marronnier.domain.document;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.telling.Phrase;

/** What was changed about single occurrences of a recurring campaign. */
final class OccurrenceEditing {

    private static final int MOST = 1_000;

    static final Shape<List<LocalDateTime>> EXCEPTIONS =
            ListShape.distinct(Scalars.DATE_TIME, 0, MOST);
    static final Shape<List<OccurrenceEdits.Moved>> OVERRIDES = ListShape.of(moved(), 0, MOST);
    static final Shape<OccurrenceEdits> EDITS = edits();

    private OccurrenceEditing() {}

    /** Only a recurring campaign has them, and each occurrence is changed once. */
    static void check(
            Values in,
            Field<?, CampaignKind> kind,
            Field<?, List<LocalDateTime>> exceptions,
            Field<?, List<OccurrenceEdits.Moved>> overrides) {
        var left = orNone(in.find(exceptions));
        var moved = orNone(in.find(overrides));
        var stands = in.find(kind);
        if (stands != null && stands != CampaignKind.RECURRING) {
            if (!left.isEmpty()) {
                onlyRecurring(in.at(exceptions), stands);
            }
            if (!moved.isEmpty()) {
                onlyRecurring(in.at(overrides), stands);
            }
        }
        var seen = new HashSet<>(left);
        for (var i = 0; i < moved.size(); i++) {
            if (!seen.add(moved.get(i).at())) {
                in.at(overrides)
                        .item(i, moved.get(i))
                        .field("at", moved.get(i).at().toString())
                        .mistake(Phrase.OCCURRENCE_TWICE.with(moved.get(i).at()));
            }
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static void onlyRecurring(Cursor at, CampaignKind kind) {
        at.mistake(Phrase.OCCURRENCES_OF_ANOTHER_KIND.with(DocumentWord.dashed(kind)));
    }

    private static Shape<OccurrenceEdits.Moved> moved() {
        var at = Field.required("at", Scalars.DATE_TIME, OccurrenceEdits.Moved::at);
        var start = Field.required("start", Scalars.DATE_TIME, OccurrenceEdits.Moved::start);
        return ObjectShape.of(
                "override", in -> new OccurrenceEdits.Moved(in.get(at), in.get(start)), at, start);
    }

    private static Shape<OccurrenceEdits> edits() {
        var exceptions =
                Field.optional("exceptions", EXCEPTIONS, OccurrenceEdits::exceptions, List.of());
        var overrides =
                Field.optional("overrides", OVERRIDES, OccurrenceEdits::overrides, List.of());
        return ObjectShape.of(
                "occurrenceEdits",
                in -> new OccurrenceEdits(in.get(exceptions), in.get(overrides)),
                exceptions,
                overrides);
    }
}
