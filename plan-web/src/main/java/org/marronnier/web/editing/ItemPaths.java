package org.marronnier.web.editing;

import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;

/** The pages of items. */
public final class ItemPaths {

    private ItemPaths() {}

    /** The page of an item. */
    public static String of(ItemPlace place) {
        return switch (place.kind()) {
            case PLAN -> "/plan/settings";
            case CONVENTIONS, CAPACITY -> list(place);
            case PRESSURE_RULE -> list(place) + "/pressure/" + place.key();
            case QUIET_PERIOD -> list(place) + "/quiet/" + place.key();
            case SCENARIO -> list(place) + "/scenarios/" + place.key();
            case JOURNEY, SEGMENT, OBJECTIVE, KPI, TEMPLATE, PROGRAMME, CAMPAIGN, CALENDAR_EVENT ->
                    list(place) + "/" + place.key();
        };
    }

    /** The page on which an item is one of many. */
    public static String list(ItemPlace place) {
        return switch (place.kind()) {
            case PLAN -> "/plan";
            case CONVENTIONS -> "/conventions";
            case JOURNEY -> "/journeys";
            case SEGMENT -> "/segments";
            case PRESSURE_RULE, QUIET_PERIOD, CAPACITY -> "/rules";
            case OBJECTIVE -> "/objectives";
            case KPI -> "/kpis";
            case TEMPLATE -> "/templates";
            case PROGRAMME -> "/programmes";
            case SCENARIO ->
                    of(ItemPlace.of(ItemKind.PROGRAMME, String.valueOf(place.programme())));
            case CAMPAIGN -> "/campaigns";
            case CALENDAR_EVENT -> "/events";
        };
    }
}
