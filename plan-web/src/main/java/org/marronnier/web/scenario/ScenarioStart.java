package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.convention.Conventions.Purpose;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.template.Template;

/** The usual ways to start a scenario, each as a draft of it. */
enum ScenarioStart {
    WELCOME,
    CART,
    BIRTHDAY,
    REPURCHASE,
    INACTIVITY,
    BLANK;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ScenarioStart> of(@Nullable String word) {
        return List.of(values()).stream().filter(start -> start.word().equals(word)).findFirst();
    }

    public String icon() {
        return switch (this) {
            case WELCOME -> "door-enter";
            case CART -> "shopping-cart-x";
            case BIRTHDAY -> "cake";
            case REPURCHASE -> "repeat";
            case INACTIVITY -> "zzz";
            case BLANK -> "plus";
        };
    }

    /** The draft, with messages where the plan has a template that may be sent so. */
    Map<String, Object> draft(String name, PlanDocument plan) {
        var sale = plan.plan().saleEvent();
        var draft = new LinkedHashMap<String, Object>();
        draft.put("name", name);
        draft.put("type", this == CART || this == BIRTHDAY ? "PROMOTIONAL" : "SERVICE");
        plan.conventions().purposes().stream()
                .findFirst()
                .map(Purpose::key)
                .ifPresent(purpose -> draft.put("purpose", purpose));
        var steps = new ArrayList<Object>();
        switch (this) {
            case WELCOME -> {
                draft.put("intent", "inform");
                draft.put("trigger", trigger(Map.of("event", "signup", "delay", "PT30M")));
                draft.put("exit", bought(sale));
                send(plan, draft).ifPresent(steps::add);
                steps.add(Map.of("wait", "P5D"));
                send(plan, draft).ifPresent(steps::add);
            }
            case CART -> {
                draft.put("intent", "propose");
                draft.put("priority", 70);
                draft.put(
                        "trigger",
                        Map.of(
                                "abandonment",
                                trigger(
                                        Map.of(
                                                "started", "cart",
                                                "completed", sale,
                                                "after", "PT4H"))));
                draft.put("exit", bought(sale));
                draft.put("reentry", "P7D");
                send(plan, draft).ifPresent(steps::add);
            }
            case BIRTHDAY -> {
                draft.put("intent", "give");
                draft.put("trigger", Map.of("date", Map.of("field", "birthDate", "at", "09:00")));
                draft.put("reentry", "always");
                send(plan, draft).ifPresent(steps::add);
            }
            case REPURCHASE -> {
                draft.put("intent", "propose");
                draft.put("trigger", trigger(Map.of("event", sale, "delay", "P45D")));
                draft.put("exit", bought(sale));
                draft.put("reentry", "P90D");
                send(plan, draft).ifPresent(steps::add);
            }
            case INACTIVITY -> {
                draft.put("intent", "ask");
                draft.put(
                        "trigger",
                        Map.of("inactivity", Map.of("events", List.of(sale), "after", "P6M")));
                draft.put("exit", bought(sale));
                draft.put("reentry", "P12M");
                send(plan, draft).ifPresent(steps::add);
            }
            case BLANK -> draft.remove("purpose");
        }
        if (!steps.isEmpty()) {
            draft.put("steps", steps);
        }
        return draft;
    }

    private static Map<String, Object> trigger(Map<String, Object> fields) {
        return new LinkedHashMap<>(fields);
    }

    private static Map<String, Object> bought(String sale) {
        return Map.of("event", sale, "within", "P1D", "count", Map.of("gte", 1));
    }

    private static Optional<Map<String, Object>> send(
            PlanDocument plan, Map<String, Object> draft) {
        return plan.templates().stream()
                .filter(template -> template.channel() == Channel.EMAIL)
                .filter(template -> maySend(plan, template, String.valueOf(draft.get("type"))))
                .findFirst()
                .map(
                        template ->
                                Map.of(
                                        "send",
                                        Map.of(
                                                "template",
                                                template.key(),
                                                "channels",
                                                List.of("EMAIL"))));
    }

    private static boolean maySend(PlanDocument plan, Template template, String type) {
        return plan.conventions().senders().stream()
                .filter(sender -> sender.key().equals(template.sender()))
                .allMatch(
                        sender ->
                                sender.types().isEmpty()
                                        || sender.types().stream()
                                                .anyMatch(one -> one.name().equals(type)));
    }
}
