package org.marronnier.web.campaign;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.web.condition.Names;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Funnels of runs and forecasts in words and bars. */
@Component
final class FunnelBars {

    /** The tones of rules, the strongest first; all beyond share the last. */
    private static final List<String> RULES = List.of("nut", "nut-400", "nut-200", "grey");

    private final Sayings sayings;

    FunnelBars(Sayings sayings) {
        this.sayings = sayings;
    }

    /** What a line of a funnel is called. */
    String line(String line, Names names, Locale locale) {
        var pressure = Funnel.PRESSURE;
        return line.startsWith(pressure)
                ? sayings.say(
                        "run.line.pressure", locale, names.rule(line.substring(pressure.length())))
                : sayings.say("run.line." + line, locale);
    }

    /**
     * The funnel of a run, from who was targeted to what was sent.
     *
     * @param href the way to the contacts of a line; null where there is none
     */
    org.marronnier.web.shell.Funnel of(
            Funnel tally, Function<String, @Nullable String> href, Names names, Locale locale) {
        var bars = new Bars("run.line.targeted", tally, href, names, locale);
        bars.refused();
        bars.loss(Funnel.CANCELLED, "grey");
        bars.loss(Funnel.FAILED, "danger");
        bars.loss(Funnel.UNCERTAIN, "grey");
        bars.undecided();
        bars.loss(Funnel.QUEUED, "leaf-200");
        return bars.total("run.line.sent", Funnel.SENT);
    }

    /**
     * The funnel of a forecast, from who will be targeted to what would leave.
     *
     * @param href the way to some contacts of a line; null where there is none
     */
    org.marronnier.web.shell.Funnel foreseen(
            Funnel tally, Function<String, @Nullable String> href, Names names, Locale locale) {
        var bars = new Bars("forecast.targeted", tally, href, names, locale);
        bars.refused();
        return bars.total("forecast.sent", Funnel.QUEUED);
    }

    private final class Bars {

        private final Funnel tally;
        private final Function<String, @Nullable String> href;
        private final Names names;
        private final Locale locale;
        private final org.marronnier.web.shell.Funnel.Builder funnel;

        Bars(
                String targeted,
                Funnel tally,
                Function<String, @Nullable String> href,
                Names names,
                Locale locale) {
            this.tally = tally;
            this.href = href;
            this.names = names;
            this.locale = locale;
            this.funnel =
                    org.marronnier.web.shell.Funnel.targeted(
                            sayings.say(targeted, locale),
                            tally.targeted(),
                            href.apply(Funnel.TARGETED));
        }

        /** Whoever gets no message now, by the reason. */
        void refused() {
            loss(Funnel.NO_LONGER_TARGETED, "grey");
            loss(Funnel.BLOCKED, "grey");
            loss(Funnel.NO_ADDRESS, "grey");
            funnel.always(
                    line(Funnel.NO_CONSENT, names, locale),
                    tally.line(Funnel.NO_CONSENT),
                    "grey",
                    href.apply(Funnel.NO_CONSENT));
            loss(Funnel.DUPLICATE, "grey");
            loss(Funnel.CONTROL, "slate");
            loss(Funnel.EXPIRED, "grey");
            loss(Funnel.QUIET, "nut-200");
            var tone = 0;
            for (var rule : tally.pressure().keySet()) {
                loss(Funnel.PRESSURE + rule, RULES.get(Math.min(tone++, RULES.size() - 1)));
            }
            loss(Funnel.CAPACITY, "nut-200");
            loss(Funnel.DEFERRED, "slate");
        }

        void loss(String key, String tone) {
            funnel.loss(line(key, names, locale), tally.line(key), tone, href.apply(key));
        }

        void undecided() {
            funnel.loss(
                    sayings.say("run.line.undecided", locale),
                    Math.max(0, tally.targeted() - tally.decided()),
                    "leaf-200",
                    null);
        }

        org.marronnier.web.shell.Funnel total(String name, String key) {
            return funnel.total(sayings.say(name, locale), tally.line(key), href.apply(key));
        }
    }
}
