package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.template.Template;

/**
 * What the plan says and to whom: journeys, segments, objectives, templates, programmes and
 * campaigns.
 */
final class Contents {

    private static final int USUAL_PRIORITY = 50;
    private static final Set<Status> WHOLE =
            EnumSet.complementOf(EnumSet.of(Status.DRAFT, Status.ENDED));

    static final Shape<Journey.JourneyStep> JOURNEY_STEP = journeyStep();
    static final Shape<List<Journey.JourneyStep>> JOURNEY_STEPS =
            ListShape.keyed(JOURNEY_STEP, 200);
    static final Shape<Journey> JOURNEY = journey();
    static final Shape<Segment> SEGMENT = segment();
    static final Shape<Objective> OBJECTIVE = objective();
    static final Shape<Kpi.Ratio> RATIO = ratio();
    static final Shape<Kpi> KPI = kpi();
    static final Shape<List<Template.Variant>> VARIANTS = ListShape.by("locale", variant(), 100);
    static final Shape<Template> TEMPLATE = template();
    static final Shape<PlanDocument.Scenario> SCENARIO = scenario();
    static final Shape<PlanDocument.Campaign> CAMPAIGN = campaign();

    private Contents() {}

    private static Shape<Journey> journey() {
        var key = Field.required("key", Scalars.KEY, Journey::key);
        var name = Field.required("name", Scalars.NAME, Journey::name);
        var steps = Field.optional("steps", JOURNEY_STEPS, Journey::steps, List.of());
        return ObjectShape.of(
                "journey",
                in -> new Journey(in.get(key), in.get(name), in.get(steps)),
                key,
                name,
                steps);
    }

    private static Shape<Journey.JourneyStep> journeyStep() {
        var key = Field.required("key", Scalars.KEY, Journey.JourneyStep::key);
        var name = Field.required("name", Scalars.NAME, Journey.JourneyStep::name);
        var stage =
                Field.optional("stage", Scalars.reference(Kind.STAGE), Journey.JourneyStep::stage);
        var touchpoints =
                Field.optional(
                        "touchpoints",
                        ListShape.distinct(Scalars.reference(Kind.TOUCHPOINT), 0, 100),
                        Journey.JourneyStep::touchpoints,
                        List.of());
        var friction = Field.optional("friction", Scalars.NOTE, Journey.JourneyStep::friction);
        var opportunity =
                Field.optional("opportunity", Scalars.NOTE, Journey.JourneyStep::opportunity);
        var programmes =
                Field.optional(
                        "programmes",
                        ListShape.distinct(Scalars.reference(Kind.PROGRAMME), 0, 100),
                        Journey.JourneyStep::programmes,
                        List.of());
        return ObjectShape.of(
                "journeyStep",
                in ->
                        new Journey.JourneyStep(
                                in.get(key),
                                in.get(name),
                                in.find(stage),
                                in.get(touchpoints),
                                in.find(friction),
                                in.find(opportunity),
                                in.get(programmes)),
                key,
                name,
                stage,
                touchpoints,
                friction,
                opportunity,
                programmes);
    }

    private static Shape<Segment> segment() {
        var key = Field.required("key", Scalars.KEY, Segment::key);
        var name = Field.required("name", Scalars.NAME, Segment::name);
        var when = Field.required("when", Conditions.CONDITION, Segment::when);
        return ObjectShape.of(
                        "segment",
                        in -> new Segment(in.get(key), in.get(name), in.get(when)),
                        key,
                        name,
                        when)
                .owning(Kind.SEGMENT);
    }

    private static Shape<Objective> objective() {
        var key = Field.required("key", Scalars.KEY, Objective::key);
        var name = Field.required("name", Scalars.NAME, Objective::name);
        var kpi = Field.required("kpi", Scalars.reference(Kind.KPI), Objective::kpi);
        var segment =
                Field.optional("segment", Scalars.reference(Kind.SEGMENT), Objective::segment);
        var stage = Field.optional("stage", Scalars.reference(Kind.STAGE), Objective::stage);
        var baseline = Field.optional("baseline", Scalars.DECIMAL, Objective::baseline);
        var target = Field.optional("target", Scalars.DECIMAL, Objective::target);
        var by = Field.optional("by", Scalars.DATE, Objective::by);
        return ObjectShape.of(
                        "objective",
                        in ->
                                new Objective(
                                        in.get(key),
                                        in.get(name),
                                        in.get(kpi),
                                        in.find(segment),
                                        in.find(stage),
                                        in.find(baseline),
                                        in.find(target),
                                        in.find(by)),
                        key,
                        name,
                        kpi,
                        segment,
                        stage,
                        baseline,
                        target,
                        by)
                .checked(
                        (in, at) -> {
                            if (!in.lacks(segment) && !in.lacks(stage)) {
                                at.mistake(Phrase.OBJECTIVE_OF_BOTH.with());
                            }
                        });
    }

