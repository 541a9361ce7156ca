package org.marronnier.store.plan;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.item.PlanItem;
import org.marronnier.domain.lifecycle.LivingItem;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.plan.Plan;
import org.marronnier.domain.programme.Programme;
import org.marronnier.domain.scenario.Scenario;

/** Brings the rows of one plan in line with a document: all of them, or those of one item. */
final class Keeping {

    private final EntityManager entities;
    private final Plan plan;
    private final String who;
    private final Instant now;

    Keeping(EntityManager entities, Plan plan, String who, Instant now) {
        this.entities = entities;
        this.plan = plan;
        this.who = who;
        this.now = now;
    }

    /** All rows; how many changed. */
    int all(PlanDocument document) {
        var count = 0;
        for (var table : PlainTable.ALL) {
            count += plain(table, document);
        }
        return count + programmes(document.programmes()) + campaigns(document.campaigns());
    }

    /** The row of one item, and the scenarios of a programme. */
    void one(PlanDocument document, ItemPlace place) {
        switch (place.kind()) {
            case PLAN, CONVENTIONS -> plan.become(document.plan(), document.conventions(), now);
            case PROGRAMME -> oneProgramme(document, place.key());
            case SCENARIO -> oneScenario(document, place);
            case CAMPAIGN -> oneCampaign(document, place.key());
            case JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    QUIET_PERIOD,
                    CAPACITY,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    CALENDAR_EVENT ->
                    PlainTable.ALL.stream()
                            .filter(table -> table.kind() == place.kind())
                            .forEach(table -> onePlain(table, document, place.key()));
        }
    }

    private <V, E extends PlanItem<V>> int plain(PlainTable<V, E> table, PlanDocument document) {
        var known = byKey(items(table.type()));
        var values = table.values().apply(document);
        var count = 0;
        for (var i = 0; i < values.size(); i++) {
            var fresh = table.birth().of(plan.id(), i, values.get(i), now);
            if (bring(known.remove(fresh.key()), fresh, values.get(i))) {
                count++;
            }
        }
        known.values().forEach(entities::remove);
        return count + known.size();
    }

    private <V, E extends PlanItem<V>> void onePlain(
            PlainTable<V, E> table, PlanDocument document, String key) {
        var row = item(table.type(), key);
        var values = table.values().apply(document);
        for (var i = 0; i < values.size(); i++) {
            var fresh = table.birth().of(plan.id(), i, values.get(i), now);
            if (fresh.key().equals(key)) {
                bring(row.orElse(null), fresh, values.get(i));
                return;
            }
        }
        row.ifPresent(entities::remove);
    }

    private <V, E extends PlanItem<V>> boolean bring(@Nullable E row, E fresh, V value) {
        if (row == null) {
            entities.persist(fresh);
            return true;
        }
        return row.become(value, fresh.position(), now);
    }

    private int campaigns(List<PlanDocument.Campaign> campaigns) {
        var known = byKey(items(Campaign.class));
        var count = 0;
        for (var i = 0; i < campaigns.size(); i++) {
            var asked = campaigns.get(i);
            count += campaign(known.remove(asked.brief().key()), asked, i) ? 1 : 0;
        }
        return count + leave(known.values());
    }

    private void oneCampaign(PlanDocument document, String key) {
        var row = item(Campaign.class, key);
        for (var i = 0; i < document.campaigns().size(); i++) {
            if (document.campaigns().get(i).brief().key().equals(key)) {
                campaign(row.orElse(null), document.campaigns().get(i), i);
                return;
            }
        }
        leave(row.stream().toList());
    }

    private boolean campaign(@Nullable Campaign row, PlanDocument.Campaign asked, int position) {
        var brief = asked.brief();
        if (row == null) {
            entities.persist(new Campaign(plan.id(), position, brief, asked.status(), who, now));
            note(ItemPlace.of(ItemKind.CAMPAIGN, brief.key()), asked.status());
            return true;
        }
        return bring(
                row, brief, position, asked.status(), ItemPlace.of(ItemKind.CAMPAIGN, brief.key()));
    }

    private int programmes(List<PlanDocument.Programme> programmes) {
        var known = byKey(items(Programme.class));
        Map<Long, List<Scenario>> scenarios = new HashMap<>();
        for (var scenario : items(Scenario.class)) {
            scenarios.computeIfAbsent(scenario.programmeId(), _ -> new ArrayList<>()).add(scenario);
        }
        var count = 0;
        for (var i = 0; i < programmes.size(); i++) {
            var row = known.remove(programmes.get(i).brief().key());
            var own =
                    row == null ? List.<Scenario>of() : scenarios.getOrDefault(row.id(), List.of());
            count += programme(row, own, programmes.get(i), i);
        }
        for (var gone : known.values()) {
            count += leave(gone, scenarios.getOrDefault(gone.id(), List.of()));
        }
        return count;
    }

