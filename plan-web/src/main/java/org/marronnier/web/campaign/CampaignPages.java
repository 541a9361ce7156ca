package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.conflict.Conflicts;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.conflict.ConflictSentences;
import org.marronnier.web.editing.LifeView;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/**
 * Puts a campaign's page together. Nothing is counted here: the audience is the last one that was.
 */
@Component
final class CampaignPages {

    private static final int CONFLICT_DAYS = 366;

    private final CountingAudiences counts;
    private final ConditionSentences sentences;
    private final CampaignEvents events;
    private final ConflictSentences conflicts;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    CampaignPages(
            CountingAudiences counts,
            ConditionSentences sentences,
            CampaignEvents events,
            ConflictSentences conflicts,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.counts = counts;
        this.sentences = sentences;
        this.events = events;
        this.conflicts = conflicts;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /**
     * @param brief the campaign as it stands or as it is prepared
     */
    CampaignPage of(
            PlanDocument plan,
            Campaign campaign,
            CampaignBrief brief,
            LifeView life,
            Role role,
            Locale locale) {
        return new Writer(plan, campaign, brief, life, role, locale).page();
    }

    AudienceView audience(PlanDocument plan, CampaignBrief campaign, Locale locale) {
        var count = counts.shown(plan, new AudienceSubject.Campaign(campaign.key()));
        return view(count, plan.plan().zone(), locale);
    }

    private AudienceView view(AudienceCount count, ZoneId zone, Locale locale) {
        var figures = count.figures();
        var text =
                switch (count.state()) {
                    case WAITING -> sayings.say("campaign.audience.waiting", locale);
                    case FAILED -> sayings.say("campaign.audience.failed", locale);
                    case DONE ->
                            figures == null
                                    ? sayings.say("campaign.audience.never", locale)
                                    : sayings.say(
                                            "campaign.audience.at",
                                            locale,
                                            this.figures.dateTime(figures.at(), zone));
                };
        return new AudienceView(figures, count.state() == ComputingState.WAITING, text);
    }

    private final class Writer {

        private final PlanDocument plan;
        private final Campaign campaign;
        private final CampaignBrief brief;
        private final LifeView life;
        private final Role role;
        private final Locale locale;
        private final ZoneId zone;
        private final Instant now = clock.instant();

        Writer(
                PlanDocument plan,
                Campaign campaign,
                CampaignBrief brief,
                LifeView life,
                Role role,
                Locale locale) {
            this.plan = plan;
            this.campaign = campaign;
            this.brief = brief;
            this.life = life;
            this.role = role;
            this.locale = locale;
            this.zone = plan.plan().zone();
        }

        CampaignPage page() {
            var names = Names.of(plan);
            var audience = audience(plan, brief, locale);
            var checks =
                    CampaignChecks.of(
                            plan,
                            new PlanDocument.Campaign(brief, campaign.status()),
                            audience.known() ? audience.contacts() : null,
                            now);
            return new CampaignPage(
                    brief.programme() == null ? null : names.programme(brief.programme()),
                    event(),
                    sentences.of(
                            brief.target() == null ? Condition.EVERYBODY : brief.target(),
                            names,
                            locale),
                    audience,
                    reachable(audience),
                    brief.purpose() == null ? null : names.purpose(brief.purpose()),
                    start(),
                    brief.start() == null
                            ? sayings.say("campaign.start.none", locale)
                            : sayings.say("campaign.start.long", locale, start(), zone.getId()),
                    next().map(this::dayAndTime).orElse(null),
                    checks,
                    checks.checks().stream().map(check -> line(check, audience, names)).toList(),
                    troubles(audience),
                    mayFire(),
                    primary(),
                    approve(audience),
                    go(),
                    sayings.say("campaign.fire.text", locale, contacts(audience.contacts())));
        }

        /** What does not fit about it in the days to come. */
        private List<ConflictSentences.Line> troubles(AudienceView audience) {
            var today = LocalDate.ofInstant(now, zone);
            return conflicts.of(
                    Conflicts.of(
                            plan,
                            brief,
                            today,
                            today.plusDays(CONFLICT_DAYS),
                            audience.known() ? audience.contacts() : null),
                    plan,
                    locale);
        }

        private boolean mayFire() {
            return role.includes(Role.CRM_MANAGER)
                    && campaign.status().mayRun()
                    && brief.kind() != CampaignKind.HIGHLIGHT;
        }

        /** What waits for the user first: a version to approve or to submit, then the sending. */
        private @Nullable String primary() {
            var prepared = life.prepared();
            var stands = prepared == null ? campaign.status() : prepared.status();
            if (stands == Status.SUBMITTED && life.may("approve")) {
                return "approval";
            }
            if (life.may("submit")) {
                return "submission";
            }
            return mayFire() ? "fire" : life.may("resume") ? "resumption" : null;
        }

        private @Nullable String event() {
            var start = brief.start();
            return brief.event() == null
                    ? null
                    : events.name(
                            plan,
                            brief.event(),
                            start == null ? null : start.toLocalDate(),
                            locale);
        }

        private @Nullable String reachable(AudienceView audience) {
            var counted = audience.figures();
            if (counted == null || brief.channels().isEmpty()) {
                return null;
            }
            return switch (brief.channels().getFirst()) {
                case EMAIL ->
                        sayings.say(
                                "campaign.reachable.EMAIL",
                                locale,
                                figures.number(counted.withEmail()));
                case SMS, PHONE ->
                        sayings.say(
                                "campaign.reachable.SMS",
                                locale,
                                figures.number(counted.withPhone()));
                case PUSH, LETTER, WEB -> null;
            };
        }

        private Optional<LocalDateTime> next() {
            return Occurrences.of(brief, zone)
                    .firstAfter(now)
                    .map(at -> LocalDateTime.ofInstant(at, zone));
        }

        private String start() {
            var start = brief.start();
            return start == null ? sayings.say("campaign.start.none", locale) : dayAndTime(start);
        }

        private String dayAndTime(LocalDateTime at) {
            return sayings.say(
                    "campaign.day-and-time",
                    locale,
                    figures.day(at.toLocalDate()) + " " + at.getYear(),
                    figures.timeInText(at.toLocalTime()));
        }

        private String contacts(long count) {
            return sayings.say(
                    count == 1 ? "campaign.contacts.n.one" : "campaign.contacts.n.other",
                    locale,
                    figures.number(count));
        }

        private String approve(AudienceView audience) {
            var isEmail =
                    !brief.channels().isEmpty() && brief.channels().getFirst() == Channel.EMAIL;
            return audience.known() && isEmail && campaign.status() == Status.SUBMITTED
                    ? sayings.say("campaign.approve.n", locale, figures.number(audience.contacts()))
                    : sayings.say("campaign.approve", locale);
        }

        private String go() {
            var at = next();
            var key =
                    switch (campaign.status()) {
                        case DRAFT -> "campaign.go.DRAFT";
                        case SUBMITTED -> "campaign.go.SUBMITTED";
                        case APPROVED, LIVE ->
                                at.isPresent() ? "campaign.go.APPROVED" : "campaign.go.over";
                        case PAUSED -> "campaign.go.PAUSED";
                        case ENDED -> "campaign.go.over";
                    };
            return sayings.say(
                    key,
                    locale,
                    at.map(this::dayAndTime).orElse(sayings.say("campaign.start.none", locale)));
        }

        private CampaignPage.CheckLine line(
                CampaignChecks.Check check, AudienceView audience, Names names) {
            var facts = check.facts().stream().map(fact -> word(fact, names)).toArray();
            var detail =
                    switch (check.key()) {
                        case "check.audience" ->
                                sayings.say(
                                        "check.audience.detail",
                                        locale,
                                        contacts(audience.contacts()));
                        case "check.start", "check.start.past" ->
                                sayings.say(check.key() + ".detail", locale, start());
                        case "check.start.next" ->
                                sayings.say(
                                        "check.start.next.detail",
                                        locale,
                                        next().map(this::dayAndTime).orElse(""));
                        default -> sayings.say(check.key() + ".detail", locale, facts);
                    };
            return new CampaignPage.CheckLine(
                    check.icon(), check.tone(), sayings.say(check.key(), locale), detail);
        }

        /** Facts are keys and words of closed choices; they are said as people say them. */
        private String word(String fact, Names names) {
            var saying = sayings.in(locale);
            return saying.known("regime." + fact)
                    .or(() -> saying.known("channel." + fact))
                    .orElseGet(() -> names.purpose(fact));
        }
    }
}
