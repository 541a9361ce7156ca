package org.marronnier.engine.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A country, or a part of France, that has public holidays, sales or celebrations of its own. The
 * French departments and territories overseas are regions of their own, as ISO 3166 has them.
 */
public enum Region {
    FR("FR", "France", "France"),
    ALSACE_MOSELLE("FR-AM", "Alsace-Moselle", "Alsace-Moselle"),
    GP("GP", "Guadeloupe", "Guadeloupe"),
    GF("GF", "Guyane", "French Guiana"),
    MQ("MQ", "Martinique", "Martinique"),
    YT("YT", "Mayotte", "Mayotte"),
    RE("RE", "La Réunion", "Réunion"),
    NC("NC", "Nouvelle-Calédonie", "New Caledonia"),
    PF("PF", "Polynésie française", "French Polynesia"),
    BL("BL", "Saint-Barthélemy", "Saint Barthélemy"),
    MF("MF", "Saint-Martin", "Saint Martin"),
    PM("PM", "Saint-Pierre-et-Miquelon", "Saint Pierre and Miquelon"),
    WF("WF", "Wallis-et-Futuna", "Wallis and Futuna"),
    BE("BE", "Belgique", "Belgium"),
    CH("CH", "Suisse", "Switzerland"),
    LU("LU", "Luxembourg", "Luxembourg"),
    DE("DE", "Allemagne", "Germany"),
    ES("ES", "Espagne", "Spain"),
    IT("IT", "Italie", "Italy"),
    NL("NL", "Pays-Bas", "Netherlands"),
    GB("GB", "Angleterre et pays de Galles", "England and Wales"),
    PT("PT", "Portugal", "Portugal"),
    AT("AT", "Autriche", "Austria"),
    IE("IE", "Irlande", "Ireland");

    private final String code;
    private final String french;
    private final String english;

    Region(String code, String french, String english) {
        this.code = code;
        this.french = french;
        this.english = english;
    }

    /** Its code: that of ISO 3166, but for Alsace-Moselle, which has none. */
    public String code() {
        return code;
    }

    /** What it is called in French, else in English. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("fr") ? french : english;
    }

    /** Whether the laws of France hold there, with or without exceptions. */
    public boolean isFrench() {
        return compareTo(BE) < 0;
    }

    public static Optional<Region> of(String code) {
        return Arrays.stream(values()).filter(region -> region.code.equals(code)).findFirst();
    }
}
