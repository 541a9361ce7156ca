package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.shell.Figures;
import org.springframework.stereotype.Component;

/** Reads a sheet as campaigns of a plan, and says what it would do; it changes nothing. */
@Component
class ProposingCampaigns {

    private final PlanReader reader;
    private final Choices choices;
    private final ConditionSentences sentences;
    private final Figures figures;

    ProposingCampaigns(
            PlanReader reader, Choices choices, ConditionSentences sentences, Figures figures) {
        this.reader = reader;
        this.choices = choices;
        this.sentences = sentences;
        this.figures = figures;
    }

    /**
     * What the sheet would do to the plan as it stands.
     *
     * @param plan with what is in preparation in the place of what it will replace
     */
    Proposal propose(PlanDocument plan, SheetFile file, Mapping mapping, Locale locale)
            throws IOException, UnreadableSheet {
        var keys = new Keys(plan);
        var rows =
                new CampaignRows(
                        plan,
                        mapping,
                        file.countsFrom1904(),
                        new CellValues(choices, keys, mapping.values()),
                        cells(plan, keys, Locale.FRENCH),
                        cells(plan, keys, Locale.ENGLISH));
        file.read(
                mapping.sheet(),
                row -> {
                    if (row.line() > mapping.header()) {
                        rows.take(row);
                    }
                    return true;
                });
        return new Judging(plan, reader, cells(plan, keys, locale), figures).judge(rows);
    }

    private CampaignCells cells(PlanDocument plan, Keys keys, Locale locale) {
        return new CampaignCells(plan, keys, choices, sentences, locale);
    }
}
