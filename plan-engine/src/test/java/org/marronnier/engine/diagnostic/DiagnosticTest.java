package org.marronnier.engine.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.marronnier.engine.diagnostic.SmallPlan.aPlan;
import static org.marronnier.engine.diagnostic.SmallPlan.event;
import static org.marronnier.engine.diagnostic.SmallPlan.scenario;
import static org.marronnier.engine.diagnostic.SmallPlan.send;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.engine.diagnostic.Coverage.Voice;

class DiagnosticTest {

    private static final double NEARLY = 1e-9;

    @Test
    void namesTheStageWhereContactsLiveAndNobodySpeaks() {
        var plan =
                aPlan().stages("new", "asleep", "gone")
                        .touchpoints("site")
                        .programme("welcome", Map.of("touchpoint", "site", "stage", "new"));

        var observed = observed(Map.of("new", 10L, "asleep", 700L, "gone", 0L));
        var diagnostic = Diagnostic.of(plan.document(), observed);

        assertThat(voices(diagnostic, "site"))
                .containsExactly(Voice.PLANNED, Voice.SILENT, Voice.IDLE);
        assertThat(diagnostic.findings())
                .contains(new Diagnostic.Concern(new Finding.SilentStage("asleep"), 700));
        assertThat(found(diagnostic)).doesNotContain(new Finding.SilentStage("gone"));
    }

    @Test
    void countsAProgrammeAsSpokenOnceAScenarioMayRun() {
        var plan =
                aPlan().stages("new")
                        .programme(
                                "welcome",
                                Map.of("stage", "new", "status", "approved"),
                                scenario("hello", Map.of()));

        assertThat(voices(Diagnostic.of(plan.document(), Observed.NOTHING), null))
                .containsExactly(Voice.SPOKEN);
    }

    @Test
    void spreadsAProgrammeOverTheStagesThatItsScenariosEnterOrAimAt() {
        var plan =
                aPlan().stages("new", "active", "asleep", "gone")
                        .programme(
                                "care",
                                Map.of("stage", "new"),
                                scenario(
                                        "active",
                                        Map.of(
                                                "trigger",
                                                Map.of("entry", Map.of("stage", "active")))),
                                scenario(
                                        "asleep",
                                        Map.of(
                                                "target",
                                                Map.of(
                                                        "all",
                                                        List.of(
                                                                Map.of("stage", "asleep"),
                                                                Map.of(
                                                                        "not",
                                                                        Map.of(
                                                                                "stage",
                                                                                "gone")))))));

        assertThat(voices(Diagnostic.of(plan.document(), Observed.NOTHING), null))
                .containsExactly(Voice.PLANNED, Voice.PLANNED, Voice.PLANNED, Voice.SILENT);
    }

    @Test
    void asksForAVoiceOnlyWhereAJourneyWantsOne() {
        var plan =
                aPlan().stages("new", "active")
                        .touchpoints("site", "shop")
                        .programme("welcome", Map.of("touchpoint", "site", "stage", "new"))
                        .programme("care", Map.of("touchpoint", "site", "stage", "active"))
                        .journey(
                                "buying",
                                Map.of(
                                        "stage",
                                        "active",
                                        "touchpoints",
                                        List.of("shop"),
                                        "opportunity",
                                        "Say thank you"));

        var diagnostic = Diagnostic.of(plan.document(), observed(Map.of("new", 5L, "active", 9L)));

        assertThat(voices(diagnostic, "shop")).containsExactly(Voice.IDLE, Voice.SILENT);
        assertThat(diagnostic.findings())
                .contains(
                        new Diagnostic.Concern(new Finding.Opportunity("buying", "step"), 9),
                        new Diagnostic.Concern(
                                new Finding.SilentMoments("active", List.of("shop")), 9));
    }

    @Test
    void letsAProgrammeAnswerAnOpportunity() {
        var plan =
                aPlan().stages("new", "active")
                        .touchpoints("site", "shop")
                        .programme("care", Map.of("touchpoint", "site", "stage", "new"))
                        .journey(
                                "buying",
                                Map.of(
                                        "stage",
                                        "active",
                                        "touchpoints",
                                        List.of("shop"),
                                        "opportunity",
                                        "Say thank you",
                                        "programmes",
                                        List.of("care")));

        var diagnostic = Diagnostic.of(plan.document(), Observed.NOTHING);

        assertThat(voices(diagnostic, "site")).containsExactly(Voice.PLANNED, Voice.PLANNED);
        assertThat(voices(diagnostic, "shop")).containsExactly(Voice.IDLE, Voice.IDLE);
        assertThat(found(diagnostic))
                .doesNotHaveAnyElementsOfTypes(
                        Finding.Opportunity.class, Finding.SilentStage.class);
    }

