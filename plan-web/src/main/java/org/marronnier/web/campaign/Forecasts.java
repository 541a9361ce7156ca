package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.scheduler.why.Question;
import org.marronnier.web.condition.Names;
import org.marronnier.web.contact.ContactWords;
import org.marronnier.web.decision.Links;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the next occurrence of a campaign would come to, in words and bars: as last computed, at
 * once.
 */
@Component
final class Forecasts {

    /** As many that share a day are told by their names. */
    private static final int NAMED = 4;

    private final MeasuringPlans measuring;
    private final FunnelBars bars;
    private final Contacts contacts;
    private final ContactWords words;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    Forecasts(
            MeasuringPlans measuring,
            FunnelBars bars,
            Contacts contacts,
            ContactWords words,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.measuring = measuring;
        this.bars = bars;
        this.contacts = contacts;
        this.words = words;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** Empty for a campaign that sends nothing, or no more. */
    Optional<ForecastView> of(PlanDocument plan, CampaignBrief campaign, Locale locale) {
        return hasOne(plan, campaign)
                ? Optional.of(view(plan, campaign, locale))
                : Optional.empty();
    }

    /** Asks for a new one, whatever the age of the last. */
    void recompute(PlanDocument plan, CampaignBrief campaign) {
        if (hasOne(plan, campaign)) {
            measuring.recompute(plan, new FigureSubject.Forecast(campaign.key()));
        }
    }

    private boolean hasOne(PlanDocument plan, CampaignBrief campaign) {
        return PlanRules.sends(campaign)
                && (campaign.start() == null
                        || Occurrences.of(campaign, plan.plan().zone())
                                .firstAfter(clock.instant())
                                .isPresent());
    }

    private ForecastView view(PlanDocument plan, CampaignBrief campaign, Locale locale) {
        var shown = measuring.shown(plan, new FigureSubject.Forecast(campaign.key()));
        var waiting = shown.state() == ComputingState.WAITING;
        var at = shown.at();
        if (at == null || !(shown.figure() instanceof Figure.Forecast forecast)) {
            return new ForecastView(
                    campaign.key(),
                    waiting,
                    sayings.say(waiting ? "forecast.waiting" : "forecast.failed", locale),
                    null,
                    null,
                    null);
        }
        var zone = plan.plan().zone();
        return new ForecastView(
                campaign.key(),
                waiting,
                waiting
                        ? sayings.say("forecast.waiting", locale)
                        : sayings.say(
                                campaign.start() == null ? "forecast.now" : "forecast.at",
                                locale,
                                figures.dateTime(forecast.occurrence(), zone),
                                figures.dateTime(at, zone)),
                bars.foreseen(
                        forecast.funnel(),
                        line -> forecast.examples().containsKey(line) ? href(campaign, line) : null,
                        Names.of(plan),
                        locale),
                forecast.isEstimate() ? margin(forecast, locale) : null,
                beside(SharedDay.of(plan, campaign, forecast.occurrence()), locale));
    }

    private @Nullable String beside(List<String> others, Locale locale) {
        return others.isEmpty()
                ? null
                : sayings.say(
                        others.size() > NAMED ? "forecast.beside.more" : "forecast.beside",
                        locale,
                        others.stream().limit(NAMED).collect(Collectors.joining(", ")),
                        figures.number(others.size() - NAMED));
    }

    /**
     * Some contacts of a line, with the way to why.
     *
     * @param count how many the line has in all, in words
     */
    record Examples(String line, String count, List<Example> contacts) {}

    record Example(String externalId, String name, String why) {}

    /** Empty where the forecast has no such line; nobody until one is computed. */
    Optional<Examples> examples(
            PlanDocument plan, CampaignBrief campaign, String line, Locale locale) {
        var shown = measuring.shown(plan, new FigureSubject.Forecast(campaign.key())).figure();
        if (!(shown instanceof Figure.Forecast forecast)) {
            return line.equals(Funnel.QUEUED)
                    ? Optional.of(
                            new Examples(
                                    name(line, plan, locale),
                                    sayings.say("forecast.waiting", locale),
                                    List.of()))
                    : Optional.empty();
        }
        var contacts = forecast.examples().get(line);
        return contacts == null && !line.equals(Funnel.QUEUED)
                ? Optional.empty()
                : Optional.of(
                        examples(
                                plan,
                                campaign,
                                line,
                                forecast,
                                Objects.requireNonNullElse(contacts, List.of()),
                                locale));
    }

    private Examples examples(
            PlanDocument plan,
            CampaignBrief campaign,
            String line,
            Figure.Forecast forecast,
            List<Long> contacts,
            Locale locale) {
        var question =
                new Question.OfCampaign(
                                campaign.key(),
                                campaign.start() == null
                                        ? null
                                        : LocalDateTime.ofInstant(
                                                forecast.occurrence(), plan.plan().zone()))
                        .text();
        var all = this.contacts.lines(contacts);
        return new Examples(
                name(line, plan, locale),
                sayings.say(
                        "forecast.examples",
                        locale,
                        figures.number(all.size()),
                        figures.number(forecast.funnel().line(line))),
                all.stream().map(one -> example(one, question)).toList());
    }

    private String name(String line, PlanDocument plan, Locale locale) {
        return line.equals(Funnel.QUEUED)
                ? sayings.say("forecast.sent", locale)
                : bars.line(line, Names.of(plan), locale);
    }

    private Example example(ContactLine contact, String question) {
        return new Example(
                contact.externalId(),
                words.name(contact.firstName(), contact.lastName(), contact.externalId()),
                UriComponentsBuilder.fromUriString(Links.contact(contact.externalId()) + "/why")
                        .queryParam("source", "{source}")
                        .encode()
                        .buildAndExpand(question)
                        .toUriString());
    }

    private static String href(CampaignBrief campaign, String line) {
        return UriComponentsBuilder.fromPath("/campaigns/{campaign}/forecast/contacts")
                .queryParam("line", "{line}")
                .encode()
                .buildAndExpand(campaign.key(), line)
                .toUriString();
    }

    private @Nullable String margin(Figure.Forecast forecast, Locale locale) {
        var sends = forecast.funnel().line(Funnel.QUEUED);
        var margin = forecast.margin();
        return sayings.say(
                "forecast.margin",
                locale,
                figures.number(forecast.judged()),
                figures.number(Math.max(0, sends - margin)),
                figures.number(Math.min(forecast.targeted(), sends + margin)));
    }
}
