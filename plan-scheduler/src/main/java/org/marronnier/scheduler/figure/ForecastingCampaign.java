package org.marronnier.scheduler.figure;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.store.outbox.Messages;
import org.springframework.stereotype.Component;

/**
 * Foresees the funnel of a campaign's next occurrence, whatever its status: by the decision of the
 * live run, by what is known now, over all who will be targeted or, where they are many, over some
 * drawn by lot. Keeps nothing and holds nobody.
 */
@Component
class ForecastingCampaign {

    /** As many contacts are judged, and no more. */
    static final int MOST = 5_000;

    /** As many contacts of a line are kept to look at. */
    private static final int EXAMPLES = 20;

    private final Audiences audiences;
    private final DecidingHouseholds deciding;
    private final Messages messages;

    ForecastingCampaign(Audiences audiences, DecidingHouseholds deciding, Messages messages) {
        this.audiences = audiences;
        this.deciding = deciding;
        this.messages = messages;
    }

    /**
     * Belongs in a transaction, so that all is of one piece.
     *
     * @return none for a campaign that is not in the plan, sends nothing or is over
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated
     */
    Optional<Figure> of(PlanDocument plan, String campaign, Instant now) {
        return brief(plan, campaign)
                .filter(PlanRules::sends)
                .flatMap(
                        brief -> due(brief, plan, now).map(due -> foreseen(plan, brief, due, now)));
    }

    /** What a forecast leans on, besides contacts and what was sent to them. */
    static String definition(PlanDocument plan, String campaign, Instant now) {
        var campaigns =
                plan.campaigns().stream()
                        .filter(one -> one.status().mayRun() || one.brief().key().equals(campaign))
                        .map(one -> tree(plan, ItemKind.CAMPAIGN, one.brief().key()))
                        .toList();
        var occurrence =
                brief(plan, campaign)
                        .filter(brief -> brief.start() != null)
                        .flatMap(brief -> due(brief, plan, now));
        return List.of(
                        campaigns,
                        trees(plan, ItemKind.PRESSURE_RULE),
                        trees(plan, ItemKind.QUIET_PERIOD),
                        trees(plan, ItemKind.CAPACITY),
                        trees(plan, ItemKind.CONVENTIONS),
                        plan.plan().universalControl(),
                        plan.plan().lookAhead(),
                        occurrence)
                .toString();
    }

    private Figure foreseen(PlanDocument plan, CampaignBrief brief, Instant due, Instant now) {
        var rules = PlanRules.of(plan);
        var source = Source.of(brief, due, rules.zone());
        var drawn = audiences.draw(source.target(), rules.vocabulary(), due, MOST + 1);
        var many = drawn.size() > MOST;
        var targeted =
                many
                        ? audiences.count(source.target(), rules.vocabulary(), due).contacts()
                        : drawn.size();
        var judged = many ? drawn.subList(0, MOST) : drawn;
        var decided = deciding.foresee(rules, source, Set.copyOf(judged), due, now);
        return new Figure.Forecast(
                due,
                targeted,
                decided.size(),
                FunnelLine.counts(decided),
                overCapacity(rules, decided, targeted, due),
                examples(decided));
    }

    private static Map<String, List<Long>> examples(List<Decided> decided) {
        return decided.stream()
                .collect(
                        Collectors.groupingBy(
                                one -> FunnelLine.of(one.decision()),
                                HashMap::new,
                                Collectors.mapping(
                                        Decided::contact,
                                        Collectors.collectingAndThen(
                                                Collectors.toList(),
                                                all -> all.stream().limit(EXAMPLES).toList()))));
    }

    /**
     * Of all who would get a message, those for whom the channel has no place left that day beside
     * those that are taken by now.
     */
    private long overCapacity(PlanRules rules, List<Decided> decided, long targeted, Instant due) {
        var sends = new EnumMap<Channel, Long>(Channel.class);
        decided.stream()
                .filter(Decided::leaves)
                .map(one -> one.decision().channel())
                .forEach(channel -> sends.merge(channel, 1L, (some, one) -> some + one));
        return rules.capacities().stream()
                .mapToLong(
                        capacity -> {
                            var asked =
                                    Math.round(
                                            (double) sends.getOrDefault(capacity.channel(), 0L)
                                                    * targeted
                                                    / Math.max(1, decided.size()));
                            return Math.max(0, asked - left(capacity, rules, due));
                        })
                .sum();
    }

    private int left(Capacity capacity, PlanRules rules, Instant due) {
        var taken =
                messages.placesSeen(rules.key(), capacity.channel().name(), rules.localDay(due));
        return Math.max(0, capacity.perDay() - taken);
    }

    /** The next occurrence; now for a campaign that has no start. */
    private static Optional<Instant> due(CampaignBrief brief, PlanDocument plan, Instant now) {
        return brief.start() == null
                ? Optional.of(now)
                : Occurrences.of(brief, plan.plan().zone()).firstAfter(now);
    }

    private static Optional<CampaignBrief> brief(PlanDocument plan, String campaign) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(brief -> brief.key().equals(campaign))
                .findFirst();
    }

    private static List<Map<String, Object>> trees(PlanDocument plan, ItemKind kind) {
        return plan.keys(kind, null).stream().map(key -> tree(plan, kind, key)).toList();
    }

    private static Map<String, Object> tree(PlanDocument plan, ItemKind kind, String key) {
        return PlanWriter.write(plan, ItemPlace.of(kind, key)).orElse(Map.of());
    }
}
