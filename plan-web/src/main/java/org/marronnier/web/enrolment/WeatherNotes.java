package org.marronnier.web.enrolment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.scheduler.weather.LookingAtWeather;
import org.marronnier.scheduler.weather.WeatherStanding;
import org.marronnier.web.enrolment.LiveView.Note;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.stereotype.Component;

/** What the page of a scenario that waits for the weather says of who forecasts it. */
@Component
final class WeatherNotes {

    private final LookingAtWeather weather;
    private final Figures figures;

    WeatherNotes(LookingAtWeather weather, Figures figures) {
        this.weather = weather;
        this.figures = figures;
    }

    /** None of a scenario that waits for something else. */
    List<Note> of(@Nullable Trigger trigger, PlanDocument plan, Saying saying) {
        return trigger instanceof Trigger.Weather
                ? List.of(note(weather.now(), plan, saying))
                : List.of();
    }

    private Note note(WeatherStanding now, PlanDocument plan, Saying saying) {
        if (!now.hasProvider()) {
            return warning(saying.say("live.weather.nobody"));
        }
        var failed = now.failedAt();
        if (now.failing() > 0 && failed != null) {
            return warning(
                    saying.say(
                            "live.weather.failing",
                            figures.number(now.failing()),
                            figures.number(now.areas()),
                            dateTime(failed, plan),
                            failure(now.failure(), saying)));
        }
        var answered = now.answeredAt();
        return new Note(
                "",
                "clock",
                answered == null
                        ? saying.say("live.weather.asking")
                        : saying.say(
                                "live.weather",
                                figures.number(now.answered()),
                                dateTime(answered, plan)));
    }

    private String dateTime(Instant at, PlanDocument plan) {
        return figures.dateTime(at, plan.plan().zone());
    }

    private static Note warning(String text) {
        return new Note("warn", "alert-triangle", text);
    }

    /** In words where there are some; a status has its number behind it. */
    private static String failure(@Nullable String failure, Saying saying) {
        if (failure == null) {
            return "";
        }
        var parts = failure.split(" ", 2);
        var key = "live.weather.failure." + parts[0];
        return saying.known(key)
                .map(_ -> saying.say(key, parts.length > 1 ? parts[1] : ""))
                .orElse(failure);
    }
}
