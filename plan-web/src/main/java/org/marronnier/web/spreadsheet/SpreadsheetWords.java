package org.marronnier.web.spreadsheet;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.telling.Telling;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of a spreadsheet say of its columns, its refusals and the file itself. */
@Component("spreadsheetWords")
public class SpreadsheetWords {

    /** A refused line in words. */
    record RefusedLine(int line, String column, String value, String reason) {}

    private final MessageSource messages;
    private final MistakeSentences mistakes;
    private final Figures figures;

    SpreadsheetWords(MessageSource messages, MistakeSentences mistakes, Figures figures) {
        this.messages = messages;
        this.mistakes = mistakes;
        this.figures = figures;
    }

    List<Option> columns(Locale locale) {
        return new Options(messages, locale).constants(Column.values(), "spreadsheet.column.");
    }

    String column(Column column, Locale locale) {
        return say("spreadsheet.column." + column, locale);
    }

    String unreadable(UnreadableSheet why, Locale locale) {
        return say("spreadsheet.unreadable." + why.why(), locale, figures.number(why.fact()));
    }

    RefusedLine line(Refusal refusal, Locale locale) {
        return new RefusedLine(
                refusal.line(),
                refusal.column() == null ? "" : column(refusal.column(), locale),
                refusal.value(),
                reason(refusal.reason(), locale));
    }

    private String reason(Reason reason, Locale locale) {
        return reason.facts().size() == 1 && reason.facts().getFirst() instanceof Telling telling
                ? mistakes.say(telling, locale)
                : say(
                        "spreadsheet.reason." + reason.word(),
                        locale,
                        reason.facts().stream().map(this::shown).toArray());
    }

    /** What the button that applies a preview says. */
    public String act(int made, int changed, Locale locale) {
        var makes = counted("spreadsheet.act.make.", made, locale);
        var changes = counted("spreadsheet.act.change.", changed, locale);
        if (made == 0) {
            return changes;
        }
        return changed == 0 ? makes : say("spreadsheet.act.both", locale, makes, changes);
    }

    private String counted(String key, int count, Locale locale) {
        return say(key + (count == 1 ? "one" : "other"), locale, figures.number(count));
    }

    String say(String key, Locale locale, Object... facts) {
        return messages.getMessage(key, facts, locale);
    }

    private Object shown(Object fact) {
        return switch (fact) {
            case LocalDate date -> figures.date(date);
            case Number number -> figures.number(number.longValue());
            default -> fact;
        };
    }
}
