package org.marronnier.store.plan;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEventItem;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.item.PlanItem;
import org.marronnier.domain.journey.JourneyItem;
import org.marronnier.domain.kpi.KpiItem;
import org.marronnier.domain.objective.ObjectiveItem;
import org.marronnier.domain.plan.Plan;
import org.marronnier.domain.pressure.CapacityItem;
import org.marronnier.domain.pressure.PressureRuleItem;
import org.marronnier.domain.pressure.QuietPeriodItem;
import org.marronnier.domain.programme.Programme;
import org.marronnier.domain.scenario.Scenario;
import org.marronnier.domain.segment.SegmentItem;
import org.marronnier.domain.template.TemplateItem;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whole plans in PostgreSQL: one query a table to load what memory does not hold at this revision,
 * and batches of what differs to keep.
 */
@Repository
class JpaPlans implements Plans {

    private final EntityManager entities;
    private final Shelf shelf = new Shelf();

    JpaPlans(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PlanDocument> load(String key) {
        var revision = revision(key);
        if (revision == null) {
            return Optional.empty();
        }
        var held = shelf.find(key, revision);
        if (held.isPresent()) {
            return held;
        }
        var loaded = plan(key).map(this::document);
        if (loaded.isPresent() && revision.equals(revision(key))) {
            shelf.put(key, revision, loaded.get());
        }
        return loaded;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Summary> list() {
        return entities.createQuery("select p from Plan p order by p.key", Plan.class)
                .getResultStream()
                .map(JpaPlans::summary)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> keys() {
        return entities.createQuery("select p.key from Plan p order by p.key", String.class)
                .getResultList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String key) {
        entities.createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended('plan:' || :key, 0))) locked",
                        Integer.class)
                .setParameter("key", key)
                .getSingleResult();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Kept store(PlanDocument document, String who, Instant now) {
        var known = plan(document.plan().key());
        var plan = known.orElseGet(() -> new Plan(document.plan(), document.conventions(), now));
        var count = 0;
        if (known.isEmpty()) {
            entities.persist(plan);
            count++;
        } else if (plan.become(document.plan(), document.conventions(), now)) {
            count++;
        }
        count += new Keeping(entities, plan, who, now).all(document);
        entities.flush();
        if (count > 0) {
            shelf.put(plan.key(), revise(plan.key()), document);
        }
        return new Kept(known.isEmpty(), count, count > 0);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(PlanDocument document, ItemPlace place, String who, Instant now) {
        var key = document.plan().key();
        var plan =
                plan(key)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no plan (%s) to keep an item of."
                                                        .formatted(key)));
        if (!place.key().isEmpty()) {
            new Keeping(entities, plan, who, now).one(document, place);
        }
        entities.flush();
        if (!place.kind().isSingle()) {
            order(plan, document, place);
        }
        entities.clear();
        shelf.put(key, revise(key), document);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(PlanDocument document) {
        var key = document.plan().key();
        entities.flush();
        shelf.put(key, revise(key), document);
    }

    /**
     * Brings the positions of a kind in line with a document. That counts as no change of the items
     * themselves.
     */
    private void order(Plan plan, PlanDocument document, ItemPlace place) {
        var inProgramme = place.kind() == ItemKind.SCENARIO;
        var order =
                entities.createNativeQuery(
                        """
                        update %s item set position = listed.position - 1
                        from unnest(cast(:keys as text[])) with ordinality listed (key, position)
                        where item.plan_id = :plan and item.key = listed.key and item.position <> listed.position - 1%s"""
                                .formatted(
                                        table(place.kind()),
                                        inProgramme
                                                ? " and item.programme_id = (select id from programme where plan_id = :plan and key = :programme)"
                                                : ""));
        order.setParameter("plan", plan.id());
        order.setParameter(
                "keys", document.keys(place.kind(), place.programme()).toArray(String[]::new));
        if (inProgramme) {
            order.setParameter("programme", place.programme());
        }
        order.executeUpdate();
    }

    private static String table(ItemKind kind) {
        return switch (kind) {
            case JOURNEY -> "journey";
            case SEGMENT -> "segment";
            case PRESSURE_RULE -> "pressure_rule";
            case QUIET_PERIOD -> "quiet_period";
            case CAPACITY -> "capacity";
            case OBJECTIVE -> "objective";
            case KPI -> "kpi";
            case TEMPLATE -> "template";
            case PROGRAMME -> "programme";
            case SCENARIO -> "scenario";
            case CAMPAIGN -> "campaign";
            case CALENDAR_EVENT -> "calendar_event";
            case PLAN, CONVENTIONS ->
                    throw new IllegalArgumentException("%s is no list.".formatted(kind));
        };
    }

    private @Nullable Long revision(String key) {
        return (Long)
                entities.createNativeQuery("select revision from plan where key = :key", Long.class)
                        .setParameter("key", key)
                        .getResultStream()
                        .findFirst()
                        .orElse(null);
    }

    private long revise(String key) {
        return (Long)
                entities.createNativeQuery(
                                "update plan set revision = nextval('plan_revision_seq') where key = :key returning revision",
                                Long.class)
                        .setParameter("key", key)
                        .getSingleResult();
    }

    private Optional<Plan> plan(String key) {
        return entities.createQuery("select p from Plan p where p.key = :key", Plan.class)
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    private <E extends PlanItem<?>> List<E> items(Class<E> type, long plan) {
        return entities.createQuery(
                        "select i from %s i where i.planId = :plan order by i.position, i.id"
                                .formatted(type.getSimpleName()),
                        type)
                .setParameter("plan", plan)
                .getResultList();
    }

    private <V, E extends PlanItem<V>> List<V> values(Class<E> type, long plan) {
        return items(type, plan).stream().map(PlanItem::value).toList();
    }

    private PlanDocument document(Plan plan) {
        var id = plan.id();
        Map<Long, List<PlanDocument.Scenario>> scenarios = new HashMap<>();
        for (var scenario : items(Scenario.class, id)) {
            if (!scenario.isArchived()) {
                scenarios
                        .computeIfAbsent(scenario.programmeId(), _ -> new ArrayList<>())
                        .add(new PlanDocument.Scenario(scenario.brief(), scenario.status()));
            }
        }
        return new PlanDocument(
                plan.frame(),
                plan.conventions(),
                values(JourneyItem.class, id),
                values(SegmentItem.class, id),
                values(PressureRuleItem.class, id),
                values(QuietPeriodItem.class, id),
                values(CapacityItem.class, id),
                values(ObjectiveItem.class, id),
                values(KpiItem.class, id),
                values(TemplateItem.class, id),
                items(Programme.class, id).stream()
                        .filter(programme -> !programme.isArchived())
                        .map(
                                programme ->
                                        new PlanDocument.Programme(
                                                programme.brief(),
                                                programme.status(),
                                                scenarios.getOrDefault(programme.id(), List.of())))
                        .toList(),
                items(Campaign.class, id).stream()
                        .filter(campaign -> !campaign.isArchived())
                        .map(
                                campaign ->
                                        new PlanDocument.Campaign(
                                                campaign.brief(), campaign.status()))
                        .toList(),
                values(CalendarEventItem.class, id));
    }

    private static Summary summary(Plan plan) {
        var frame = plan.frame();
        return new Summary(
                frame.key(),
                frame.name(),
                frame.brand(),
                frame.from(),
                frame.to(),
                plan.updatedAt());
    }
}