    @Test
    void countsWhatOneContactWouldGetInTheYearWhereNothingLeftYet() {
        var plan =
                aPlan().campaign(
                                "letter",
                                Map.of(
                                        "kind",
                                        "recurring",
                                        "recurrence",
                                        "FREQ=MONTHLY",
                                        "start",
                                        "2027-07-01T10:00",
                                        "intent",
                                        "inform"))
                        .programme(
                                "welcome",
                                Map.of("objective", "repeat"),
                                scenario(
                                        "hello",
                                        Map.of(
                                                "intent",
                                                "give",
                                                "steps",
                                                List.of(
                                                        send(),
                                                        Map.of(
                                                                "branch",
                                                                Map.of(
                                                                        "if",
                                                                        event("purchase", 1),
                                                                        "then",
                                                                        List.of(send()),
                                                                        "else",
                                                                        List.of(send(), send()))),
                                                        Map.of("end", true),
                                                        send()))));

        var shares = Diagnostic.of(plan.document(), Observed.NOTHING).shares();

        assertThat(shares.basis()).isEqualTo(Shares.Basis.PLAN_YEAR);
        assertThat(shares.total()).isEqualTo(6 + 3);
        assertThat(shares.automated()).isCloseTo(3 / 9.0, within(NEARLY));
        assertThat(shares.newsletter()).isCloseTo(6 / 9.0, within(NEARLY));
        assertThat(shares.types().get(MessageType.SERVICE)).isCloseTo(3 / 9.0, within(NEARLY));
        assertThat(shares.intents().get(Intent.GIVE)).isCloseTo(3 / 9.0, within(NEARLY));
    }

    @Test
    void weighsByMessagesWhereSomeLeft() {
        var plan =
                aPlan().campaign("sale", Map.of("intent", "sell"))
                        .programme(
                                "welcome", Map.of(), scenario("hello", Map.of("intent", "give")));
        var volumes =
                new Figure.Volumes(
                        30,
                        List.of(
                                new Figure.Volume(
                                        "campaign:sale",
                                        Channel.EMAIL,
                                        MessageType.PROMOTIONAL,
                                        900),
                                new Figure.Volume(
                                        "scenario:hello",
                                        Channel.EMAIL,
                                        MessageType.SERVICE,
                                        100)));

        var diagnostic = Diagnostic.of(plan.document(), new Observed(Map.of(), volumes, null));

        assertThat(diagnostic.shares().basis()).isEqualTo(Shares.Basis.LAST_30_DAYS);
        assertThat(found(diagnostic))
                .contains(
                        new Finding.Automation(0.1),
                        new Finding.OneType(MessageType.PROMOTIONAL, 0.9),
                        new Finding.NoType(MessageType.TRANSACTIONAL),
                        new Finding.OneIntent(Intent.SELL, 0.9),
                        new Finding.NoIntents(Set.of(Intent.INFORM, Intent.ASK, Intent.PROPOSE)))
                .doesNotHaveAnyElementsOfTypes(Finding.Newsletter.class);
    }

    @Test
    void hasNothingToSayOfTheBalanceOfNoMessages() {
        var diagnostic = Diagnostic.of(aPlan().stages("new").document(), Observed.NOTHING);

        assertThat(diagnostic.shares().total()).isZero();
        assertThat(found(diagnostic)).containsExactly(new Finding.SilentStage("new"));
    }

    @Test
    void wantsAnExitWhereTimePassesBeforeAMessage() {
        var later = Map.<String, Object>of("event", "purchase", "delay", "P45D");
        var plan =
                aPlan().programme(
                                "care",
                                Map.of("objective", "repeat"),
                                scenario("at-once", Map.of()),
                                scenario("delayed", Map.of("trigger", later)),
                                scenario(
                                        "waiting",
                                        Map.of(
                                                "steps",
                                                List.of(send(), Map.of("wait", "P5D"), send()))),
                                scenario(
                                        "leaving",
                                        Map.of("trigger", later, "exit", event("purchase", 2))),
                                scenario(
                                        "waiting-for-nothing",
                                        Map.of("steps", List.of(send(), Map.of("wait", "P5D")))));

        assertThat(found(Diagnostic.of(plan.document(), Observed.NOTHING)))
                .filteredOn(Finding.ScenarioWithoutExit.class::isInstance)
                .containsExactly(
                        new Finding.ScenarioWithoutExit("care", "delayed"),
                        new Finding.ScenarioWithoutExit("care", "waiting"));
    }

