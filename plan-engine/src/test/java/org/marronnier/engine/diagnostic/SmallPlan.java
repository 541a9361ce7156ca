package org.marronnier.engine.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.document.GivenPlan;
import org.marronnier.domain.document.PlanDocument;

/** A plan of a few lines, written as the plan document writes it. */
final class SmallPlan {

    private final List<Object> stages = new ArrayList<>();
    private final List<Object> touchpoints = new ArrayList<>();
    private final List<Object> journeys = new ArrayList<>();
    private final List<Object> segments = new ArrayList<>();
    private final List<Object> programmes = new ArrayList<>();
    private final List<Object> campaigns = new ArrayList<>();

    static SmallPlan aPlan() {
        return new SmallPlan();
    }

    SmallPlan stages(String... keys) {
        for (var key : keys) {
            stages.add(Map.of("key", key, "name", key, "when", Map.of("all", List.of())));
        }
        return this;
    }

    SmallPlan touchpoints(String... keys) {
        for (var key : keys) {
            touchpoints.add(Map.of("key", key, "name", key));
        }
        return this;
    }

    SmallPlan segment(String key, Map<String, Object> when) {
        segments.add(Map.of("key", key, "name", key, "when", when));
        return this;
    }

    SmallPlan journey(String key, Map<String, Object> step) {
        journeys.add(Map.of("key", key, "name", key, "steps", List.of(named("step", step))));
        return this;
    }

    @SafeVarargs
    final SmallPlan programme(
            String key, Map<String, Object> fields, Map<String, Object>... scenarios) {
        var programme = named(key, fields);
        programme.put("scenarios", List.of(scenarios));
        programmes.add(programme);
        return this;
    }

    SmallPlan campaign(String key, Map<String, Object> fields) {
        var campaign = named(key, Map.of("kind", "one-off", "type", "PROMOTIONAL"));
        campaign.put("start", "2027-02-01T10:00");
        campaign.put("purpose", "offers");
        campaign.put("channels", List.of("EMAIL"));
        campaign.put("template", "mail");
        campaign.putAll(fields);
        campaigns.add(campaign);
        return this;
    }

    /** A service scenario that asks nothing but its steps. */
    static Map<String, Object> scenario(String key, Map<String, Object> fields) {
        var scenario = named(key, Map.of("type", "SERVICE"));
        scenario.put("purpose", "offers");
        scenario.put("trigger", Map.of("event", "signup"));
        scenario.put("steps", List.of(send()));
        scenario.putAll(fields);
        return scenario;
    }

    static Map<String, Object> send(String... channels) {
        return Map.of(
                "send",
                Map.of(
                        "template",
                        "mail",
                        "channels",
                        channels.length == 0 ? List.of("EMAIL") : List.of(channels)));
    }

    static Map<String, Object> event(String type, int atLeast) {
        return Map.of("event", type, "count", Map.of("gte", atLeast));
    }

    PlanDocument document() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("marronnier", 1);
        tree.put(
                "plan",
                Map.of(
                        "key", "small",
                        "name", "Small",
                        "brand", "Small",
                        "from", "2027-01-01",
                        "to", "2027-12-31"));
        tree.put(
                "conventions",
                Map.of(
                        "stages", stages,
                        "touchpoints", touchpoints,
                        "purposes", List.of(Map.of("key", "offers", "name", "Offers"))));
        tree.put("journeys", journeys);
        tree.put("segments", segments);
        tree.put(
                "objectives",
                List.of(Map.of("key", "repeat", "name", "Repeat", "kpi", "repeat-rate")));
        tree.put(
                "templates",
                List.of(
                        Map.of(
                                "key", "mail",
                                "channel", "EMAIL",
                                "subject", "Hello",
                                "text", "Hello")));
        tree.put("programmes", programmes);
        tree.put("campaigns", campaigns);
        return GivenPlan.read(tree);
    }

    private static Map<String, Object> named(String key, Map<String, Object> fields) {
        var item = new LinkedHashMap<String, Object>();
        item.put("key", key);
        item.put("name", key);
        item.putAll(fields);
        return item;
    }
}
