package org.marronnier.web.condition;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.segment.Segment;

/**
 * What the plan calls the things that conditions and rules name by key. A key that it does not know
 * stands for itself.
 */
public record Names(
        Map<String, String> segments,
        Map<String, String> stages,
        Map<String, String> purposes,
        Map<String, String> programmes,
        Map<String, String> scenarios,
        Map<String, String> campaigns,
        Map<String, String> rules) {

    /** Where no plan is at hand. */
    public static final Names NONE =
            new Names(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public static Names of(PlanDocument plan) {
        return new Names(
                by(plan.segments(), Segment::key, Segment::name),
                by(plan.conventions().stages(), Conventions.Stage::key, Conventions.Stage::name),
                by(
                        plan.conventions().purposes(),
                        Conventions.Purpose::key,
                        Conventions.Purpose::name),
                by(
                        plan.programmes(),
                        programme -> programme.brief().key(),
                        programme -> programme.brief().name()),
                by(
                        plan.programmes().stream()
                                .flatMap(programme -> programme.scenarios().stream())
                                .toList(),
                        scenario -> scenario.brief().key(),
                        scenario -> scenario.brief().name()),
                by(
                        plan.campaigns(),
                        campaign -> campaign.brief().key(),
                        campaign -> campaign.brief().name()),
                by(plan.pressure(), PressureRule::key, PressureRule::name));
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

    public String rule(String key) {
        return rules.getOrDefault(key, key);
    }

    private static <T> Map<String, String> by(
            List<T> things, Function<T, String> key, Function<T, String> name) {
        return things.stream().collect(toUnmodifiableMap(key, name, (first, _) -> first));
    }
}