    @Test
    void wantsAnObjectiveScenariosAndAPurpose() {
        var silent = scenario("no-purpose", Map.of());
        silent.remove("purpose");
        var receipt = scenario("receipt", Map.of("type", "TRANSACTIONAL"));
        receipt.remove("purpose");
        var plan = aPlan().programme("bare", Map.of()).programme("care", Map.of(), silent, receipt);

        assertThat(found(Diagnostic.of(plan.document(), Observed.NOTHING)))
                .contains(
                        new Finding.ProgrammeWithoutObjective("bare"),
                        new Finding.ProgrammeWithoutScenario("bare"),
                        new Finding.ScenarioWithoutPurpose("care", "no-purpose"))
                .doesNotContain(
                        new Finding.ProgrammeWithoutScenario("care"),
                        new Finding.ScenarioWithoutPurpose("care", "receipt"));
    }

    @Test
    void seesWhichSegmentsAreEmptyTheSameOrHardlyTwo() {
        var plan =
                aPlan().segment("vip", event("purchase", 10))
                        .segment("regular", event("purchase", 3))
                        .segment("often", event("purchase", 3))
                        .segment("nobody", event("purchase", 1_000))
                        .segment(
                                "local-vip",
                                Map.of(
                                        "all",
                                        List.of(Map.of("segment", "vip"), event("visit", 1))));
        var overlaps =
                new Figure.Overlaps(
                        Map.of(
                                "vip",
                                100L,
                                "regular",
                                400L,
                                "often",
                                400L,
                                "nobody",
                                0L,
                                "local-vip",
                                10L),
                        List.of(
                                new Figure.Shared("vip", "regular", 90),
                                new Figure.Shared("vip", "local-vip", 10),
                                new Figure.Shared("regular", "often", 400),
                                new Figure.Shared("regular", "local-vip", 5)));

        var diagnostic = Diagnostic.of(plan.document(), new Observed(Map.of(), null, overlaps));

        assertThat(found(diagnostic))
                .containsExactlyInAnyOrder(
                        new Finding.NoStages(),
                        new Finding.SameSegments("regular", "often"),
                        new Finding.EmptySegment("nobody"),
                        new Finding.OverlappingSegments("vip", "regular", 0.9));
    }

    @Test
    void seesTheStageThatHearsOneChannelAlone() {
        var plan =
                aPlan().stages("new", "active")
                        .programme("welcome", Map.of("stage", "new"), scenario("hello", Map.of()))
                        .programme(
                                "care",
                                Map.of("stage", "active"),
                                scenario("both", Map.of("steps", List.of(send("EMAIL", "SMS")))));

        var diagnostic = Diagnostic.of(plan.document(), Observed.NOTHING);

        assertThat(diagnostic.channels())
                .containsEntry("new", Set.of(Channel.EMAIL))
                .containsEntry("active", Set.of(Channel.EMAIL, Channel.SMS));
        assertThat(found(diagnostic))
                .contains(new Finding.OneChannelAtStage("new", Channel.EMAIL))
                .doesNotContain(new Finding.OneChannel(Channel.EMAIL));
    }

    @Test
    void putsFirstWhatIsGravestOfEachKind() {
        var plan =
                aPlan().stages("new", "asleep", "gone")
                        .programme("welcome", Map.of("stage", "new"), scenario("hello", Map.of()));

        var diagnostic =
                Diagnostic.of(
                        plan.document(), observed(Map.of("new", 10L, "asleep", 5L, "gone", 700L)));

        assertThat(diagnostic.first(3))
                .extracting(concern -> concern.finding().gravity())
                .containsExactly(
                        Finding.Gravity.SILENCE, Finding.Gravity.BALANCE, Finding.Gravity.CHANCE);
        assertThat(diagnostic.first(3).getFirst().finding())
                .isEqualTo(new Finding.SilentStage("gone"));
    }

    private static Observed observed(Map<String, Long> contacts) {
        return new Observed(contacts, null, null);
    }

    private static List<Finding> found(Diagnostic diagnostic) {
        return diagnostic.findings().stream().map(Diagnostic.Concern::finding).toList();
    }

    private static List<Voice> voices(Diagnostic diagnostic, @Nullable String touchpoint) {
        return diagnostic.coverage().rows().stream()
                .filter(row -> Objects.equals(row.touchpoint(), touchpoint))
                .flatMap(row -> row.cells().stream())
                .map(Coverage.Cell::voice)
                .toList();
    }
}
