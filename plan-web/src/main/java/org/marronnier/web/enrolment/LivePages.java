package org.marronnier.web.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.store.enrolment.ScenarioFigures;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.StepSentences;
import org.marronnier.web.condition.TriggerSentences;
import org.marronnier.web.enrolment.LiveView.Bar;
import org.marronnier.web.enrolment.LiveView.Note;
import org.marronnier.web.enrolment.LiveView.Tile;
import org.marronnier.web.scenario.DrawingSteps;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Puts together how a scenario runs, from what was counted and short looks along indexes. */
@Component
final class LivePages {

    private static final List<Integer> PERIODS = List.of(1, 7, 30);
    private static final int SHORT = 7;
    private static final int CURVE = 30;

    private final StoredScenarios stored;
    private final ScenarioFigures counted;
    private final LiveLists lists;
    private final DrawingSteps drawing;
    private final StepSentences steps;
    private final TriggerSentences triggers;
    private final WeatherNotes weather;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    LivePages(
            StoredScenarios stored,
            ScenarioFigures counted,
            LiveLists lists,
            DrawingSteps drawing,
            StepSentences steps,
            TriggerSentences triggers,
            WeatherNotes weather,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.stored = stored;
        this.counted = counted;
        this.lists = lists;
        this.drawing = drawing;
        this.steps = steps;
        this.triggers = triggers;
        this.weather = weather;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /**
     * @param days of the period: 1 for today, 7 or 30
     * @param edition the number of the one to draw; 0 for the one that contacts enter by
     */
    LiveView of(
            PlanDocument plan,
            PlanDocument.Programme programme,
            PlanDocument.Scenario scenario,
            int days,
            int edition,
            Locale locale) {
        var brief = scenario.brief();
        var address = "/programmes/" + programme.brief().key() + "/scenarios/" + brief.key();
        var period = PERIODS.contains(days) ? days : SHORT;
        return stored.find(plan.plan().key(), programme.brief().key(), brief.key())
                .map(row -> new Writer(plan, programme, row, address, period, locale).view(edition))
                .orElseGet(() -> notYet(plan, brief, address, period, locale));
    }

    private LiveView notYet(
            PlanDocument plan, ScenarioBrief brief, String address, int days, Locale locale) {
        return new LiveView(
                address,
                "none",
                "",
                days,
                periods(days),
                null,
                List.of(),
                0,
                weather.of(brief.trigger(), plan, sayings.in(locale)),
                List.of(),
                List.of(),
                "",
                null,
                null,
                drawing.of(plan, brief.steps(), locale),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                List.of());
    }

    private static List<LiveView.Choice> periods(int chosen) {
        return PERIODS.stream().map(one -> new LiveView.Choice(one, one == chosen)).toList();
    }

    private final class Writer {

        private final PlanDocument plan;
        private final PlanDocument.Programme programme;
        private final StoredScenarios.Row row;
        private final String address;
        private final int days;
        private final Locale locale;
        private final Saying saying;
        private final Names names;
        private final LocalDate today;

        Writer(
                PlanDocument plan,
                PlanDocument.Programme programme,
                StoredScenarios.Row row,
                String address,
                int days,
                Locale locale) {
            this.plan = plan;
            this.programme = programme;
            this.row = row;
            this.address = address;
            this.days = days;
            this.locale = locale;
            this.saying = sayings.in(locale);
            this.names = Names.of(plan);
            this.today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
        }

        LiveView view(int number) {
            var tally = new Tally(counted.counts(row.id(), today.minusDays(days - 1L)));
            var editions = stored.editionsOf(row.id());
            var shown =
                    editions.stream()
                            .filter(one -> one.number() == number)
                            .findFirst()
                            .orElseGet(
                                    () ->
                                            editions.stream()
                                                    .filter(one -> one.id() == row.edition())
                                                    .findFirst()
                                                    .orElseThrow());
            var drawn = drawing.of(plan, shown.brief().steps(), locale);
            var inSteps =
                    new StepTallies(tally.of(shown.id()), address, shown.id(), figures, saying);
            inSteps.figure(drawn);
            var lines =
                    editions.stream()
                            .map(
                                    one -> {
                                        var inside = tally.of(one.id()).inside();
                                        var current = one.id() == row.edition();
                                        return new LiveView.EditionLine(
                                                one.id(),
                                                one.number(),
                                                figures.dateTime(one.madeAt(), plan.plan().zone()),
                                                inside,
                                                current,
                                                one.id() == shown.id(),
                                                inside > 0 && !current && isOn());
                                    })
                            .filter(one -> one.current() || one.chosen() || one.inside() > 0)
                            .toList();
            var curve = curve();
            var trigger = shown.brief().trigger();
            var exit = shown.brief().exit();
            return new LiveView(
                    address,
                    row.state().name().toLowerCase(Locale.ROOT),
                    "days=" + days + (number > 0 ? "&edition=" + number : ""),
                    days,
                    periods(days),
                    lines.stream().filter(LiveView.EditionLine::chosen).findFirst().orElse(null),
                    lines,
                    tally.inside(),
                    notes(tally, shown.brief()),
                    tiles(tally, exit != null),
                    curve,
                    curve.isEmpty() ? "" : saying.say("live.curve.most", most(curve)),
                    trigger == null ? null : triggers.of(trigger, names, locale),
                    exit == null ? null : steps.exit(exit, names, locale),
                    drawn,
                    inSteps.figures(),
                    inSteps.shares(),
                    lists.messages(tally, names, saying),
                    lists.refused(tally, address, saying),
                    lists.deferred(row.id(), address, names, saying),
                    figures.number(Math.max(0, tally.all(Tally.STUCK))),
                    lists.failures(row.id(), address, saying));
        }

        private boolean isOn() {
            return row.state() != StoredScenarios.State.ENDED;
        }

        private List<Note> notes(Tally tally, ScenarioBrief shown) {
            var notes = new ArrayList<Note>();
            if (isOn()) {
                notes.addAll(weather.of(shown.trigger(), plan, saying));
            }
            var armed = row.armedUpTo();
            if (armed != null && isOn()) {
                notes.add(
                        new Note(
                                "",
                                "clock",
                                armed == 0
                                        ? saying.say("live.arming.starts")
                                        : saying.say("live.arming", figures.number(armed))));
            }
            if (row.state() == StoredScenarios.State.PAUSED) {
                notes.add(
                        new Note(
                                "warn",
                                "player-pause",
                                saying.say("live.paused.text", figures.number(tally.inside()))));
            }
            if (row.state() == StoredScenarios.State.ENDED) {
                notes.add(new Note("", "flag", saying.say("live.ended.text")));
            }
            if (isOn() && !programme.status().mayRun()) {
                notes.add(new Note("warn", "alert-triangle", saying.say("live.programme")));
            }
            if (isOn() && (today.isBefore(plan.plan().from()) || today.isAfter(plan.plan().to()))) {
                notes.add(new Note("warn", "alert-triangle", saying.say("live.outside")));
            }
            return notes;
        }

        /** Without an exit, now or before, no goal is there to be reached. */
        private List<Tile> tiles(Tally tally, boolean hasExit) {
            var tiles = new ArrayList<Tile>();
            tiles.add(
                    new Tile(
                            saying.say("live.inside"),
                            figures.number(tally.inside()),
                            saying.say("live.now"),
                            list("RUNNING")));
            tiles.add(tile("entered", tally, null));
            if (hasExit || tally.all("exited") > 0) {
                tiles.add(tile("exited", tally, list("EXITED")));
            }
            tiles.add(tile("done", tally, list("DONE")));
            tiles.add(
                    new Tile(
                            saying.say("live.messages"),
                            figures.number(tally.sent()),
                            saying.say(
                                    tally.withheld() == 1
                                            ? "live.withheld.n.one"
                                            : "live.withheld.n",
                                    figures.number(tally.withheld())),
                            null));
            return tiles;
        }

        private Tile tile(String line, Tally tally, @Nullable String href) {
            return new Tile(
                    saying.say("live." + line),
                    figures.number(tally.recent(line)),
                    saying.say("live.since", figures.number(tally.all(line))),
                    href);
        }

        private List<Bar> curve() {
            var from = today.minusDays(CURVE - 1L);
            var byDay = new HashMap<LocalDate, Long>();
            counted.entries(row.id(), from).forEach(day -> byDay.put(day.day(), day.entered()));
            if (byDay.isEmpty()) {
                return List.of();
            }
            var most = byDay.values().stream().mapToLong(Long::longValue).max().orElse(1);
            return from.datesUntil(today.plusDays(1))
                    .map(
                            day -> {
                                var n = byDay.getOrDefault(day, 0L);
                                return new Bar(
                                        figures.day(day),
                                        figures.number(n),
                                        n == 0
                                                ? 0
                                                : (int) Math.max(3, n * 100 / Math.max(1, most)));
                            })
                    .toList();
        }

        private static String most(List<Bar> curve) {
            return curve.stream()
                    .filter(bar -> bar.height() == 100)
                    .findFirst()
                    .orElse(curve.getLast())
                    .value();
        }

        private String list(String state) {
            return LiveLists.list(address, state);
        }
    }
}
