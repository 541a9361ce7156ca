package org.marronnier.web.plan;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.diagnostic.Diagnostic;
import org.marronnier.web.calendar.Facet;
import org.marronnier.web.campaign.CampaignWords;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.condition.TriggerSentences;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Puts a plan on sheets, in words. */
@Component
class PrintingPlan {

    private static final int PROGRAMMES = 7;
    private static final int CAMPAIGNS = 14;
    private static final int FINDINGS = 8;

    private final TriggerSentences triggers;
    private final ConditionSentences conditions;
    private final RuleSentences rules;
    private final FindingWords findings;
    private final CampaignWords campaigns;
    private final Figures figures;
    private final Sayings sayings;

    PrintingPlan(
            TriggerSentences triggers,
            ConditionSentences conditions,
            RuleSentences rules,
            FindingWords findings,
            CampaignWords campaigns,
            Figures figures,
            Sayings sayings) {
        this.triggers = triggers;
        this.conditions = conditions;
        this.rules = rules;
        this.findings = findings;
        this.campaigns = campaigns;
        this.figures = figures;
        this.sayings = sayings;
    }

    PrintedPlan print(
            PlanDocument plan, Diagnostic diagnostic, Set<PrintedPlan.Part> parts, Locale locale) {
        var writer = new Writer(plan, locale);
        var sheets = new ArrayList<PrintedPlan.Sheet>();
        for (var part : parts) {
            switch (part) {
                case COVER -> sheets.add(new PrintedPlan.Sheet(part, List.of(), true));
                case PROGRAMMES ->
                        sheets.addAll(PrintedPlan.spread(part, writer.programmes(), PROGRAMMES));
                case CALENDAR ->
                        sheets.addAll(PrintedPlan.spread(part, writer.calendar(), CAMPAIGNS));
                case DIAGNOSTIC ->
                        sheets.addAll(
                                PrintedPlan.spread(
                                        part,
                                        findings.tell(diagnostic.findings(), plan, locale),
                                        FINDINGS));
            }
        }
        return new PrintedPlan(sheets);
    }

    /** The rules of engagement as sentences. */
    List<String> rules(PlanDocument plan, Locale locale) {
        var names = Names.of(plan);
        return Stream.of(
                        plan.pressureInForce().stream().map(rule -> rules.of(rule, names, locale)),
                        plan.quietInForce().stream().map(period -> rules.of(period, names, locale)),
                        plan.capacity().stream().map(capacity -> rules.of(capacity, locale)))
                .flatMap(sentences -> sentences.map(sentence -> sentence.text()))
                .toList();
    }

    private final class Writer {

        private final PlanDocument plan;
        private final Names names;
        private final Locale locale;
        private final Saying saying;

        Writer(PlanDocument plan, Locale locale) {
            this.plan = plan;
            this.names = Names.of(plan);
            this.locale = locale;
            this.saying = sayings.in(locale);
        }

        List<PrintedPlan.ProgrammeLine> programmes() {
            var lines = new ArrayList<PrintedPlan.ProgrammeLine>();
            for (var programme : plan.programmes()) {
                if (programme.scenarios().isEmpty()) {
                    lines.add(line(programme, null));
                }
                programme.scenarios().forEach(scenario -> lines.add(line(programme, scenario)));
            }
            return lines;
        }

        private PrintedPlan.ProgrammeLine line(
                PlanDocument.Programme programme, PlanDocument.@Nullable Scenario scenario) {
            var brief = programme.brief();
            var trigger = scenario == null ? null : scenario.brief().trigger();
            var intent = scenario == null ? null : scenario.brief().intent();
            return new PrintedPlan.ProgrammeLine(
                    brief.name(),
                    scenario == null ? null : scenario.brief().name(),
                    touchpoint(brief.touchpoint()),
                    brief.segment() != null
                            ? names.segment(brief.segment())
                            : brief.stage() == null
                                    ? saying.say("plan.everybody")
                                    : names.stage(brief.stage()),
                    trigger == null ? "" : triggers.of(trigger, names, locale).text(),
                    scenario == null ? "" : sends(scenario.brief().steps()),
                    intent == null ? "" : saying.say("intent." + intent),
                    scenario == null ? programme.status() : scenario.status());
        }

        private String touchpoint(@Nullable String key) {
            return plan.conventions().touchpoints().stream()
                    .filter(touchpoint -> touchpoint.key().equals(key))
                    .map(touchpoint -> touchpoint.name())
                    .findFirst()
                    .orElse(key == null ? "" : key);
        }

        /** How many messages of each channel a scenario may send. */
        private String sends(List<Step> steps) {
            Map<Channel, Integer> counts = new LinkedHashMap<>();
            count(steps, counts);
            return String.join(
                    ", ",
                    counts.entrySet().stream()
                            .map(
                                    each ->
                                            figures.number(each.getValue())
                                                    + " "
                                                    + saying.say(
                                                            "rule.noun."
                                                                    + each.getKey()
                                                                    + (each.getValue() == 1
                                                                            ? ".one"
                                                                            : ".other")))
                            .toList());
        }

        private void count(List<Step> steps, Map<Channel, Integer> counts) {
            for (var step : steps) {
                switch (step) {
                    case Step.Send send ->
                            send.channels().stream()
                                    .findFirst()
                                    .ifPresent(channel -> counts.merge(channel, 1, Integer::sum));
                    case Step.Branch branch -> {
                        count(branch.then(), counts);
                        count(branch.otherwise(), counts);
                    }
                    case Step.Split split ->
                            split.ways().forEach(way -> count(way.steps(), counts));
                    case Step.WaitFor _, Step.WaitUntil _, Step.End _ -> {}
                }
            }
        }

        List<PrintedPlan.CalendarLine> calendar() {
            var dated =
                    plan.campaigns().stream()
                            .sorted(
                                    Comparator.comparing(
                                            (PlanDocument.Campaign one) -> one.brief().start(),
                                            Comparator.nullsLast(Comparator.naturalOrder())))
                            .toList();
            var lines = new ArrayList<PrintedPlan.CalendarLine>();
            @Nullable String before = null;
            for (var campaign : dated) {
                var start = campaign.brief().start();
                var month =
                        start == null
                                ? saying.say("document.undated")
                                : figures.month(YearMonth.from(start).atDay(1));
                lines.add(line(campaign, month.equals(before) ? null : month));
                before = month;
            }
            return lines;
        }

        private PrintedPlan.CalendarLine line(
                PlanDocument.Campaign campaign, @Nullable String month) {
            var brief = campaign.brief();
            return new PrintedPlan.CalendarLine(
                    month,
                    when(brief),
                    brief.name(),
                    campaigns.kind(brief, locale),
                    target(brief),
                    campaign.status());
        }

        private String when(CampaignBrief campaign) {
            var start = campaign.start();
            if (start == null) {
                return "";
            }
            if (campaign.recurrence() == null) {
                return day(start);
            }
            var times =
                    Occurrences.of(campaign, plan.plan().zone())
                            .between(
                                    plan.plan().from().atStartOfDay(),
                                    plan.plan().to().plusDays(1).atStartOfDay())
                            .size();
            return saying.say("document.times", day(start), figures.number(times));
        }

        private String day(LocalDateTime at) {
            return figures.day(at.toLocalDate());
        }

        private String target(CampaignBrief campaign) {
            var target = campaign.target();
            if (target == null) {
                return saying.say("plan.everybody");
            }
            var segments = Facet.segments(target);
            return segments.isEmpty()
                    ? conditions.of(target, names, locale).text()
                    : String.join(", ", segments.stream().map(names::segment).toList());
        }
    }
}
