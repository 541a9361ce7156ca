package org.marronnier.web.condition;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.PlanOptions;

/**
 * What the plan calls the things that conditions and rules name by key. A key that it does not know
 * stands for itself.
 *
 * @param plan the plan's own key; empty where none is at hand
 */
public record Names(
        String plan,
        Map<String, String> segments,
        Map<String, String> stages,
        Map<String, String> purposes,
        Map<String, String> programmes,
        Map<String, String> scenarios,
        Map<String, String> campaigns,
        Map<String, String> rules) {

    /** Where no plan is at hand. */
    public static final Names NONE =
            new Names("", Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public static Names of(PlanDocument plan) {
        var named = new PlanOptions(plan);
        return new Names(
                plan.plan().key(),
                by(named.segments()),
                by(named.stages()),
                by(named.purposes()),
                by(named.programmes()),
                by(named.scenarios()),
                by(named.campaigns()),
                by(named.rules()));
    }

    public String segment(String key) {
        return segments.getOrDefault(key, key);
    }

    public String stage(String key) {
        return stages.getOrDefault(key, key);
    }

    public String purpose(String key) {
        return purposes.getOrDefault(key, key);
    }

    public String programme(String key) {
        return programmes.getOrDefault(key, key);
    }

    public String scenario(String key) {
        return scenarios.getOrDefault(key, key);
    }

    public String campaign(String key) {
        return campaigns.getOrDefault(key, key);
    }

    /** What is sent under this key, be it a campaign or a scenario. */
    public String sent(String key) {
        return campaigns.getOrDefault(key, scenario(key));
    }

    public String rule(String key) {
        return rules.getOrDefault(key, key);
    }

    private static Map<String, String> by(List<Option> options) {
        return options.stream()
                .collect(toUnmodifiableMap(Option::value, Option::text, (first, _) -> first));
    }
}
