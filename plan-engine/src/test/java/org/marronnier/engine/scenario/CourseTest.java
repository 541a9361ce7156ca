package org.marronnier.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.ControlGroup;

class CourseTest {

    private static final Step WAIT = new Step.WaitFor(Span.days(2));
    private static final Step END = new Step.End();

    /** 0 send, 1 branch (then: wait, branch; else: none), 2 split (0: wait; 1: end; 2: none). */
    private static final Course COURSE =
            new Course(
                    "welcome",
                    List.of(
                            send("hello"),
                            new Step.Branch(
                                    asks("hello", MessageStatus.OPENED),
                                    List.of(
                                            WAIT,
                                            new Step.Branch(
                                                    Condition.EVERYBODY,
                                                    List.of(END),
                                                    List.of(WAIT))),
                                    List.of()),
                            split(1, 3, 0)));

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "1.then.0, 1.then.1",
        "1.then.1, 2",
        "1.then.1.then.0, 2",
        "1.then.1.else.0, 2",
        "2,",
        "2.0.0,",
        "2.1.0,"
    })
    void goesOnBehindAStep(String path, @Nullable String next) {
        assertThat(COURSE.after(new StepPath(path)).map(StepPath::text).orElse(null))
                .isEqualTo(next);
    }

    @Test
    void goesIntoAWayOrPastAnEmptyOne() {
        assertThat(COURSE.branch(new StepPath("1"), true)).contains(new StepPath("1.then.0"));
        assertThat(COURSE.branch(new StepPath("1"), false)).contains(new StepPath("2"));
        assertThat(COURSE.split(new StepPath("2"), 1)).contains(new StepPath("2.1.0"));
        assertThat(COURSE.split(new StepPath("2"), 2)).isEmpty();
        assertThatThrownBy(() -> COURSE.split(new StepPath("1"), 0))
                .hasMessage("No Split stands at 1 of scenario (welcome).");
        assertThatThrownBy(() -> COURSE.split(new StepPath("2"), 3))
                .hasMessage("The split (2) of scenario (welcome) has no way 3.");
    }

    @Test
    void findsEachStepAtTheSamePathAsInTheList() {
        assertThat(COURSE.all())
                .extracting(placed -> placed.path().text())
                .containsExactly(
                        "0",
                        "1",
                        "1.then.0",
                        "1.then.1",
                        "1.then.1.then.0",
                        "1.then.1.else.0",
                        "2",
                        "2.0.0",
                        "2.1.0");
        assertThat(COURSE.all())
                .extracting(Course.Placed::depth)
                .containsExactly(0, 0, 1, 1, 2, 2, 0, 1, 1);
        assertThat(COURSE.all())
                .allSatisfy(placed -> assertThat(COURSE.at(placed.path())).contains(placed.step()));
    }

    @Test
    void everyWalkComesToAnEnd() {
        var walks = new ArrayList<List<String>>();

        walk(COURSE, StepPath.FIRST, List.of(), walks);

        assertThat(walks).hasSize(9);
        assertThat(walks)
                .contains(List.of("0", "1", "2", "2.0.0"), List.of("0", "1", "2"))
                .contains(List.of("0", "1", "1.then.0", "1.then.1", "1.then.1.else.0", "2"));
    }

    private static void walk(
            Course course, StepPath path, List<String> before, List<List<String>> walks) {
        var here = new ArrayList<>(before);
        here.add(path.text());
        var ways =
                switch (course.at(path).orElseThrow()) {
                    case Step.Branch _ ->
                            List.of(course.branch(path, true), course.branch(path, false));
                    case Step.Split split -> {
                        var all = new ArrayList<java.util.Optional<StepPath>>();
                        for (var way = 0; way < split.ways().size(); way++) {
                            all.add(course.split(path, way));
                        }
                        yield all;
                    }
                    default -> List.of(course.after(path));
                };
        for (var way : ways) {
            if (way.isPresent()) {
                walk(course, way.get(), here, walks);
            } else {
                walks.add(here);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0.then.0", "1.0.0", "1.else.0", "2.then.0", "2.7.0", "1.then.7"})
    void nothingStandsWhereNoPathLeads(String path) {
        assertThat(COURSE.at(new StepPath(path))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.then", "1..0", "a", "1.then.00", "1.THEN.0"})
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> new StepPath(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sharesContactsOutByWeightAlwaysAlike() {
        var course = new Course("welcome", List.of(split(1, 0, 3, 0)));
        var ways = new HashMap<Integer, Integer>();

        for (var i = 0; i < 20_000; i++) {
            ways.merge(course.drawnWay(StepPath.FIRST, "c" + i), 1, Integer::sum);
        }

        assertThat(ways).containsOnlyKeys(0, 2);
        assertThat(ways.get(0) / 20_000.0).isCloseTo(0.25, within(0.015));
        for (var i = 0; i < 200; i++) {
            var kept = ControlGroup.holds("welcome0", new BigDecimal("0.25"), "c" + i);
            assertThat(course.drawnWay(StepPath.FIRST, "c" + i)).isEqualTo(kept ? 0 : 2);
        }
    }

    @Test
    void sharesOutByExactlyTheWeights() {
        var third = split(1, 1, 1);
        var course = new Course("welcome", List.of(third));
        for (var i = 0; i < 200; i++) {
            assertThat(course.drawnWay(StepPath.FIRST, "c" + i)).isBetween(0, 2);
        }
    }

    @Test
    void waitsForTheOutcomesThatTheNextBranchAsksAbout() {
        assertThat(COURSE.awaited(new StepPath("0"))).containsExactly(MessageStatus.OPENED);
        assertThat(COURSE.awaited(new StepPath("1"))).isEmpty();
        assertThat(awaited(send("hello"), WAIT)).isEmpty();
        assertThat(awaited(send("hello"), branch(asks(null, null)))).isEmpty();
        assertThat(awaited(send("hello"), branch(asks("other", MessageStatus.CLICKED)))).isEmpty();
        assertThat(
                        awaited(
                                send("hello"),
                                branch(
                                        new Condition.Not(
                                                new Condition.Any(
                                                        List.of(
                                                                asks(null, MessageStatus.SENT),
                                                                asks(null, MessageStatus.CLICKED),
                                                                asks(
                                                                        "hello",
                                                                        MessageStatus.BOUNCED)))))))
                .containsExactly(MessageStatus.CLICKED, MessageStatus.BOUNCED);
    }

    @Test
    void waitsForTheOutcomeOfTheLastSendOfAWay() {
        var course =
                new Course(
                        "welcome",
                        List.of(
                                new Step.Branch(
                                        Condition.EVERYBODY, List.of(send("hello")), List.of()),
                                branch(asks("hello", MessageStatus.OPENED))));

        assertThat(course.awaited(new StepPath("0.then.0"))).containsExactly(MessageStatus.OPENED);
    }

    @Test
    void goesOnByAnotherEditionWhereTheSameKindOfStepStands() {
        var changed = new Course("welcome", List.of(send("good-day"), WAIT, split(1, 1)));

        assertThat(COURSE.standsAlike(changed, new StepPath("0"))).isTrue();
        assertThat(COURSE.standsAlike(changed, new StepPath("1"))).isFalse();
        assertThat(COURSE.standsAlike(changed, new StepPath("1.then.0"))).isFalse();
        assertThat(COURSE.standsAlike(changed, new StepPath("2.1.0"))).isTrue();
    }

    private static java.util.Set<MessageStatus> awaited(Step... steps) {
        return new Course("welcome", List.of(steps)).awaited(StepPath.FIRST);
    }

    private static Step branch(Condition condition) {
        return new Step.Branch(condition, List.of(END), List.of());
    }

    private static Step send(String template) {
        return new Step.Send(
                template,
                List.of(Channel.EMAIL),
                Span.days(1),
                WhenCapped.DEFER,
                BigDecimal.ZERO,
                null,
                List.of());
    }

    /** The last way has no step. */
    private static Step split(int... weights) {
        var ways = new ArrayList<Step.Split.Way>();
        for (var i = 0; i < weights.length; i++) {
            List<Step> steps = i == 2 ? List.of() : i == 1 ? List.of(END) : List.of(WAIT);
            ways.add(new Step.Split.Way(BigDecimal.valueOf(weights[i]), steps));
        }
        return new Step.Split(ways);
    }

    private static Condition asks(@Nullable String template, @Nullable MessageStatus status) {
        return new Condition.Messages(
                new MessagePattern(null, null, status, null, null, null, template, null),
                null,
                List.of());
    }
}
