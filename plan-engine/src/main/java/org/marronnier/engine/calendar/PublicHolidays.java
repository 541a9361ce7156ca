package org.marronnier.engine.calendar;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Set;

/**
 * The public holidays of a country or a part of France, by rule: in France the eleven of article
 * L3133-1 of the labour code, the two of the local law of Alsace-Moselle, and the abolition of
 * slavery overseas; elsewhere those that hold in the whole country, whatever its cantons, states or
 * communities add.
 */
public final class PublicHolidays extends Feasts {

    private PublicHolidays(int year) {
        super(year);
    }

    public static boolean knows(String region) {
        return Region.of(region).isPresent();
    }

    /**
     * @param region a code such as FR, RE or BE
     * @throws IllegalArgumentException for a region that is not known
     */
    public static Set<LocalDate> of(String region, int year) {
        var known =
                Region.of(region)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "The public holidays of %s are not known."
                                                        .formatted(region)));
        return of(known, year).stream().map(Holiday::day).collect(toUnmodifiableSet());
    }

    /** Those of a year, in no order. */
    static List<Holiday> of(Region region, int year) {
        var holidays = new PublicHolidays(year);
        holidays.find(region);
        return holidays.found();
    }

    private void find(Region region) {
        switch (region) {
            case FR, NC, PF, PM, WF -> france();
            case ALSACE_MOSELLE -> {
                france();
                goodFriday();
                secondDayOfChristmas();
            }
            case GP -> overseas(5, 27);
            case GF -> overseas(6, 10);
            case MQ -> overseas(5, 22);
            case YT -> overseas(4, 27);
            case RE -> overseas(12, 20);
            case BL -> overseas(10, 9);
            case MF -> overseas(5, year < 2018 ? 27 : 28);
            case BE -> belgium();
            case CH -> switzerland();
            case LU -> luxembourg();
            case DE -> germany();
            case ES -> spain();
            case IT -> italy();
            case NL -> netherlands();
            case GB -> england();
            case PT -> portugal();
            case AT -> austria();
            case IE -> ireland();
        }
    }

    private void france() {
        newYear();
        easterMonday();
        labourDay();
        add("8-mai", "8 mai", "Victory in Europe Day", 5, 8);
        ascension();
        whitMonday();
        add("14-juillet", "14 juillet", "Bastille Day", 7, 14);
        assumption();
        allSaints();
        add("11-novembre", "11 novembre", "Armistice Day", 11, 11);
        christmas();
    }

    private void overseas(int month, int day) {
        france();
        add("abolition", "Abolition de l’esclavage", "Abolition of slavery", month, day);
    }

    private void belgium() {
        newYear();
        easterMonday();
        labourDay();
        ascension();
        whitMonday();
        add("fete-nationale", "Fête nationale belge", "Belgian National Day", 7, 21);
        assumption();
        allSaints();
        add("11-novembre", "11 novembre", "Armistice Day", 11, 11);
        christmas();
    }

    /** Those that all cantons keep. */
    private void switzerland() {
        newYear();
        ascension();
        add("fete-nationale", "Fête nationale suisse", "Swiss National Day", 8, 1);
        christmas();
    }

    private void luxembourg() {
        newYear();
        easterMonday();
        labourDay();
        if (year >= 2019) {
            add("journee-europe", "Journée de l’Europe", "Europe Day", 5, 9);
        }
        ascension();
        whitMonday();
        add("fete-nationale", "Fête nationale luxembourgeoise", "Luxembourg National Day", 6, 23);
        assumption();
        allSaints();
        christmas();
        secondDayOfChristmas();
    }

    /** Those that all states keep. */
    private void germany() {
        newYear();
        goodFriday();
        easterMonday();
        labourDay();
        ascension();
        whitMonday();
        add("unite", "Jour de l’Unité allemande", "German Unity Day", 10, 3);
        if (year == 2017) {
            add("reformation", "Jour de la Réforme", "Reformation Day", 10, 31);
        }
        christmas();
        secondDayOfChristmas();
    }

    private void spain() {
        newYear();
        epiphany();
        goodFriday();
        labourDay();
        assumption();
        add("fete-nationale", "Fête nationale espagnole", "National Day of Spain", 10, 12);
        allSaints();
        add("constitution", "Jour de la Constitution", "Constitution Day", 12, 6);
        immaculateConception();
        christmas();
    }

    private void italy() {
        newYear();
        epiphany();
        easterMonday();
        add("liberation", "Fête de la Libération", "Liberation Day", 4, 25);
        labourDay();
        add("republique", "Fête de la République", "Republic Day", 6, 2);
        assumption();
        allSaints();
        immaculateConception();
        christmas();
        secondDayOfChristmas();
    }

    private void netherlands() {
        newYear();
        easterSunday();
        easterMonday();
        kingsDay();
        add("liberation", "Fête de la Libération", "Liberation Day", 5, 5);
        ascension();
        add("pentecote", "Pentecôte", "Whit Sunday", easter.plusDays(49));
        whitMonday();
        christmas();
        secondDayOfChristmas();
    }

    /** The birthday of the king, before 2014 that of the queen’s mother; never on a Sunday. */
    private void kingsDay() {
        var day = year < 2014 ? LocalDate.of(year, 4, 30) : LocalDate.of(year, 4, 27);
        add(
                "fete-du-roi",
                "Fête du Roi",
                "King’s Day",
                day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.minusDays(1) : day);
    }

    /** The bank holidays, with their days in lieu and those proclaimed for one year. */
    private void england() {
        add("nouvel-an", "Jour de l’An", "New Year’s Day", afterWeekend(LocalDate.of(year, 1, 1)));
        goodFriday();
        easterMonday();
        add(
                "mai",
                "Jour férié de début mai",
                "Early May bank holiday",
                year == 2020 ? LocalDate.of(2020, 5, 8) : first(Month.MAY, DayOfWeek.MONDAY));
        add(
                "printemps",
                "Jour férié de printemps",
                "Spring bank holiday",
                switch (year) {
                    case 2012 -> LocalDate.of(2012, 6, 4);
                    case 2022 -> LocalDate.of(2022, 6, 2);
                    default -> last(Month.MAY, DayOfWeek.MONDAY);
                });
        add("ete", "Jour férié d’été", "Summer bank holiday", last(Month.AUGUST, DayOfWeek.MONDAY));
        var christmas = LocalDate.of(year, 12, 25);
        add("noel", "Noël", "Christmas Day", inLieu(christmas));
        add("lendemain-de-noel", "Lendemain de Noël", "Boxing Day", inLieu(christmas.plusDays(1)));
        switch (year) {
            case 2011 -> add("royal", "Mariage royal", "Royal wedding", 4, 29);
            case 2012 -> add("royal", "Jubilé de diamant", "Diamond Jubilee", 6, 5);
            case 2022 -> {
                add("royal", "Jubilé de platine", "Platinum Jubilee", 6, 3);
                add("deuil", "Funérailles d’État", "State funeral", 9, 19);
            }
            case 2023 -> add("royal", "Couronnement", "Coronation", 5, 8);
            default -> {}
        }
    }

    private void portugal() {
        newYear();
        goodFriday();
        easterSunday();
        add("liberte", "Jour de la Liberté", "Freedom Day", 4, 25);
        labourDay();
        add("fete-nationale", "Fête nationale portugaise", "Portugal Day", 6, 10);
        assumption();
        immaculateConception();
        christmas();
        if (year < 2013 || year > 2015) { // suspended in the crisis
            corpusChristi();
            add("republique", "Fête de la République", "Republic Day", 10, 5);
            allSaints();
            add("independance", "Restauration de l’indépendance", "Independence Day", 12, 1);
        }
    }

    private void austria() {
        newYear();
        epiphany();
        easterMonday();
        labourDay();
        ascension();
        whitMonday();
        corpusChristi();
        assumption();
        add("fete-nationale", "Fête nationale autrichienne", "Austrian National Day", 10, 26);
        allSaints();
        immaculateConception();
        christmas();
        secondDayOfChristmas();
    }

    private void ireland() {
        newYear();
        if (year >= 2023) {
            var february = LocalDate.of(year, 2, 1);
            add(
                    "sainte-brigide",
                    "Sainte-Brigide",
                    "Saint Brigid’s Day",
                    february.getDayOfWeek() == DayOfWeek.FRIDAY
                            ? february
                            : first(Month.FEBRUARY, DayOfWeek.MONDAY));
        }
        add("saint-patrick", "Saint-Patrick", "Saint Patrick’s Day", 3, 17);
        if (year == 2022) {
            add("commemoration", "Journée de commémoration", "Day of Remembrance", 3, 18);
        }
        easterMonday();
        add("mai", "Jour férié de mai", "May bank holiday", first(Month.MAY, DayOfWeek.MONDAY));
        add("juin", "Jour férié de juin", "June bank holiday", first(Month.JUNE, DayOfWeek.MONDAY));
        add(
                "aout",
                "Jour férié d’août",
                "August bank holiday",
                first(Month.AUGUST, DayOfWeek.MONDAY));
        add(
                "octobre",
                "Jour férié d’octobre",
                "October bank holiday",
                last(Month.OCTOBER, DayOfWeek.MONDAY));
        christmas();
        add("lendemain-de-noel", "Saint-Étienne", "Saint Stephen’s Day", 12, 26);
    }
}
