package org.marronnier.web.spreadsheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.springframework.stereotype.Component;

/** The words of a sheet that nothing answers to, each with what it could stand for. */
@Component
class UnknownWords {

    /** Lines with the word stay refused. */
    static final String REFUSED = "";

    /** The word stands for nothing; no choice is written like this. */
    static final String NOTHING = "-";

    /**
     * @param lines how many lines hold it
     */
    record Word(String column, String columnName, String text, int lines, List<Option> options) {}

    private final Choices choices;
    private final SpreadsheetWords words;

    UnknownWords(Choices choices, SpreadsheetWords words) {
        this.choices = choices;
        this.words = words;
    }

    List<Word> of(Proposal proposal, PlanDocument plan, Locale locale) {
        var keys = new Keys(plan);
        var unknown = new ArrayList<Word>();
        proposal.unknown()
                .forEach(
                        (column, texts) -> {
                            var options =
                                    options(
                                            Keys.has(column)
                                                    ? keys.all(column)
                                                    : choices.all(column, locale));
                            texts.forEach(
                                    (text, lines) ->
                                            unknown.add(
                                                    new Word(
                                                            column.name(),
                                                            words.column(column, locale),
                                                            text,
                                                            lines,
                                                            options)));
                        });
        return unknown;
    }

    private static List<Option> options(Map<String, String> all) {
        return Options.of(all.entrySet(), Map.Entry::getKey, Map.Entry::getValue);
    }
}
