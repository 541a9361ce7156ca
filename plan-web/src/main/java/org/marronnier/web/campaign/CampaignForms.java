package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.condition.ConditionForm;
import org.marronnier.web.condition.EditingConditions;
import org.marronnier.web.condition.SpanField;
import org.marronnier.web.editing.Differences;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The forms of campaigns: what their fields show, and what they may choose from. */
@Component
final class CampaignForms {

    private static final String VALUES = "values";
    private static final String MISTAKES = "mistakes";

    private final EditingConditions conditions;
    private final CampaignEvents events;
    private final RecurrenceSentences recurrences;
    private final Differences differences;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    CampaignForms(
            EditingConditions conditions,
            CampaignEvents events,
            RecurrenceSentences recurrences,
            Differences differences,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.conditions = conditions;
        this.events = events;
        this.recurrences = recurrences;
        this.differences = differences;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /**
     * What a form shows besides its plain fields.
     *
     * @param prepared what is in preparation and what holds; null where they are one
     * @param over whether nothing can be changed any more
     * @param saved when it was changed last; null while it was not
     */
    record Shown(
            CampaignChoices choices,
            String tags,
            SpanField expiry,
            Repetition repetition,
            String recurrence,
            List<String> next,
            List<Kept> exceptions,
            List<Kept> overrides,
            List<CampaignEvents.Group> events,
            @Nullable String distance,
            @Nullable String prepared,
            boolean over,
            @Nullable String saved) {}

    /** An occurrence that was left out or moved. */
    record Kept(String value, String text) {}

    /**
     * Fills the model for the form of a step, with what was typed where it is there already; the
     * campaign as it would be, or as it is where what was typed does not hold.
     *
     * @param item which stands in the model already, with its values
     */
    CampaignBrief fill(
            PlanDocument plan, EditedItem item, CampaignStep step, Model model, Locale locale) {
        fold(model);
        var values = model.getAttribute(VALUES) instanceof Map<?, ?> typed ? typed : Map.of();
        var working = brief(item.working()).orElseThrow();
        model.addAttribute("step", step);
        if (step == CampaignStep.AUDIENCE) {
            target(values, plan, model, locale);
        }
        model.addAttribute(
                "form",
                shown(values, brief(withKey(values, item.place().key())), item, plan, locale));
        return working;
    }

    /** Fills the model for a new campaign, with what was typed or asked for. */
    void fresh(PlanDocument plan, Map<String, Object> values, Model model, Locale locale) {
        model.addAttribute(VALUES, values);
        fold(model);
        model.addAttribute("form", shown(values, Optional.empty(), null, plan, locale));
    }

    private void target(Map<?, ?> values, PlanDocument plan, Model model, Locale locale) {
        var mistakes = new LinkedHashMap<String, String>();
        if (model.getAttribute(MISTAKES) instanceof Map<?, ?> found) {
            found.forEach((path, text) -> mistakes.put(String.valueOf(path), "" + text));
        }
        model.addAttribute(
                "target",
                model.getAttribute("targetForm") instanceof ConditionForm typed
                        ? conditions.show(typed, plan, mistakes, locale)
                        : conditions.show(
                                values.get(CampaignForm.TARGET),
                                CampaignForm.TARGET,
                                plan,
                                mistakes,
                                locale));
    }

    private Shown shown(
            Map<?, ?> values,
            Optional<CampaignBrief> brief,
            @Nullable EditedItem item,
            PlanDocument plan,
            Locale locale) {
        var day = dateTime(values.get("start")).map(LocalDateTime::toLocalDate).orElse(null);
        var event = text(values.get("event"));
        var rule = text(values.get("recurrence"));
        var now = LocalDateTime.ofInstant(clock.instant(), plan.plan().zone());
        var dates =
                brief.filter(one -> one.recurrence() != null)
                        .flatMap(one -> recurrences.next(one, plan.plan().zone(), now));
        return new Shown(
                new CampaignChoices(plan, sayings.in(locale)),
                values.get("tags") instanceof List<?> tags
                        ? String.join(", ", tags.stream().map(String::valueOf).toList())
                        : "",
                values.get("expiry") instanceof String span
                        ? SpanField.of(span)
                        : new SpanField("", "DAY"),
                Repetition.of(rule),
                dates.isPresent() ? recurrences.of(rule, locale) : "",
                dates.orElse(List.of()).stream().map(this::words).toList(),
                kept(values.get("exceptions")),
                kept(values.get("overrides")),
                events.groups(plan, events.year(plan, day), event, locale),
                events.distance(plan, event, day, locale).orElse(null),
                item == null ? null : prepared(item, locale),
                item != null && item.status() == Status.ENDED,
                item == null || item.changedAt() == null
                        ? null
                        : saved(item.changedAt(), plan, locale));
    }

    private List<Kept> kept(@Nullable Object list) {
        return list instanceof List<?> all
                ? all.stream()
                        .map(one -> one instanceof Map<?, ?> moved ? moved.get("at") : one)
                        .map(String::valueOf)
                        .map(at -> new Kept(at, dateTime(at).map(this::words).orElse(at)))
                        .toList()
                : List.of();
    }

    private String words(LocalDateTime at) {
        return "%s %d, %s"
                .formatted(
                        figures.day(at.toLocalDate()),
                        at.getYear(),
                        figures.time(at.toLocalTime()));
    }

    private @Nullable String prepared(EditedItem item, Locale locale) {
        var status =
                item.status() == null ? "" : sayings.say("status." + word(item.status()), locale);
        return item.preparation() == null
                ? item.isHeld() ? sayings.say("campaign.edit.held", locale, status) : null
                : sayings.say(
                        "campaign.edit.prepared",
                        locale,
                        status,
                        sayings.say("status." + word(item.preparation().status()), locale),
                        differences.person(item.preparation().by()),
                        differences.when(item.preparation().at()));
    }

    private String saved(Instant at, PlanDocument plan, Locale locale) {
        var zone = plan.plan().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var then = LocalDateTime.ofInstant(at, zone);
        return then.toLocalDate().equals(today)
                ? sayings.say("campaign.edit.saved.at", locale, figures.time(then.toLocalTime()))
                : sayings.say("campaign.edit.saved.on", locale, figures.dateTime(then));
    }

    /** The campaign that a tree says, where it holds by itself. */
    private static Optional<CampaignBrief> brief(Map<?, ?> tree) {
        return Part.CAMPAIGN.find(tree, _ -> {}).map(PlanDocument.Campaign::brief);
    }

    private static Map<?, ?> withKey(Map<?, ?> values, String key) {
        var whole = new LinkedHashMap<Object, Object>(values);
        whole.putIfAbsent("key", key);
        return whole;
    }

    /** What is wrong within a field of several parts is told at the field. */
    private static void fold(Model model) {
        if (!(model.getAttribute(MISTAKES) instanceof Map<?, ?> found)) {
            return;
        }
        var folded = new LinkedHashMap<String, String>();
        found.forEach(
                (path, text) -> {
                    var whole = String.valueOf(path);
                    var field = whole.replaceFirst("\\[.*", "");
                    folded.put(whole, String.valueOf(text));
                    if (!field.equals(whole) && !field.contains(".")) {
                        folded.merge(field, "" + text, (one, two) -> one + " " + two);
                    }
                });
        model.addAttribute(MISTAKES, folded);
    }

    private static Optional<LocalDateTime> dateTime(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(LocalDateTime.parse(text))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static String word(Status status) {
        return CampaignWords.word(status);
    }
}
