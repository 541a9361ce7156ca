package org.marronnier.domain.document;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.Span;

/** Makes up plans that hold: every word of the document comes up sooner or later. */
public final class RandomPlan extends RandomScenarios {

    private static final List<String> DEPARTMENTS = List.of("crm", "stores");
    private static final List<String> TOUCHPOINTS = List.of("site", "shop");

    private final String key;

    public RandomPlan(Random random) {
        this(random, "plan-" + random.nextInt(1000));
    }

    public RandomPlan(Random random, String key) {
        super(random);
        this.key = key;
    }

    public PlanDocument document() {
        return document(random.nextInt(4), random.nextInt(6));
    }

    /** With so many programmes (of up to three scenarios) and campaigns. */
    public PlanDocument document(int programmeCount, int campaignCount) {
        segments = random.nextInt(4);
        templates = 1 + random.nextInt(3);
        programmes = programmeCount;
        campaigns = campaignCount;
        bare = true;
        var frame = frame();
        var stages =
                STAGES.stream()
                        .map(stage -> new Conventions.Stage(stage, word(), condition(2)))
                        .toList();
        var audience = list(segments, i -> new Segment("segment-" + i, word(), condition(3)));
        bare = false;
        var made = list(programmes, this::programme);
        return new PlanDocument(
                frame,
                conventions(stages),
                list(random.nextInt(3), this::journey),
                audience,
                list(random.nextInt(4), this::pressure),
                list(random.nextInt(4), this::quiet),
                some(Channel.class).stream()
                        .map(channel -> new Capacity(channel, random.nextInt(5_000)))
                        .toList(),
                list(random.nextInt(3), this::objective),
                list(random.nextInt(3), this::kpi),
                list(templates, this::template),
                made,
                list(campaigns, this::campaign),
                list(
                        random.nextInt(3),
                        i -> {
                            var from = date();
                            return new CalendarEvent(
                                    "event-" + i,
                                    word(),
                                    maybe(() -> one(Moment.class)),
                                    from,
                                    from.plusDays(random.nextInt(9)));
                        }));
    }