    private static Shape<Kpi.Ratio> ratio() {
        var of = Field.required("of", Conditions.CONDITION, Kpi.Ratio::of);
        var over = Field.required("over", Conditions.CONDITION, Kpi.Ratio::over);
        return ObjectShape.of("ratio", in -> new Kpi.Ratio(in.get(of), in.get(over)), of, over);
    }

    private static Shape<Kpi> kpi() {
        var key = Field.required("key", Scalars.KEY, Kpi::key);
        var name = Field.required("name", Scalars.NAME, Kpi::name);
        var ratio = Field.required("ratio", RATIO, Kpi::ratio);
        var window = Field.optional("window", Scalars.POSITIVE_SPAN, Kpi::window);
        return ObjectShape.of(
                "kpi",
                in -> new Kpi(in.get(key), in.get(name), in.get(ratio), in.find(window)),
                key,
                name,
                ratio,
                window);
    }

    private static Shape<Template.Variant> variant() {
        var locale = Field.required("locale", Scalars.LOCALE_TEXT, Template.Variant::locale);
        var subject =
                Field.optional(
                        "subject", Scalars.text(Phrase.A_SUBJECT, 500), Template.Variant::subject);
        var html = Field.optional("html", Scalars.CONTENT, Template.Variant::html);
        var text = Field.optional("text", Scalars.CONTENT, Template.Variant::text);
        return ObjectShape.of(
                        "templateVariant",
                        in ->
                                new Template.Variant(
                                        in.get(locale),
                                        in.find(subject),
                                        in.find(html),
                                        in.find(text)),
                        locale,
                        subject,
                        html,
                        text)
                .checked(
                        (in, at) -> {
                            isOneLine(in, subject);
                            if (in.lacks(html) && in.lacks(text)) {
                                at.mistake(Phrase.CONTENT_MISSING.with());
                            }
                        });
    }

    private static void isOneLine(Values in, Field<?, String> subject) {
        if (in.find(subject) instanceof String line && line.matches("(?s).*[\\r\\n].*")) {
            in.at(subject).mistake(Phrase.SUBJECT_OF_LINES.with());
        }
    }

