package org.marronnier.engine.calendar;

import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What shops celebrate in a year: in France, and where Europe celebrates on another day. */
final class Celebrations {

    private final int year;
    private final LocalDate easter;
    private final List<KeyDate> found = new ArrayList<>();

    private Celebrations(int year) {
        this.year = year;
        this.easter = Feasts.easter(year);
    }

    static List<KeyDate> of(int year) {
        var celebrations = new Celebrations(year);
        celebrations.france();
        celebrations.mothers();
        celebrations.fathers();
        celebrations.others();
        return List.copyOf(celebrations.found);
    }

    private void france() {
        add("nouvel-an", "Nouvel An", "New Year", on(1, 1));
        add("epiphanie", "Épiphanie", "Epiphany", on(1, 6));
        add("chandeleur", "Chandeleur", "Candlemas", on(2, 2));
        add("saint-valentin", "Saint-Valentin", "Valentine’s Day", on(2, 14));
        add("mardi-gras", "Mardi gras", "Shrove Tuesday", easter.minusDays(47));
        add(
                "grands-meres",
                "Fête des grands-mères",
                "Grandmothers’ Day",
                on(3, 1).with(firstInMonth(SUNDAY)));
        add("droits-des-femmes", "Droits des femmes", "International Women’s Day", on(3, 8));
        add("paques", "Pâques", "Easter", easter, easter.plusDays(1));
        add("muguet", "Muguet du 1er mai", "Lily of the valley", on(5, 1));
        add("fete-des-meres", "Fête des mères", "Mother’s Day", mothersInFrance());
        add("fete-des-peres", "Fête des pères", "Father’s Day", thirdSundayOfJune());
        add("fete-de-la-musique", "Fête de la musique", "Music Day", on(6, 21));
        add("rentree", "Rentrée scolaire", "Back to school", SchoolHolidays.backToSchool(year));
        add("halloween", "Halloween", "Halloween", on(10, 31));
        add("toussaint", "Toussaint", "All Saints’ Day", on(11, 1));
        add(
                "beaujolais",
                "Beaujolais nouveau",
                "Beaujolais nouveau",
                on(11, 1).with(dayOfWeekInMonth(3, THURSDAY)));
        var blackFriday = on(11, 1).with(dayOfWeekInMonth(4, THURSDAY)).plusDays(1);
        add("black-friday", "Black Friday", "Black Friday", blackFriday);
        add("cyber-monday", "Cyber Monday", "Cyber Monday", blackFriday.plusDays(3));
        add("saint-nicolas", "Saint-Nicolas", "Saint Nicholas", on(12, 6));
        add("noel", "Noël", "Christmas", on(12, 24), on(12, 25));
        add("saint-sylvestre", "Saint-Sylvestre", "New Year’s Eve", on(12, 31));
    }

    /**
     * The last Sunday of May, or the first of June where that is Pentecost (article D215-1 of the
     * code of social action and families).
     */
    private LocalDate mothersInFrance() {
        var last = on(5, 1).with(lastInMonth(SUNDAY));
        return last.equals(easter.plusDays(49)) ? on(6, 1).with(firstInMonth(SUNDAY)) : last;
    }

    private LocalDate thirdSundayOfJune() {
        return on(6, 1).with(dayOfWeekInMonth(3, SUNDAY));
    }

    private void mothers() {
        var first = on(5, 1).with(firstInMonth(SUNDAY));
        var second = first.plusWeeks(1);
        mother(Region.BE, second);
        mother(Region.CH, second);
        mother(Region.LU, on(6, 1).with(dayOfWeekInMonth(2, SUNDAY)));
        mother(Region.DE, second);
        mother(Region.ES, first);
        mother(Region.IT, second);
        mother(Region.NL, second);
        mother(Region.GB, easter.minusDays(21));
        mother(Region.PT, first);
        mother(Region.AT, second);
        mother(Region.IE, easter.minusDays(21));
    }

    private void fathers() {
        var secondOfJune = on(6, 1).with(dayOfWeekInMonth(2, SUNDAY));
        father(Region.BE, secondOfJune);
        father(Region.CH, secondOfJune.minusWeeks(1));
        father(Region.LU, on(10, 1).with(firstInMonth(SUNDAY)));
        father(Region.DE, easter.plusDays(39));
        father(Region.ES, on(3, 19));
        father(Region.IT, on(3, 19));
        father(Region.NL, thirdSundayOfJune());
        father(Region.GB, thirdSundayOfJune());
        father(Region.PT, on(3, 19));
        father(Region.AT, secondOfJune);
        father(Region.IE, thirdSundayOfJune());
    }

    private void others() {
        add("sinterklaas", Region.NL, "Saint-Nicolas", "Sinterklaas", on(12, 5));
        add("saint-nicolas", Region.BE, "Saint-Nicolas", "Saint Nicholas", on(12, 6));
        add("saint-nicolas", Region.LU, "Saint-Nicolas", "Saint Nicholas", on(12, 6));
        add("saint-nicolas", Region.DE, "Saint-Nicolas", "Saint Nicholas", on(12, 6));
        add("saint-nicolas", Region.AT, "Saint-Nicolas", "Saint Nicholas", on(12, 6));
        add("rois-mages", Region.ES, "Rois mages", "Three Kings’ Day", on(1, 6));
        add("befana", Region.IT, "Befana", "Befana", on(1, 6));
        add("saint-patrick", Region.IE, "Saint-Patrick", "Saint Patrick’s Day", on(3, 17));
    }

    private void mother(Region region, LocalDate day) {
        add("fete-des-meres", region, "Fête des mères", "Mother’s Day", day);
    }

    private void father(Region region, LocalDate day) {
        add("fete-des-peres", region, "Fête des pères", "Father’s Day", day);
    }

    private void add(String key, String french, String english, LocalDate day) {
        add(key, french, english, day, day);
    }

    private void add(String key, String french, String english, LocalDate from, LocalDate to) {
        found.add(KeyDate.days(key, Region.FR, french, english, from, to));
    }

    private void add(String key, Region region, String french, String english, LocalDate day) {
        found.add(
                KeyDate.days(
                        CommercialCalendar.key(key, region), region, french, english, day, day));
    }

    private LocalDate on(int month, int day) {
        return LocalDate.of(year, month, day);
    }
}
