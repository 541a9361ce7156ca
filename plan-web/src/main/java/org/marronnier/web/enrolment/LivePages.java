package org.marronnier.web.enrolment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.engine.decision.Reason;
import org.marronnier.store.enrolment.EnrolmentPaths;
import org.marronnier.store.enrolment.ScenarioFigures;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.StepSentences;
import org.marronnier.web.condition.TriggerSentences;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.ReasonReader;
import org.marronnier.web.enrolment.LiveView.Bar;
import org.marronnier.web.enrolment.LiveView.Note;
import org.marronnier.web.enrolment.LiveView.Row;
import org.marronnier.web.enrolment.LiveView.StepFigures;
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
    private static final int FAILURES = 5;

    private final StoredScenarios stored;
    private final ScenarioFigures counted;
    private final EnrolmentPaths paths;
    private final DrawingSteps drawing;
    private final StepSentences steps;
    private final TriggerSentences triggers;
    private final EnrolmentWords words;
    private final ContactWords contacts;
    private final WeatherNotes weather;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    LivePages(
            StoredScenarios stored,
            ScenarioFigures counted,
            EnrolmentPaths paths,
            DrawingSteps drawing,
            StepSentences steps,
            TriggerSentences triggers,
            EnrolmentWords words,
            ContactWords contacts,
            WeatherNotes weather,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.stored = stored;
        this.counted = counted;
        this.paths = paths;
        this.drawing = drawing;
        this.steps = steps;
        this.triggers = triggers;
        this.words = words;
        this.contacts = contacts;
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
            var mine = tally.of(shown.id());
            var perStep = new HashMap<String, StepFigures>();
            var shares = new HashMap<String, String>();
            figure(drawn, mine, shown, perStep, shares);
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
                    tiles(tally),
                    curve,
                    curve.isEmpty() ? "" : saying.say("live.curve.most", most(curve)),
                    trigger == null ? null : triggers.of(trigger, names, locale),
                    exit == null ? null : steps.exit(exit, names, locale),
                    drawn,
                    perStep,
                    shares,
                    messages(tally),
                    refused(tally),
                    deferred(),
                    figures.number(Math.max(0, tally.all(Tally.STUCK))),
                    failures());
        }

        private boolean isOn() {
            return row.state() != StoredScenarios.State.ENDED;
        }

        private void figure(
                DrawingSteps.Way way,
                Tally tally,
                StoredScenarios.Edition edition,
                Map<String, StepFigures> figured,
                Map<String, String> shares) {
            for (var step : way.steps()) {
                var at = tally.at(step.place());
                var there = at.inside();
                figured.put(
                        step.place(),
                        new StepFigures(
                                figures.number(there),
                                there > 0,
                                figures.number(at.recent("passed")),
                                step.kind().equals("send") ? told(at) : List.of(),
                                list("RUNNING")
                                        + "&step="
                                        + step.place()
                                        + "&edition="
                                        + edition.id()));
                share(step, tally, shares);
                step.ways().forEach(one -> figure(one, tally, edition, figured, shares));
            }
        }

        /** What went into a way without steps is what passed and went into no other. */
        private void share(DrawingSteps.Shown step, Tally tally, Map<String, String> shares) {
            var passed = tally.at(step.place()).recent("passed");
            var empty = step.ways().stream().filter(way -> way.steps().isEmpty()).count();
            if (passed <= 0 || empty > 1) {
                return;
            }
            var entered = new LinkedHashMap<String, Long>();
            for (var way : step.ways()) {
                if (!way.steps().isEmpty()) {
                    entered.put(way.place(), tally.at(way.place() + ".0").recent("reached"));
                }
            }
            var others = entered.values().stream().mapToLong(Long::longValue).sum();
            for (var way : step.ways()) {
                var n = entered.getOrDefault(way.place(), passed - others);
                shares.put(
                        way.place(),
                        saying.say(
                                "live.way",
                                figures.number(Math.max(0, n)),
                                figures.percent(Math.clamp((double) n / passed, 0, 1), 0)));
            }
        }

        private List<Row> told(Tally at) {
            var told = new ArrayList<Row>();
            var offered = at.recent("offered");
            if (offered == 0) {
                told.add(new Row(saying.say("live.sent"), figures.number(at.sent()), "ok", null));
            }
            add(told, saying.say("live.offered"), offered, "", null);
            add(told, saying.say("live.withheld"), at.withheld(), "nut", null);
            add(
                    told,
                    saying.say("live.deferred"),
                    at.all(Funnel.DEFERRED),
                    "slate",
                    list("DEFERRED"));
            add(told, saying.say("live.control"), at.recent(Funnel.CONTROL), "", null);
            add(told, saying.say("live.opened"), at.recent("opened"), "", null);
            add(told, saying.say("live.clicked"), at.recent("clicked"), "", null);
            return told;
        }

        private void add(List<Row> rows, String label, long n, String tone, @Nullable String href) {
            if (n > 0) {
                rows.add(new Row(label, figures.number(n), tone, href));
            }
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

        private List<Tile> tiles(Tally tally) {
            return List.of(
                    new Tile(
                            saying.say("live.inside"),
                            figures.number(tally.inside()),
                            saying.say("live.now"),
                            list("RUNNING")),
                    tile("entered", tally, null),
                    tile("exited", tally, list("EXITED")),
                    tile("done", tally, list("DONE")),
                    new Tile(
                            saying.say("live.messages"),
                            figures.number(tally.sent()),
                            saying.say("live.withheld.n", figures.number(tally.withheld())),
                            null));
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

        private List<Row> messages(Tally tally) {
            var rows = new ArrayList<Row>();
            add(rows, saying.say("live.sent"), tally.sent(), "ok", null);
            add(rows, saying.say("live.opened"), tally.recent("opened"), "", null);
            add(rows, saying.say("live.clicked"), tally.recent("clicked"), "", null);
            tally.withheldBy()
                    .forEach(
                            (line, n) ->
                                    add(rows, words.line(line, names, saying), n, "nut", null));
            add(rows, saying.say("live.control"), tally.recent(Funnel.CONTROL), "", null);
            return rows;
        }

        private List<Row> refused(Tally tally) {
            var rows = new ArrayList<Row>();
            tally.refusedBy()
                    .forEach(
                            (line, n) -> {
                                var reason = line.substring(Tally.REFUSED.length());
                                add(
                                        rows,
                                        words.refusal(reason, saying),
                                        n,
                                        "nut",
                                        list("REFUSED") + "&reason=" + reason);
                            });
            return rows;
        }

        /** Why those who are deferred are: the rule, or what else held them. */
        private List<Row> deferred() {
            var counts = new LinkedHashMap<String, Long>();
            for (var reasons : counted.deferred(row.id())) {
                ReasonReader.read(reasons).stream()
                        .map(this::held)
                        .distinct()
                        .forEach(name -> counts.merge(name, 1L, Long::sum));
            }
            var rows = new ArrayList<Row>();
            counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(
                            one ->
                                    add(
                                            rows,
                                            one.getKey(),
                                            one.getValue(),
                                            "slate",
                                            list("DEFERRED")));
            return rows;
        }

        private String held(Reason reason) {
            return reason instanceof Reason.Pressure(var _, var refusals) && !refusals.isEmpty()
                    ? names.rule(refusals.getFirst().rule())
                    : saying.say("contact.gate." + reason.gate());
        }

        private List<LiveView.Failure> failures() {
            return paths
                    .of(
                            row.id(),
                            new EnrolmentPaths.Asked("FAILED", null, null, null),
                            Long.MAX_VALUE,
                            FAILURES)
                    .stream()
                    .map(
                            one ->
                                    new LiveView.Failure(
                                            one.id(),
                                            one.externalId(),
                                            contacts.name(
                                                    one.firstName(),
                                                    one.lastName(),
                                                    one.externalId()),
                                            words.failure(one.reason(), saying),
                                            address + "/enrolments/" + one.id()))
                    .toList();
        }

        private String list(String state) {
            return address + "/enrolments?state=" + state;
        }
    }
}