    private static Shape<Template> template() {
        var key = Field.required("key", Scalars.KEY, Template::key);
        var channel = Field.required("channel", Scalars.CHANNEL, Template::channel);
        var locale = Field.optional("locale", Scalars.LOCALE_TEXT, Template::locale);
        var sender = Field.optional("sender", Scalars.reference(Kind.SENDER), Template::sender);
        var subject =
                Field.optional("subject", Scalars.text(Phrase.A_SUBJECT, 500), Template::subject);
        var html = Field.optional("html", Scalars.CONTENT, Template::html);
        var text = Field.optional("text", Scalars.CONTENT, Template::text);
        var variants = Field.optional("variants", VARIANTS, Template::variants, List.of());
        return ObjectShape.of(
                        "template",
                        in ->
                                new Template(
                                        in.get(key),
                                        in.get(channel),
                                        in.find(locale),
                                        in.find(sender),
                                        in.find(subject),
                                        in.find(html),
                                        in.find(text),
                                        in.get(variants)),
                        key,
                        channel,
                        locale,
                        sender,
                        subject,
                        html,
                        text,
                        variants)
                .checked(
                        (in, at) -> {
                            if (in.find(channel) == Channel.EMAIL && in.lacks(subject)) {
                                in.at(subject).mistake(Phrase.SUBJECT_MISSING.with());
                            }
                            isOneLine(in, subject);
                            if (in.lacks(html) && in.lacks(text)) {
                                at.mistake(Phrase.CONTENT_MISSING.with());
                            }
                            if (in.find(key) instanceof String named) {
                                at.journal()
                                        .template(
                                                named,
                                                new Journal.Sheet(
                                                        in.find(channel),
                                                        in.find(sender),
                                                        in.at(sender)));
                            }
                        });
    }

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
                        USUAL_PRIORITY);
        var trigger =
                Field.optional(
                        "trigger",
                        Steps.TRIGGER,
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
                            if (stands == null || !WHOLE.contains(stands)) {
                                return;
                            }
                            needed(in, trigger, stands, Phrase.SCENARIO);
                            if (in.find(steps) instanceof List<?> all && all.isEmpty()) {
                                in.at(steps)
                                        .mistake(
                                                Phrase.STEPS_MISSING.with(
                                                        DocumentWord.dashed(stands)));
                            }
                            if (in.lacks(purpose)) {
                                at.journal().needPurpose(in.at(purpose), sends, in.find(type));
                            }
                        });
    }

    private static Shape<PlanDocument.Campaign> campaign() {
        var key =
                Field.required("key", Scalars.KEY, (PlanDocument.Campaign it) -> it.brief().key());
        var name =
                Field.required(
                        "name", Scalars.NAME, (PlanDocument.Campaign it) -> it.brief().name());
        var kind =
                Field.optional(
                        "kind",
                        Scalars.oneOf(
                                Phrase.A_CAMPAIGN_KIND, CampaignKind.class, DocumentWord::dashed),
                        (PlanDocument.Campaign it) -> it.brief().kind(),
                        CampaignKind.ONE_OFF);
        var moment =
                Field.optional(
                        "moment", Frames.MOMENT, (PlanDocument.Campaign it) -> it.brief().moment());
        var event =
                Field.optional(
                        "event", Scalars.WORD, (PlanDocument.Campaign it) -> it.brief().event());
        var programme =
                Field.optional(
                        "programme",
                        Scalars.reference(Kind.PROGRAMME),
                        (PlanDocument.Campaign it) -> it.brief().programme());
        var owner =
                Field.optional(
                        "owner",
                        Scalars.reference(Kind.DEPARTMENT),
                        (PlanDocument.Campaign it) -> it.brief().owner());
        var lot =
                Field.optional(
                        "lot",
                        Scalars.integer(0, 1_000_000),
                        (PlanDocument.Campaign it) -> it.brief().lot());
        var type =
                Field.optional(
                        "type",
                        Scalars.TYPE,
                        (PlanDocument.Campaign it) ->
                                it.brief().kind() == CampaignKind.HIGHLIGHT
                                                && it.brief().type() == MessageType.PROMOTIONAL
                                        ? null
                                        : it.brief().type());
        var intent =
                Field.optional(
                        "intent",
                        Scalars.INTENT,
                        (PlanDocument.Campaign it) -> it.brief().intent());
        var purpose =
                Field.optional(
                        "purpose",
                        Scalars.reference(Kind.PURPOSE),
                        (PlanDocument.Campaign it) -> it.brief().purpose());
        var priority =
                Field.optional(
                        "priority",
                        Scalars.integer(0, 100),
                        (PlanDocument.Campaign it) -> it.brief().priority(),
                        USUAL_PRIORITY);
        var value =
                Field.optional(
                        "value",
                        Scalars.NO_NEGATIVE,
                        (PlanDocument.Campaign it) -> it.brief().value(),
                        BigDecimal.ZERO);
        var offer =
                Field.optional(
                        "offer", Scalars.WORD, (PlanDocument.Campaign it) -> it.brief().offer());
        var tags =
                Field.optional(
                        "tags",
                        ListShape.distinct(Scalars.WORD, 0, 50),
                        (PlanDocument.Campaign it) -> it.brief().tags(),
                        List.of());
        var target =
                Field.optional(
                        "target",
                        Conditions.CONDITION,
                        (PlanDocument.Campaign it) -> it.brief().target());
        var channels =
                Field.optional(
                        "channels",
                        ListShape.distinct(Scalars.CHANNEL, 0, 10),
                        (PlanDocument.Campaign it) -> it.brief().channels(),
                        List.of());
        var template =
                Field.optional(
                        "template",
                        Scalars.reference(Kind.TEMPLATE),
                        (PlanDocument.Campaign it) -> it.brief().template());
        var start =
                Field.optional(
                        "start",
                        Scalars.DATE_TIME,
                        (PlanDocument.Campaign it) -> it.brief().start());
        var recurrence =
                Field.optional(
                        "recurrence",
                        Scalars.text(Phrase.A_RECURRENCE_RULE, 500),
                        (PlanDocument.Campaign it) -> it.brief().recurrence());
        var exceptions =
                Field.optional(
                        "exceptions",
                        OccurrenceEditing.EXCEPTIONS,
                        (PlanDocument.Campaign it) -> it.brief().edits().exceptions(),
                        List.of());
        var overrides =
                Field.optional(
                        "overrides",
                        OccurrenceEditing.OVERRIDES,
                        (PlanDocument.Campaign it) -> it.brief().edits().overrides(),
                        List.of());
        var expiry =
                Field.optional(
                        "expiry",
                        Scalars.POSITIVE_SPAN,
                        (PlanDocument.Campaign it) -> it.brief().expiry());
        var whenCapped =
                Field.optional(
                        "whenCapped",
                        Scalars.WHEN_CAPPED,
                        (PlanDocument.Campaign it) -> it.brief().whenCapped(),
                        WhenCapped.DEFER);
        var control =
                Field.optional(
                        "control",
                        Scalars.SHARE,
                        (PlanDocument.Campaign it) -> it.brief().control(),
                        BigDecimal.ZERO);
        var status =
                Field.optional(
                        "status", Scalars.STATUS, PlanDocument.Campaign::status, Status.DRAFT);
        return ObjectShape.<PlanDocument.Campaign>of(
                        "campaign",
                        in ->
                                new PlanDocument.Campaign(
                                        new CampaignBrief(
                                                in.get(key),
                                                in.get(name),
                                                in.get(kind),
                                                in.find(moment),
                                                in.find(event),
                                                in.find(programme),
                                                in.find(owner),
                                                in.find(lot),
                                                in.find(type) instanceof MessageType said
                                                        ? said
                                                        : MessageType.PROMOTIONAL,
                                                in.find(intent),
                                                in.find(purpose),
                                                in.get(priority),
                                                in.get(value),
                                                in.find(offer),
                                                in.get(tags),
                                                in.find(target),
                                                in.get(channels),
                                                in.find(template),
                                                in.find(start),
                                                in.find(recurrence),
                                                new OccurrenceEdits(
                                                        in.get(exceptions), in.get(overrides)),
                                                in.find(expiry),
                                                in.get(whenCapped),
                                                in.get(control)),
                                        in.get(status)),
                        List.of(
                                key,
                                name,
                                kind,
                                moment,
                                event,
                                programme,
                                owner,
                                lot,
                                type,
                                intent,
                                purpose,
                                priority,
                                value,
                                offer,
                                tags,
                                target,
                                channels,
                                template,
                                start,
                                recurrence,
                                exceptions,
                                overrides,
                                expiry,
                                whenCapped,
                                control,
                                status))
                .checked(
                        (in, at) -> {
                            var highlight = in.find(kind) == CampaignKind.HIGHLIGHT;
                            if (!highlight && in.lacks(type) && !in.isBroken(kind)) {
                                in.at(type).mistake(Phrase.TYPE_MISSING.with());
                            }
                            checkRecurrence(
                                    in.find(kind),
                                    in.find(recurrence),
                                    in.at(recurrence),
                                    at.journal());
                            OccurrenceEditing.check(in, kind, exceptions, overrides);
                            if (in.find(start) instanceof java.time.LocalDateTime due) {
                                at.journal().checkPeriod(in.at(start), due.toLocalDate());
                            }
                            var use =
                                    new Journal.Use(
                                            in.at(template),
                                            String.valueOf(in.find(template)),
                                            in.find(channels) instanceof List<Channel> some
                                                            && !some.isEmpty()
                                                    ? some
                                                    : null,
                                            in.find(type));
                            if (in.find(template) != null) {
                                at.journal().use(use);
                            }
                            var stands = in.find(status);
                            if (stands == null || !WHOLE.contains(stands)) {
                                return;
                            }
                            needed(in, start, stands, Phrase.CAMPAIGN);
                            if (in.find(kind) == CampaignKind.RECURRING) {
                                needed(in, recurrence, stands, Phrase.RECURRING_CAMPAIGN);
                            }
                            if (highlight || in.isBroken(kind)) {
                                return;
                            }
                            needed(in, template, stands, Phrase.CAMPAIGN);
                            if (in.find(channels) instanceof List<Channel> none && none.isEmpty()) {
                                in.at(channels)
                                        .mistake(
                                                Phrase.CHANNELS_MISSING.with(
                                                        DocumentWord.dashed(stands)));
                            }
                            if (in.lacks(purpose)) {
                                at.journal()
                                        .needPurpose(in.at(purpose), List.of(use), in.find(type));
                            }
                        });
    }

    private static void checkRecurrence(
            @Nullable CampaignKind kind, @Nullable String rule, Cursor at, Journal journal) {
        if (rule == null) {
            return;
        }
        journal.recurrences()
                .mistake(rule)
                .ifPresent(
                        why ->
                                at.mistake(
                                        Phrase.RECURRENCE_WRONG
                                                .with(at.found())
                                                .then(List.of(why))));
        if (kind != null && kind != CampaignKind.RECURRING) {
            at.mistake(Phrase.RECURRENCE_OF_ANOTHER_KIND.with(DocumentWord.dashed(kind)));
        }
    }

    private static void needed(Values in, Field<?, ?> field, Status stands, Phrase what) {
        if (in.lacks(field)) {
            in.at(field)
                    .mistake(
                            Phrase.NEEDED.with(
                                    field.name(), what.with(), DocumentWord.dashed(stands)));
        }
    }
}
