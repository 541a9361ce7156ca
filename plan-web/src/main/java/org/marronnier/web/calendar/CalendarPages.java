package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.engine.conflict.Conflict;
import org.marronnier.engine.conflict.Conflicts;
import org.marronnier.web.campaign.CampaignWords;
import org.marronnier.web.conflict.ConflictSentences;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Puts together what all views of the calendar read. */
@Component
final class CalendarPages {

    private static final int HUES = 8;

    private final ShownPlans shown;
    private final FiredOccurrences fired;
    private final Ghosts ghosts;
    private final Bands bands;
    private final ExpectedVolumes volumes;
    private final AudienceCounts counts;
    private final FacetWords facets;
    private final CampaignWords words;
    private final ConflictSentences sentences;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    CalendarPages(
            ShownPlans shown,
            FiredOccurrences fired,
            Ghosts ghosts,
            Bands bands,
            ExpectedVolumes volumes,
            AudienceCounts counts,
            FacetWords facets,
            CampaignWords words,
            ConflictSentences sentences,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.shown = shown;
        this.fired = fired;
        this.ghosts = ghosts;
        this.bands = bands;
        this.volumes = volumes;
        this.counts = counts;
        this.facets = facets;
        this.words = words;
        this.sentences = sentences;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** The plans that an address shows. */
    List<PlanDocument> plans(CalendarAddress address) {
        return shown.of(address.filter(), address.lanes());
    }

    Days days(List<PlanDocument> plans, CalendarAddress address, LocalDate from, LocalDate to) {
        return Days.of(plans, from, to, address.filter(), fired.of(plans, from, to));
    }

    Feed feed(CalendarAddress address, LocalDate from, LocalDate to, Locale locale) {
        var plans = plans(address);
        var days = days(plans, address, from, to);
        var conflicts = conflicts(plans, from, to);
        var concerned = conflicts.stream().flatMap(Trouble::campaigns).collect(Collectors.toSet());
        var colours = colours(plans, address, locale);
        var chips = new ArrayList<Feed.Chip>();
        for (var entry : days.entries()) {
            chips.add(chip(entry, address, colours, concerned, chips.size(), locale));
        }
        for (var ghost : ghosts.of(plans, from, to, address.filter())) {
            chips.add(ghost(chip(ghost, address, colours, Set.of(), chips.size(), locale), locale));
        }
        return new Feed(
                chips,
                bands.of(days.events(), address.moments(), from, to, locale),
                lanes(chips, plans, address, locale),
                scenarios(plans, locale),
                troubles(conflicts, locale),
                hidden(days.hidden(), locale));
    }

    /** What the filter hides, as a sentence; empty for nothing. */
    String hidden(int hidden, Locale locale) {
        return switch (hidden) {
            case 0 -> "";
            case 1 -> sayings.say("calendar.hidden.one", locale);
            default -> sayings.say("calendar.hidden.other", locale, figures.number(hidden));
        };
    }

    /** What does not fit from today on, in sentences. */
    List<ConflictSentences.Line> troubles(
            List<PlanDocument> plans, LocalDate from, LocalDate to, Locale locale) {
        return troubles(conflicts(plans, from, to), locale);
    }

    List<Bands.Band> bands(
            Days days, CalendarAddress address, LocalDate from, LocalDate to, Locale locale) {
        return bands.of(days.events(), address.moments(), from, to, locale);
    }

    /** The colours of an address by word, with the names that a legend shows. */
    Map<String, Legend> legend(List<PlanDocument> plans, CalendarAddress address, Locale locale) {
        var names = facets.names(address.colour(), plans, shown.brands(), locale);
        var legend = new LinkedHashMap<String, Legend>();
        colours(plans, address, locale)
                .forEach(
                        (word, tone) ->
                                legend.put(word, new Legend(tone, names.getOrDefault(word, word))));
        return legend;
    }

    /** A colour and what it stands for. */
    record Legend(String tone, String name) {}

    /** What does not fit in a plan. */
    private record Trouble(PlanDocument plan, List<Conflict> conflicts) {
        Stream<CampaignOf> campaigns() {
            return conflicts.stream()
                    .flatMap(conflict -> conflict.concerned().stream())
                    .map(key -> new CampaignOf(plan.plan().key(), key));
        }
    }

    /** A campaign of a plan, by their keys. */
    private record CampaignOf(String plan, String campaign) {}

    /** What does not fit from today on, by plan. */
    private List<Trouble> conflicts(List<PlanDocument> plans, LocalDate from, LocalDate to) {
        var all = new ArrayList<Trouble>();
        for (var plan : plans) {
            var today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
            var first = from.isBefore(today) ? today : from;
            if (first.isBefore(to)) {
                all.add(new Trouble(plan, Conflicts.of(plan, first, to, audiences(plan))));
            }
        }
        return all;
    }

    private Map<String, Long> audiences(PlanDocument plan) {
        var audiences = new LinkedHashMap<String, Long>();
        counts.all(plan.plan().key())
                .forEach(
                        (subject, count) -> {
                            if (subject instanceof AudienceSubject.Campaign(var key)
                                    && count.figures() != null) {
                                audiences.put(key, count.figures().contacts());
                            }
                        });
        return audiences;
    }

    private List<ConflictSentences.Line> troubles(List<Trouble> conflicts, Locale locale) {
        return conflicts.stream()
                .flatMap(each -> sentences.of(each.conflicts(), each.plan(), locale).stream())
                .toList();
    }

    private Feed.Chip chip(
            Days.Entry entry,
            CalendarAddress address,
            Map<String, String> colours,
            Set<CampaignOf> concerned,
            int order,
            Locale locale) {
        var campaign = entry.campaign();
        var state = entry.sent() ? "sent" : CampaignWords.word(entry.status());
        var colour = address.colour().words(entry.plan(), entry.item()).getFirst();
        var href = "/campaigns/" + campaign.key();
        return new Feed.Chip(
                entry.plan().key() + "/" + campaign.key() + "/" + entry.at(),
                entry.plan().key(),
                campaign.key(),
                entry.day(),
                entry.start(),
                entry.at(),
                entry.days(),
                order,
                campaign.name(),
                campaign.lot(),
                address.lanes().words(entry.plan(), entry.item()),
                colours.getOrDefault(colour, "hue-0"),
                state,
                words.icon(campaign),
                words.chipDetail(
                        campaign, figures.time(entry.start().toLocalTime()), state, locale),
                shown.isCurrent(entry.plan())
                        ? href
                        : "/calendar/campaigns/" + entry.plan().key() + "/" + campaign.key(),
                entry.recurring(),
                fixed(entry, locale),
                concerned.contains(new CampaignOf(entry.plan().key(), campaign.key())));
    }

    /** The chip of a version that waits for its approval: it stays where it is. */
    private Feed.Chip ghost(Feed.Chip chip, Locale locale) {
        return new Feed.Chip(
                chip.id() + "/prepared",
                chip.plan(),
                chip.key(),
                chip.day(),
                chip.start(),
                chip.at(),
                chip.days(),
                chip.order(),
                chip.name(),
                chip.lot(),
                chip.lanes(),
                chip.tone(),
                "prepared",
                chip.icon(),
                chip.detail() + ", " + sayings.say("calendar.prepared", locale),
                chip.href(),
                false,
                sayings.say("placing.ghost", locale),
                false);
    }

    private @Nullable String fixed(Days.Entry entry, Locale locale) {
        if (entry.sent()) {
            return sayings.say("placing.sent", locale);
        }
        return entry.status() == Status.ENDED ? sayings.say("placing.ended", locale) : null;
    }

    /** The lanes that hold something, in the order of the plan. */
    private Map<String, String> lanes(
            List<Feed.Chip> chips,
            List<PlanDocument> plans,
            CalendarAddress address,
            Locale locale) {
        var used = new TreeSet<String>();
        chips.forEach(chip -> used.addAll(chip.lanes()));
        var lanes = new LinkedHashMap<String, String>();
        facets.names(address.lanes(), plans, shown.brands(), locale)
                .forEach(
                        (word, name) -> {
                            if (used.remove(word)) {
                                lanes.put(word, name);
                            }
                        });
        used.forEach(word -> lanes.put(word, word));
        return lanes;
    }

    private Map<String, String> colours(
            List<PlanDocument> plans, CalendarAddress address, Locale locale) {
        var colours = new LinkedHashMap<String, String>();
        var names = facets.names(address.colour(), plans, shown.brands(), locale);
        for (var word : names.keySet()) {
            colours.put(
                    word,
                    switch (address.colour()) {
                        case TYPE -> word;
                        case STATUS -> "status-" + word;
                        case CHANNEL, PROGRAMME, BRAND, SEGMENT, DEPARTMENT, LOT ->
                                "hue-" + colours.size() % HUES;
                    });
        }
        return colours;
    }

    /** Filters are of campaigns: scenarios stay. Null where none is live. */
    Feed.@Nullable Scenarios scenarios(List<PlanDocument> plans, Locale locale) {
        var expected = plans.stream().flatMap(plan -> volumes.of(plan).stream()).toList();
        if (expected.isEmpty()) {
            return null;
        }
        var daily = new ArrayList<Double>();
        for (var day = 0; day < 7; day++) {
            var index = day;
            daily.add(expected.stream().mapToDouble(one -> one.daily().get(index)).sum());
        }
        var sample = expected.stream().mapToLong(ExpectedVolumes.Expected::sample).sum();
        var week = Math.round(daily.stream().mapToDouble(Double::doubleValue).sum());
        return new Feed.Scenarios(
                sayings.say("calendar.scenarios", locale),
                expected.size() == 1
                        ? sayings.say("calendar.scenarios.one", locale)
                        : sayings.say(
                                "calendar.scenarios.other",
                                locale,
                                figures.number(expected.size())),
                daily,
                sample == 0
                        ? sayings.say("calendar.volume.none", locale)
                        : sayings.say(
                                "calendar.volume",
                                locale,
                                figures.number(week),
                                figures.number(sample),
                                figures.number(ExpectedVolumes.SAMPLE_DAYS)));
    }
}