    private void oneProgramme(PlanDocument document, String key) {
        var row = item(Programme.class, key).orElse(null);
        var own = row == null ? List.<Scenario>of() : scenariosOf(row);
        for (var i = 0; i < document.programmes().size(); i++) {
            if (document.programmes().get(i).brief().key().equals(key)) {
                programme(row, own, document.programmes().get(i), i);
                return;
            }
        }
        if (row != null) {
            leave(row, own);
        }
    }

    /** A programme and its scenarios; how many rows changed. */
    private int programme(
            @Nullable Programme row,
            List<Scenario> own,
            PlanDocument.Programme asked,
            int position) {
        var programme = row;
        var changed = true;
        if (programme == null) {
            programme = new Programme(plan.id(), position, asked.brief(), asked.status(), who, now);
            entities.persist(programme);
            note(ItemPlace.of(ItemKind.PROGRAMME, programme.key()), asked.status());
        } else {
            changed =
                    bring(
                            programme,
                            asked.brief(),
                            position,
                            asked.status(),
                            ItemPlace.of(ItemKind.PROGRAMME, programme.key()));
        }
        return (changed ? 1 : 0) + scenarios(programme, own, asked.scenarios());
    }

    private int scenarios(
            Programme programme, List<Scenario> rows, List<PlanDocument.Scenario> scenarios) {
        var known = byKey(rows);
        var count = 0;
        for (var i = 0; i < scenarios.size(); i++) {
            var asked = scenarios.get(i);
            count += scenario(programme, known.remove(asked.brief().key()), asked, i) ? 1 : 0;
        }
        return count + leave(known.values());
    }

    private void oneScenario(PlanDocument document, ItemPlace place) {
        var programme = item(Programme.class, String.valueOf(place.programme())).orElseThrow();
        var row =
                scenariosOf(programme).stream()
                        .filter(scenario -> scenario.key().equals(place.key()))
                        .findFirst();
        var scenarios =
                document.programmes().stream()
                        .filter(one -> one.brief().key().equals(place.programme()))
                        .findFirst()
                        .map(PlanDocument.Programme::scenarios)
                        .orElse(List.of());
        for (var i = 0; i < scenarios.size(); i++) {
            if (scenarios.get(i).brief().key().equals(place.key())) {
                scenario(programme, row.orElse(null), scenarios.get(i), i);
                return;
            }
        }
        leave(row.stream().toList());
    }

    private boolean scenario(
            Programme programme,
            @Nullable Scenario row,
            PlanDocument.Scenario asked,
            int position) {
        var brief = asked.brief();
        if (row == null) {
            entities.persist(
                    new Scenario(
                            plan.id(), programme.id(), position, brief, asked.status(), who, now));
            note(ItemPlace.scenario(programme.key(), brief.key()), asked.status());
            return true;
        }
        return bring(
                row,
                brief,
                position,
                asked.status(),
                ItemPlace.scenario(programme.key(), brief.key()));
    }

    private <V> boolean bring(
            LivingItem<V> item, V brief, int position, Status status, ItemPlace place) {
        var before = item.status();
        var changed = item.become(brief, position, now);
        var moved = item.standAs(status, who, now);
        if (before != status) {
            note(place, status);
        }
        return changed || moved;
    }

    private int leave(Programme programme, List<Scenario> own) {
        var count = leave(own);
        if (own.stream().anyMatch(scenario -> scenario.life().mayHaveRun())) {
            return count + (programme.archive(now) ? 1 : 0);
        }
        return count + leave(List.of(programme));
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

    private void note(ItemPlace place, Status outcome) {
        if (outcome != Status.DRAFT) {
            entities.persist(
                    new Approval(
                            plan.key(), place, Approval.What.IMPORTED, who, now, outcome, null));
        }
    }

    private <E extends PlanItem<?>> List<E> items(Class<E> type) {
        return entities.createQuery(
                        "select i from %s i where i.planId = :plan order by i.position, i.id"
                                .formatted(type.getSimpleName()),
                        type)
                .setParameter("plan", plan.id())
                .getResultList();
    }

    private <E extends PlanItem<?>> Optional<E> item(Class<E> type, String key) {
        return entities.createQuery(
                        "select i from %s i where i.planId = :plan and i.key = :key"
                                .formatted(type.getSimpleName()),
                        type)
                .setParameter("plan", plan.id())
                .setParameter("key", key)
                .getResultStream()
                .findFirst();
    }

    private List<Scenario> scenariosOf(Programme programme) {
        return entities.createQuery(
                        "select s from Scenario s where s.programmeId = :programme order by s.position, s.id",
                        Scenario.class)
                .setParameter("programme", programme.id())
                .getResultList();
    }

    private static <E extends PlanItem<?>> Map<String, E> byKey(List<E> items) {
        var byKey = new LinkedHashMap<String, E>();
        items.forEach(item -> byKey.put(item.key(), item));
        return byKey;
    }
}
