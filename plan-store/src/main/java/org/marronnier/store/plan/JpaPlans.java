package org.marronnier.store.plan;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.calendar.CalendarEventItem;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.item.PlanItem;
import org.marronnier.domain.journey.JourneyItem;
import org.marronnier.domain.kpi.KpiItem;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Status;
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

/** Whole plans in PostgreSQL: one query a table to load, and batches of what differs to keep. */
@Repository
class JpaPlans implements Plans {

    private final EntityManager entities;

    JpaPlans(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PlanDocument> load(String key) {
        return plan(key).map(this::document);
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
        var keeping = new Keeping(plan, who, now);
        count += keeping.plain(SegmentItem.class, document.segments(), SegmentItem::new);
        count += keeping.plain(PressureRuleItem.class, document.pressure(), PressureRuleItem::new);
        count += keeping.plain(QuietPeriodItem.class, document.quiet(), QuietPeriodItem::new);
        count += keeping.plain(CapacityItem.class, document.capacity(), CapacityItem::new);
        count += keeping.plain(ObjectiveItem.class, document.objectives(), ObjectiveItem::new);
        count += keeping.plain(KpiItem.class, document.kpis(), KpiItem::new);
        count += keeping.plain(TemplateItem.class, document.templates(), TemplateItem::new);
        count +=
                keeping.plain(CalendarEventItem.class, document.calendar(), CalendarEventItem::new);
        count += keeping.plain(JourneyItem.class, document.journeys(), JourneyItem::new);
        count += keeping.programmes(document.programmes());
        var campaigns = keeping.campaigns(document.campaigns());
        entities.flush();
        return new Kept(known.isEmpty(), count + campaigns, count + campaigns > 0);
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

    /** Brings the rows of one plan in line with a document. */
    private final class Keeping {

        /** Makes the row of a value that is new. */
        private interface Birth<V, E> {
            E of(long plan, int position, V value, Instant now);
        }

        private final Plan plan;
        private final String who;
        private final Instant now;

        Keeping(Plan plan, String who, Instant now) {
            this.plan = plan;
            this.who = who;
            this.now = now;
        }

        /** The rows of items without a life of their own. */
        <V, E extends PlanItem<V>> int plain(Class<E> type, List<V> values, Birth<V, E> birth) {
            var known = byKey(items(type, plan.id()));
            var count = 0;
            for (var i = 0; i < values.size(); i++) {
                var fresh = birth.of(plan.id(), i, values.get(i), now);
                var item = known.remove(fresh.key());
                if (item == null) {
                    entities.persist(fresh);
                    count++;
                } else if (item.become(values.get(i), i, now)) {
                    count++;
                }
            }
            known.values().forEach(entities::remove);
            return count + known.size();
        }

        int campaigns(List<PlanDocument.Campaign> campaigns) {
            var known = byKey(items(Campaign.class, plan.id()));
            var count = 0;
            for (var i = 0; i < campaigns.size(); i++) {
                var asked = campaigns.get(i);
                var item = known.remove(asked.brief().key());
                if (item == null) {
                    entities.persist(
                            new Campaign(plan.id(), i, asked.brief(), asked.status(), who, now));
                    note(Approval.Subject.CAMPAIGN, asked.brief().key(), asked.status());
                    count++;
                } else if (bring(
                        item, asked.brief(), i, asked.status(), Approval.Subject.CAMPAIGN)) {
                    count++;
                }
            }
            return count + leave(known.values());
        }

        int programmes(List<PlanDocument.Programme> programmes) {
            var known = byKey(items(Programme.class, plan.id()));
            Map<Long, List<Scenario>> scenarios = new HashMap<>();
            for (var scenario : items(Scenario.class, plan.id())) {
                scenarios
                        .computeIfAbsent(scenario.programmeId(), _ -> new ArrayList<>())
                        .add(scenario);
            }
            var count = 0;
            for (var i = 0; i < programmes.size(); i++) {
                var asked = programmes.get(i);
                var item = known.remove(asked.brief().key());
                if (item == null) {
                    item = new Programme(plan.id(), i, asked.brief(), asked.status(), who, now);
                    entities.persist(item);
                    note(Approval.Subject.PROGRAMME, item.key(), asked.status());
                    count++;
                } else if (bring(
                        item, asked.brief(), i, asked.status(), Approval.Subject.PROGRAMME)) {
                    count++;
                }
                count +=
                        scenarios(
                                item,
                                scenarios.getOrDefault(item.id(), List.of()),
                                asked.scenarios());
            }
            for (var gone : known.values()) {
                var own = scenarios.getOrDefault(gone.id(), List.of());
                count += leave(own);
                if (own.stream().anyMatch(scenario -> scenario.life().mayHaveRun())) {
                    count += gone.archive(now) ? 1 : 0;
                } else {
                    count += leave(List.of(gone));
                }
            }
            return count;
        }

        private int scenarios(
                Programme programme, List<Scenario> rows, List<PlanDocument.Scenario> scenarios) {
            var known = byKey(rows);
            var count = 0;
            for (var i = 0; i < scenarios.size(); i++) {
                var asked = scenarios.get(i);
                var item = known.remove(asked.brief().key());
                if (item == null) {
                    entities.persist(
                            new Scenario(
                                    plan.id(),
                                    programme.id(),
                                    i,
                                    asked.brief(),
                                    asked.status(),
                                    who,
                                    now));
                    note(Approval.Subject.SCENARIO, asked.brief().key(), asked.status());
                    count++;
                } else if (bring(
                        item, asked.brief(), i, asked.status(), Approval.Subject.SCENARIO)) {
                    count++;
                }
            }
            return count + leave(known.values());
        }

        private <V> boolean bring(
                LivingItem<V> item,
                V brief,
                int position,
                Status status,
                Approval.Subject subject) {
            var before = item.status();
            var changed = item.become(brief, position, now);
            var moved = item.standAs(status, who, now);
            if (before != status) {
                note(subject, item.key(), status);
            }
            return changed || moved;
        }

        /**
         * What was never approved is removed; the rest is archived, since messages may have left
         * because of it.
         */
        private int leave(Iterable<? extends LivingItem<?>> items) {
            var count = 0;
            for (var item : items) {
                if (item.life().mayHaveRun()) {
                    count += item.archive(now) ? 1 : 0;
                } else {
                    entities.remove(item);
                    count++;
                }
            }
            return count;
        }

        private void note(Approval.Subject subject, String key, Status outcome) {
            if (outcome != Status.DRAFT) {
                entities.persist(
                        new Approval(
                                plan.key(),
                                subject,
                                key,
                                Approval.What.IMPORTED,
                                who,
                                now,
                                outcome,
                                null));
            }
        }

        private <E extends PlanItem<?>> Map<String, E> byKey(List<E> items) {
            var byKey = new LinkedHashMap<String, E>();
            items.forEach(item -> byKey.put(item.key(), item));
            return byKey;
        }
    }
}