    private PlanFrame frame() {
        return new PlanFrame(
                key,
                word(),
                word(),
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2027, 12, 31),
                ZoneId.of(
                        one(List.of("Europe/Paris", "America/Montreal", "UTC", "Asia/Kathmandu"))),
                Locale.forLanguageTag(one(List.of("fr", "fr-BE", "en-GB", "no"))),
                one(List.of("FR", "BE", "NO")),
                one(List.of(Span.ZERO, Span.days(7), Span.parse("PT36H"))),
                one(List.of(Span.ZERO, Span.days(3), Span.parse("PT12H"))),
                one(List.of("purchase", "order")),
                share());
    }

    private Conventions conventions(List<Conventions.Stage> stages) {
        return new Conventions(
                PURPOSES.stream().map(purpose -> new Conventions.Purpose(purpose, word())).toList(),
                stages,
                new Typology(
                        some(Channel.class).stream()
                                .map(
                                        channel ->
                                                new Typology.Line(
                                                        channel,
                                                        one(MessageType.class),
                                                        one(Regime.class),
                                                        maybe(this::legal)))
                                .toList()),
                List.of(
                        new Conventions.Sender(
                                "club",
                                Channel.EMAIL,
                                maybe(this::word),
                                "club@maison.example",
                                Set.of()),
                        new Conventions.Sender(
                                "sms",
                                Channel.SMS,
                                maybe(this::word),
                                null,
                                some(MessageType.class))),
                DEPARTMENTS.stream()
                        .map(
                                department ->
                                        new Conventions.Department(
                                                department,
                                                word(),
                                                list(random.nextInt(3), this::person)))
                        .toList(),
                TOUCHPOINTS.stream()
                        .map(
                                touchpoint ->
                                        new Conventions.Touchpoint(
                                                touchpoint,
                                                word(),
                                                maybe(
                                                        () ->
                                                                one(
                                                                        Conventions.Touchpoint
                                                                                .Direction.class))))
                        .toList(),
                list(random.nextInt(3), _ -> words(1 + random.nextInt(3))),
                some(Channel.class).stream()
                        .map(channel -> new Conventions.Cost(channel, decimal()))
                        .toList());
    }

    private Journey journey(int i) {
        return new Journey(
                "journey-" + i,
                word(),
                list(
                        random.nextInt(3),
                        j ->
                                new Journey.JourneyStep(
                                        "step-" + j,
                                        word(),
                                        maybe(() -> one(STAGES)),
                                        subset(TOUCHPOINTS),
                                        maybe(this::word),
                                        maybe(this::word),
                                        subset(keys("programme-", programmes)))));
    }

    private Objective objective(int i) {
        var bySegment = segments > 0 && random.nextBoolean();
        return new Objective(
                "objective-" + i,
                word(),
                one(BuiltInKpi.class).key(),
                bySegment ? one(keys("segment-", segments)) : null,
                bySegment ? null : maybe(() -> one(STAGES)),
                maybe(this::decimal),
                maybe(this::decimal),
                maybe(this::date));
    }

    private Kpi kpi(int i) {
        return new Kpi(
                "kpi-" + i, word(), new Kpi.Ratio(condition(2), condition(2)), maybe(this::span));
    }

    private Template template(int i) {
        return new Template(
                "template-" + i,
                Channel.EMAIL,
                maybe(() -> one(List.of("fr", "en-GB"))),
                maybe(() -> "club"),
                "Bonjour {{firstName}} " + i,
                random.nextBoolean() ? "<p>" + word() + "</p>" : null,
                word() + "\nligne",
                list(random.nextInt(3), this::variant));
    }

    private Template.Variant variant(int i) {
        return new Template.Variant(
                List.of("de", "es", "it-IT").get(i),
                maybe(() -> "Hallo " + i),
                maybe(() -> "<p>" + word() + "</p>"),
                word());
    }

    private Conventions.Person person(int i) {
        return new Conventions.Person(
                "person-" + i, maybe(() -> "p" + i + "@maison.example"), maybe(() -> word()));
    }

    private PlanDocument.Programme programme(int i) {
        var status = one(Status.class);
        return new PlanDocument.Programme(
                new ProgrammeBrief(
                        "programme-" + i,
                        word(),
                        maybe(this::word),
                        maybe(() -> one(STAGES)),
                        maybe(this::word),
                        null,
                        segments == 0 ? null : maybe(() -> one(keys("segment-", segments))),
                        maybe(() -> one(DEPARTMENTS)),
                        maybe(this::word)),
                status,
                list(
                        random.nextInt(4),
                        j ->
                                new PlanDocument.Scenario(
                                        scenario(j),
                                        random.nextBoolean() ? status : one(Status.class))));
    }

    private PlanDocument.Campaign campaign(int i) {
        var kind = one(CampaignKind.class);
        return new PlanDocument.Campaign(
                new CampaignBrief(
                        "campaign-" + i,
                        word(),
                        kind,
                        maybe(() -> one(Moment.class)),
                        maybe(this::word),
                        programmes == 0 ? null : maybe(() -> one(keys("programme-", programmes))),
                        maybe(() -> one(DEPARTMENTS)),
                        maybe(() -> random.nextInt(9)),
                        one(MessageType.class),
                        maybe(() -> one(Intent.class)),
                        one(PURPOSES),
                        random.nextInt(101),
                        decimal(),
                        maybe(this::word),
                        words(random.nextInt(3)),
                        maybe(() -> condition(3)),
                        channels(),
                        one(keys("template-", templates)),
                        LocalDateTime.of(date(), time()),
                        kind == CampaignKind.RECURRING
                                ? one(
                                        List.of(
                                                "FREQ=WEEKLY;BYDAY=TU,TH",
                                                "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"))
                                : null,
                        kind == CampaignKind.RECURRING ? edits() : OccurrenceEdits.NONE,
                        maybe(this::span),
                        one(WhenCapped.class),
                        share()),
                one(Status.class));
    }

    private OccurrenceEdits edits() {
        var times =
                Stream.generate(() -> LocalDateTime.of(date(), time()))
                        .distinct()
                        .limit(random.nextInt(5))
                        .toList();
        var left = random.nextInt(times.size() + 1);
        return new OccurrenceEdits(
                times.subList(0, left),
                times.subList(left, times.size()).stream()
                        .map(at -> new OccurrenceEdits.Moved(at, LocalDateTime.of(date(), time())))
                        .toList());
    }
}
