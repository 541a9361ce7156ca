package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.time.Span;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Spans of time in words: 90 days, 1 year and 6 months, 30 minutes. */
@Component("spans")
public final class SpanWords {

    private final MessageSource messages;

    SpanWords(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Span span, Locale locale) {
        var days = Math.abs(span.period().getDays());
        var inWeeks = days > 0 && days % 7 == 0 && days < 28 && days != 7;
        var parts = new ArrayList<String>();
        add(parts, "year", span.period().getYears(), locale);
        add(parts, "month", span.period().getMonths(), locale);
        add(parts, inWeeks ? "week" : "day", inWeeks ? days / 7 : days, locale);
        add(parts, "hour", span.time().toHours(), locale);
        add(parts, "minute", span.time().toMinutesPart(), locale);
        add(parts, "second", span.time().toSecondsPart(), locale);
        if (parts.isEmpty()) {
            parts.add(unit("day", 0, locale));
        }
        return String.join(messages.getMessage("span.and", null, locale), parts);
    }

    private void add(List<String> parts, String unit, long number, Locale locale) {
        if (number != 0) {
            parts.add(unit(unit, Math.abs(number), locale));
        }
    }

    private String unit(String unit, long number, Locale locale) {
        var form = Plural.of(number, locale);
        return messages.getMessage(
                "span." + unit + "." + form, new Object[] {Long.toString(number)}, locale);
    }
}
