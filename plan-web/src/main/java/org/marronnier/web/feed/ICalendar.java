package org.marronnier.web.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The text of an iCalendar stream (RFC 5545): content lines that end in CRLF and are folded at 75
 * octets, never within a character.
 */
final class ICalendar {

    private static final int LINE = 75;
    private static final String PRODUCT = "-//Marronnier//Marronnier//FR";
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    /** Starts a calendar of this name. */
    ICalendar(String name) {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:" + PRODUCT);
        line("CALSCALE:GREGORIAN");
        line("NAME:" + escaped(name));
        line("X-WR-CALNAME:" + escaped(name));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line("X-PUBLISHED-TTL:PT1H");
    }

    /** Where an event stands in the eyes of a calendar program. */
    enum Standing {
        TENTATIVE,
        CONFIRMED
    }

    /**
     * An event; whoever shows it is not busy meanwhile.
     *
     * @param uid the same for as long as the event is the same, whatever changes of it
     * @param stamp when it was last revised
     */
    record Event(
            String uid,
            long sequence,
            Instant stamp,
            When when,
            String summary,
            String description,
            List<String> categories,
            Standing standing,
            String url) {
        Event {
            categories = List.copyOf(categories);
        }
    }

    /** When an event is. */
    sealed interface When {

        /** At an instant, for no time. */
        record At(Instant instant) implements When {}

        /** On whole days, the last one included. */
        record On(LocalDate first, LocalDate last) implements When {}
    }

    ICalendar event(Event event) {
        line("BEGIN:VEVENT");
        line("UID:" + escaped(event.uid()));
        line("DTSTAMP:" + INSTANT.format(event.stamp()));
        line("LAST-MODIFIED:" + INSTANT.format(event.stamp()));
        line("SEQUENCE:" + Math.min(event.sequence(), Integer.MAX_VALUE));
        switch (event.when()) {
            case When.At(var instant) -> line("DTSTART:" + INSTANT.format(instant));
            case When.On(var first, var last) -> {
                line("DTSTART;VALUE=DATE:" + DateTimeFormatter.BASIC_ISO_DATE.format(first));
                line(
                        "DTEND;VALUE=DATE:"
                                + DateTimeFormatter.BASIC_ISO_DATE.format(last.plusDays(1)));
            }
        }
        line("SUMMARY:" + escaped(event.summary()));
        if (!event.description().isEmpty()) {
            line("DESCRIPTION:" + escaped(event.description()));
        }
        if (!event.categories().isEmpty()) {
            line(
                    "CATEGORIES:"
                            + String.join(
                                    ",",
                                    event.categories().stream().map(ICalendar::escaped).toList()));
        }
        line("STATUS:" + event.standing());
        line("TRANSP:TRANSPARENT");
        line("URL:" + event.url());
        line("END:VEVENT");
        return this;
    }

    /** The whole stream. */
    String end() {
        line("END:VCALENDAR");
        return text.toString();
    }

    /** A text value (section 3.3.11); control characters, which it cannot hold, are left out. */
    static String escaped(String value) {
        var escaped = new StringBuilder(value.length());
        for (char sign : value.replace("\r\n", "\n").toCharArray()) {
            switch (sign) {
                case '\\', ';', ',' -> escaped.append('\\').append(sign);
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append(sign);
                default -> {
                    if (!Character.isISOControl(sign)) {
                        escaped.append(sign);
                    }
                }
            }
        }
        return escaped.toString();
    }

    /** A content line, folded (section 3.1): every line after the first begins with a space. */
    private void line(String content) {
        int octets = 0;
        for (int i = 0; i < content.length(); ) {
            int sign = content.codePointAt(i);
            var character = Character.toString(sign);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(character);
            octets += length;
            i += Character.charCount(sign);
        }
        text.append("\r\n");
    }
}
