package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.util.List;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.telling.Phrase;

/** Programmes and their scenarios. */
final class ProgrammeShapes {

    static final Shape<PlanDocument.Scenario> SCENARIO = scenario();

    private ProgrammeShapes() {}

    /** Scenarios take their programme's status where they have none of their own. */
    static ObjectShape<PlanDocument.Programme> programme() {
        var key =
                Field.required("key", Scalars.KEY, (PlanDocument.Programme it) -> it.brief().key());
        var name =
                Field.required(
                        "name", Scalars.NAME, (PlanDocument.Programme it) -> it.brief().name());
        var touchpoint =
                Field.optional(
                        "touchpoint",
                        Scalars.WORD,
                        (PlanDocument.Programme it) -> it.brief().touchpoint());
        var stage =
                Field.optional(
                        "stage",
                        Scalars.reference(Kind.STAGE),
                        (PlanDocument.Programme it) -> it.brief().stage());
        var stake =
                Field.optional(
                        "stake", Scalars.NOTE, (PlanDocument.Programme it) -> it.brief().stake());
        var objective =
                Field.optional(
                        "objective",
                        Scalars.reference(Kind.OBJECTIVE),
                        (PlanDocument.Programme it) -> it.brief().objective());
        var segment =
                Field.optional(
                        "segment",
                        Scalars.reference(Kind.SEGMENT),
                        (PlanDocument.Programme it) -> it.brief().segment());
        var owner =
                Field.optional(
                        "owner",
                        Scalars.reference(Kind.DEPARTMENT),
                        (PlanDocument.Programme it) -> it.brief().owner());
        var person =
                Field.optional(
                        "person", Scalars.NAME, (PlanDocument.Programme it) -> it.brief().person());
        var status =
                Field.optional(
                        "status", Scalars.STATUS, PlanDocument.Programme::status, Status.DRAFT);
        var scenarios =
                Field.optional(
                        "scenarios",
                        new ScenariosShape(),
                        (PlanDocument.Programme it) ->
                                new ScenariosShape.Group(it.status(), it.scenarios()),
                        new ScenariosShape.Group(Status.DRAFT, List.of()));
        return ObjectShape.<PlanDocument.Programme>of(
                        "programme",
                        in ->
                                new PlanDocument.Programme(
                                        new ProgrammeBrief(
                                                in.get(key),
                                                in.get(name),
                                                in.find(touchpoint),
                                                in.find(stage),
                                                in.find(stake),
                                                in.find(objective),
                                                in.find(segment),
                                                in.find(owner),
                                                in.find(person)),
                                        in.get(status),
                                        in.get(scenarios).scenarios()),
                        List.of(
                                key,
                                name,
                                touchpoint,
                                stage,
                                stake,
                                objective,
                                segment,
                                owner,
                                person,
                                status,
                                scenarios))
                .preparedBy((at, map) -> at.journal().programmeStatus(map.get("status")));
    }

    private static Shape<PlanDocument.Scenario> scenario() {
        var key =
                Field.required("key", Scalars.KEY, (PlanDocument.Scenario it) -> it.brief().key());
        var name =
                Field.required(
                        "name", Scalars.NAME, (PlanDocument.Scenario it) -> it.brief().name());
        var goal =
                Field.optional(
                        "goal", Scalars.NOTE, (PlanDocument.Scenario it) -> it.brief().goal());
        var type =
                Field.required(
                        "type", Scalars.TYPE, (PlanDocument.Scenario it) -> it.brief().type());
        var intent =
                Field.optional(
                        "intent",
                        Scalars.INTENT,
                        (PlanDocument.Scenario it) -> it.brief().intent());
        var purpose =
                Field.optional(
                        "purpose",
                        Scalars.reference(Kind.PURPOSE),
                        (PlanDocument.Scenario it) -> it.brief().purpose());
        var priority =
                Field.optional(
                        "priority",
                        Scalars.integer(0, 100),
                        (PlanDocument.Scenario it) -> it.brief().priority(),
                        Scalars.USUAL_PRIORITY);
        var trigger =
                Field.optional(
                        "trigger",
                        Triggers.TRIGGER,
                        (PlanDocument.Scenario it) -> it.brief().trigger());
        var target =
                Field.optional(
                        "target",
                        Conditions.CONDITION,
                        (PlanDocument.Scenario it) -> it.brief().target());
        var exit =
                Field.optional(
                        "exit",
                        Conditions.CONDITION,
                        (PlanDocument.Scenario it) -> it.brief().exit());
        var reentry =
                Field.optional(
                        "reentry",
                        Steps.REENTRY,
                        (PlanDocument.Scenario it) -> it.brief().reentry(),
                        (Reentry) new Reentry.Once());
        var parallel =
                Field.optional(
                        "parallel",
                        Scalars.TRUTH,
                        (PlanDocument.Scenario it) -> it.brief().parallel(),
                        false);
        var control =
                Field.optional(
                        "control",
                        Scalars.SHARE,
                        (PlanDocument.Scenario it) -> it.brief().control(),
                        BigDecimal.ZERO);
        var status = Field.optional("status", Scalars.STATUS, PlanDocument.Scenario::status);
        var steps =
                Field.optional(
                        "steps",
                        Steps.STEPS,
                        (PlanDocument.Scenario it) -> it.brief().steps(),
                        List.of());
        return ObjectShape.<PlanDocument.Scenario>of(
                        "scenario",
                        in ->
                                new PlanDocument.Scenario(
                                        new ScenarioBrief(
                                                in.get(key),
                                                in.get(name),
                                                in.find(goal),
                                                in.get(type),
                                                in.find(intent),
                                                in.find(purpose),
                                                in.get(priority),
                                                in.find(trigger),
                                                in.find(target),
                                                in.find(exit),
                                                in.get(reentry),
                                                in.get(parallel),
                                                in.get(control),
                                                in.get(steps)),
                                        in.get(status)),
                        List.of(
                                key, name, goal, type, intent, purpose, priority, trigger, target,
                                exit, reentry, parallel, control, status, steps))
                .checked(
                        (in, at) -> {
                            var sends = at.journal().takeSends();
                            for (var send : sends) {
                                at.journal()
                                        .use(
                                                new Journal.Use(
                                                        send.at(),
                                                        send.template(),
                                                        send.channels(),
                                                        in.find(type)));
                            }
                            var stands = in.find(status);
                            if (stands == null || !Completeness.isAsked(stands)) {
                                return;
                            }
                            Completeness.needed(in, trigger, stands, Phrase.SCENARIO);
                            if (in.find(steps) instanceof List<?> all && all.isEmpty()) {
                                in.at(steps)
                                        .mistake(
                                                Phrase.STEPS_MISSING.with(
                                                        new Completeness.Standing(stands)));
                            }
                            if (in.lacks(purpose)) {
                                at.journal().needPurpose(in.at(purpose), sends, in.find(type));
                            }
                        });
    }
}
