package org.marronnier.scheduler.why;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What would ask to speak to the contact. */
public sealed interface Question {

    /** The key of the campaign or scenario. */
    String key();

    /**
     * @param occurrence local time in the plan's zone; null for the next one
     */
    record OfCampaign(String key, @Nullable LocalDateTime occurrence) implements Question {}

    /**
     * @param step which of the steps that send, from 1 on
     */
    record OfScenario(String key, int step) implements Question {}

    Pattern CAMPAIGN = Pattern.compile("campaign:([a-z0-9-]+)(?:@(\\S+))?");
    Pattern SCENARIO = Pattern.compile("scenario:([a-z0-9-]+)(?:#([1-9]\\d{0,3}))?");

    /**
     * Reads {@code campaign:<key>}, {@code campaign:<key>@2027-01-13T10:00}, {@code scenario:<key>}
     * or {@code scenario:<key>#2}; none for anything else.
     */
    static Optional<Question> read(String text) {
        var campaign = CAMPAIGN.matcher(text.strip());
        if (campaign.matches()) {
            try {
                var at = campaign.group(2);
                return Optional.of(
                        new OfCampaign(
                                campaign.group(1), at == null ? null : LocalDateTime.parse(at)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        var scenario = SCENARIO.matcher(text.strip());
        if (scenario.matches()) {
            var step = scenario.group(2);
            return Optional.of(
                    new OfScenario(scenario.group(1), step == null ? 1 : Integer.parseInt(step)));
        }
        return Optional.empty();
    }

    /** The question as {@link #read} reads it. */
    default String text() {
        return switch (this) {
            case OfCampaign(var key, var occurrence) ->
                    "campaign:" + key + (occurrence == null ? "" : "@" + occurrence);
            case OfScenario(var key, var step) -> "scenario:" + key + "#" + step;
        };
    }
}
