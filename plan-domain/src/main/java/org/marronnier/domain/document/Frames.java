package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** What surrounds the messages: the plan's frame and its own calendar. */
final class Frames {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Map<String, String> COUNTRY_OF_ZONE =
            Map.of(
                    "Europe/Brussels", "BE",
                    "Europe/Zurich", "CH",
                    "Europe/Luxembourg", "LU",
                    "Europe/London", "GB",
                    "Europe/Berlin", "DE",
                    "Europe/Madrid", "ES",
                    "Europe/Rome", "IT",
                    "Europe/Amsterdam", "NL",
                    "Europe/Lisbon", "PT");

    static final Shape<Moment> MOMENT =
            Scalars.oneOf(Phrase.A_MOMENT, Moment.class, DocumentWord::dashed);
    static final Shape<PlanFrame> FRAME = frame();
    static final Shape<CalendarEvent> CALENDAR_EVENT = calendarEvent();

    private Frames() {}

    private static Shape<PlanFrame> frame() {
        var key = Field.required("key", Scalars.KEY, PlanFrame::key);
        var name = Field.required("name", Scalars.NAME, PlanFrame::name);
        var brand = Field.required("brand", Scalars.NAME, PlanFrame::brand);
        var from = Field.required("from", Scalars.DATE, PlanFrame::from);
        var to = Field.required("to", Scalars.DATE, PlanFrame::to);
        var zone = Field.optional("zone", Scalars.ZONE, PlanFrame::zone, PARIS);
        var locale = Field.optional("locale", Scalars.LOCALE, PlanFrame::locale, Locale.FRENCH);
        var country =
                Field.optional(
                        "country",
                        Scalars.COUNTRY,
                        (PlanFrame plan) ->
                                plan.country().equals(countryOf(plan.locale(), plan.zone()))
                                        ? null
                                        : plan.country());
        var lookAhead =
                Field.optional(
                        "lookAhead", Scalars.NO_NEGATIVE_SPAN, PlanFrame::lookAhead, Span.days(7));
        var lateEvents =
                Field.optional(
                        "lateEvents",
                        Scalars.NO_NEGATIVE_SPAN,
                        PlanFrame::lateEvents,
                        Span.days(3));
        var saleEvent = Field.optional("saleEvent", Scalars.WORD, PlanFrame::saleEvent, "purchase");
        var control =
                Field.optional(
                        "universalControl",
                        Scalars.SHARE,
                        PlanFrame::universalControl,
                        BigDecimal.ZERO);
        return ObjectShape.of(
                        "plan",
                        in ->
                                new PlanFrame(
                                        in.get(key),
                                        in.get(name),
                                        in.get(brand),
                                        in.get(from),
                                        in.get(to),
                                        in.get(zone),
                                        in.get(locale),
                                        in.find(country) instanceof String named
                                                ? named
                                                : countryOf(in.get(locale), in.get(zone)),
                                        in.get(lookAhead),
                                        in.get(lateEvents),
                                        in.get(saleEvent),
                                        in.get(control)),
                        key,
                        name,
                        brand,
                        from,
                        to,
                        zone,
                        locale,
                        country,
                        lookAhead,
                        lateEvents,
                        saleEvent,
                        control)
                .checked(
                        (in, at) -> {
                            endsAfter(in, from, to);
                            at.journal().period(in.find(from), in.find(to));
                        });
    }

    /** The last day must not lie before the first. */
    static void endsAfter(Values in, Field<?, LocalDate> from, Field<?, LocalDate> to) {
        var first = in.find(from);
        var last = in.find(to);
        if (first != null && last != null && last.isBefore(first)) {
            in.at(to).mistake(Phrase.ENDS_BEFORE.with(first, last));
        }
    }

    private static String countryOf(Locale locale, ZoneId zone) {
        return locale.getCountry().length() == 2
                ? locale.getCountry()
                : COUNTRY_OF_ZONE.getOrDefault(zone.getId(), "FR");
    }

    private static Shape<CalendarEvent> calendarEvent() {
        var key = Field.required("key", Scalars.KEY, CalendarEvent::key);
        var name = Field.required("name", Scalars.NAME, CalendarEvent::name);
        var moment = Field.optional("moment", MOMENT, CalendarEvent::moment);
        var from = Field.required("from", Scalars.DATE, CalendarEvent::from);
        var to = Field.required("to", Scalars.DATE, CalendarEvent::to);
        return ObjectShape.of(
                        "calendarEvent",
                        in ->
                                new CalendarEvent(
                                        in.get(key),
                                        in.get(name),
                                        in.find(moment),
                                        in.get(from),
                                        in.get(to)),
                        key,
                        name,
                        moment,
                        from,
                        to)
                .checked((in, _) -> endsAfter(in, from, to));
    }
}
