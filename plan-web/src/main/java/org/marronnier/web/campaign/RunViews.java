package org.marronnier.web.campaign;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunState;
import org.marronnier.store.run.Runs;
import org.marronnier.web.condition.Names;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Runs in words and bars. */
@Component
final class RunViews {

    private static final int SHOWN = 5;

    private final Runs runs;
    private final FunnelBars bars;
    private final Figures figures;
    private final Sayings sayings;

    RunViews(Runs runs, FunnelBars bars, Figures figures, Sayings sayings) {
        this.runs = runs;
        this.bars = bars;
        this.figures = figures;
        this.sayings = sayings;
    }

    /** The last runs of a campaign, newest first. */
    List<RunView> of(PlanDocument plan, String campaign, boolean mayAct, Locale locale) {
        var last = runs.ofCampaign(plan.plan().key(), campaign, null, SHOWN);
        var funnels = runs.funnels(last.stream().map(Run::id).toList());
        return last.stream()
                .map(run -> view(run, funnels.get(run.id()), plan, mayAct, locale))
                .toList();
    }

    RunView of(Run run, PlanDocument plan, boolean mayAct, Locale locale) {
        return view(run, runs.funnel(run.id()), plan, mayAct, locale);
    }

    private RunView view(
            Run run, @Nullable Funnel counted, PlanDocument plan, boolean mayAct, Locale locale) {
        var tally = counted == null ? new Funnel(Map.of()) : counted;
        var goesOn = run.state() == RunState.RUNNING;
        var settled = tally.decided() - tally.line(Funnel.QUEUED);
        return new RunView(
                run.id(),
                run.campaign(),
                title(run, plan.plan().zone(), locale),
                sayings.say("run.state." + run.state(), locale),
                tone(run.state()),
                icon(run.state()),
                run.firedBy() == null
                        ? sayings.say("run.by.calendar", locale)
                        : sayings.say("run.by", locale, run.firedBy()),
                goesOn,
                settled,
                tally.targeted(),
                goesOn ? progress(tally, settled, locale) : null,
                run.reason() == null ? null : sayings.say("run.why." + run.reason(), locale),
                mayAct && goesOn,
                mayAct && run.state() == RunState.PAUSED,
                mayAct && !run.state().isOver(),
                funnel(run, tally, Names.of(plan), locale));
    }

    private String title(Run run, ZoneId zone, Locale locale) {
        return sayings.say("run.title", locale, figures.dateTime(run.firedFor(), zone));
    }

    private String progress(Funnel tally, long settled, Locale locale) {
        return tally.targeted() == 0
                ? sayings.say("run.gathering", locale)
                : sayings.say(
                        "run.progress",
                        locale,
                        figures.number(settled),
                        figures.number(tally.targeted()));
    }

    private org.marronnier.web.shell.Funnel funnel(
            Run run, Funnel tally, Names names, Locale locale) {
        return bars.of(
                tally,
                line -> tally.line(line) == 0 ? null : contacts(run, line, 0),
                names,
                locale);
    }

    /** What a line is called among all elements of a page. */
    static String id(Run run, String line) {
        return "run-" + run.id() + "-" + line.replace(':', '-');
    }

    /** The address of the contacts of a line. */
    static String contacts(Run run, String line, long after) {
        var address =
                org.springframework.web.util.UriComponentsBuilder.fromPath(
                                "/campaigns/{campaign}/runs/{run}/contacts")
                        .queryParam("line", "{line}");
        if (after > 0) {
            address.queryParam("after", after);
        }
        return address.encode().buildAndExpand(run.campaign(), run.id(), line).toUriString();
    }

    private static String tone(RunState state) {
        return switch (state) {
            case RUNNING -> "slate";
            case PAUSED -> "warn";
            case DONE -> "ok";
            case FAILED -> "bad";
        };
    }

    private static @Nullable String icon(RunState state) {
        return switch (state) {
            case RUNNING -> null;
            case PAUSED -> "player-pause";
            case DONE -> "check";
            case FAILED -> "player-stop";
        };
    }
}
