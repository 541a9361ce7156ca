package org.marronnier.domain.message;

/**
 * What asks for messages, as candidates and the history name it: {@code campaign:winter-sale}, or
 * {@code scenario:welcome}.
 */
public final class SourceName {

    private static final String CAMPAIGN = "campaign:";
    private static final String SCENARIO = "scenario:";

    private SourceName() {}

    public static String ofCampaign(String key) {
        return CAMPAIGN + key;
    }

    public static String ofScenario(String key) {
        return SCENARIO + key;
    }

    public static boolean isOfScenario(String name) {
        return name.startsWith(SCENARIO);
    }
}
