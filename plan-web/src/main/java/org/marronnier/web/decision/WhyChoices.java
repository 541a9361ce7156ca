package org.marronnier.web.decision;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.why.Question;
import org.marronnier.scheduler.why.SendSteps;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What can be asked about: the next occurrences of campaigns and the send steps of scenarios. */
@Component
public final class WhyChoices {

    private static final int OF_ONE_CAMPAIGN = 3;
    private static final int IN_ALL = 200;
    private static final int OFFERED = 8;

    /**
     * @param value as {@link Question#read} reads it
     */
    public record Choice(String value, String label) {}

    private record Due(String key, String name, LocalDateTime at) {}

    private final Figures figures;
    private final MessageSource messages;
    private final Clock clock;

    WhyChoices(Figures figures, MessageSource messages, Clock clock) {
        this.figures = figures;
        this.messages = messages;
        this.clock = clock;
    }

    /** Campaigns first, the soonest first; of what is approved or live alone. */
    public List<Choice> of(PlanDocument plan, Locale locale) {
        var saying = new Saying(messages, locale);
        return Stream.concat(
                        plan.campaigns().stream()
                                .flatMap(campaign -> next(campaign, plan))
                                .sorted(Comparator.comparing(Due::at).thenComparing(Due::name))
                                .map(this::choice),
                        plan.programmes().stream()
                                .flatMap(programme -> programme.scenarios().stream())
                                .flatMap(scenario -> steps(scenario, saying)))
                .limit(IN_ALL)
                .toList();
    }

    /** The next occurrences of one campaign. */
    public List<Choice> of(PlanDocument plan, String campaign) {
        return plan.campaigns().stream()
                .filter(one -> one.brief().key().equals(campaign))
                .flatMap(one -> next(one, plan))
                .map(this::choice)
                .toList();
    }

    /**
     * What somebody typed or chose: a choice's label or value, a name, or nothing for the first.
     */
    public Optional<Question> read(String typed, PlanDocument plan, Locale locale) {
        var text = typed.strip();
        var exact = Question.read(text);
        if (exact.isPresent()) {
            return exact;
        }
        var choices = of(plan, locale);
        if (text.isEmpty()) {
            return choices.stream().findFirst().flatMap(first -> Question.read(first.value()));
        }
        return choices.stream()
                .filter(choice -> choice.label().equalsIgnoreCase(text))
                .findFirst()
                .map(Choice::value)
                .or(() -> named(text, plan))
                .flatMap(Question::read);
    }

    /**
     * What a part of a name may mean, to choose one of: of each campaign its next occurrence, of
     * each scenario its messages.
     */
    public List<Choice> meant(String typed, PlanDocument plan, Locale locale) {
        var text = typed.strip().toLowerCase(locale);
        var campaigns = new HashSet<String>();
        return of(plan, locale).stream()
                .filter(choice -> choice.label().toLowerCase(locale).contains(text))
                .filter(choice -> campaigns.add(choice.value().replaceFirst("@.*", "")))
                .limit(OFFERED)
                .toList();
    }

    /** The label of a choice that is named by its value, as links do; else what was typed. */
    public String written(String typed, PlanDocument plan, Locale locale) {
        return of(plan, locale).stream()
                .filter(choice -> choice.value().equals(typed.strip()))
                .findFirst()
                .map(Choice::label)
                .orElse(typed);
    }

    private static Optional<String> named(String name, PlanDocument plan) {
        return Stream.concat(
                        plan.campaigns().stream()
                                .map(one -> one.brief())
                                .filter(brief -> brief.name().equalsIgnoreCase(name))
                                .map(brief -> "campaign:" + brief.key()),
                        plan.programmes().stream()
                                .flatMap(one -> one.scenarios().stream())
                                .map(one -> one.brief())
                                .filter(brief -> brief.name().equalsIgnoreCase(name))
                                .map(brief -> "scenario:" + brief.key()))
                .findFirst();
    }

    private Stream<Due> next(PlanDocument.Campaign campaign, PlanDocument plan) {
        var brief = campaign.brief();
        if (!campaign.status().mayRun() || !PlanRules.sends(brief)) {
            return Stream.of();
        }
        var zone = plan.plan().zone();
        var next = new ArrayList<Due>();
        var all = Occurrences.of(brief, zone).from(LocalDateTime.ofInstant(clock.instant(), zone));
        while (all.hasNext() && next.size() < OF_ONE_CAMPAIGN) {
            next.add(new Due(brief.key(), brief.name(), all.next()));
        }
        return next.stream();
    }

    private Choice choice(Due due) {
        return new Choice(
                new Question.OfCampaign(due.key, due.at).text(),
                due.name + ", " + figures.dateTime(due.at));
    }

    private static Stream<Choice> steps(PlanDocument.Scenario scenario, Saying saying) {
        if (!scenario.status().mayRun()) {
            return Stream.of();
        }
        var sends = SendSteps.of(scenario.brief());
        return IntStream.rangeClosed(1, sends.size())
                .mapToObj(
                        step ->
                                new Choice(
                                        new Question.OfScenario(scenario.brief().key(), step)
                                                .text(),
                                        saying.say(
                                                "why.step",
                                                scenario.brief().name(),
                                                Integer.toString(step),
                                                sends.get(step - 1).template())));
    }
}
