package org.marronnier.scheduler.why;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.decision.Gate;
import org.marronnier.scheduler.decision.PlanRules;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the approved campaigns of a plan would do about a contact next: the answer to "why?" for the
 * next occurrence of each, of those to come soon. Nothing is kept and nobody is held.
 */
@Component
public class LookingAhead {

    /** How many days are looked at. */
    public static final int DAYS = 30;

    /** As many occurrences are judged, the soonest. */
    private static final int MOST = 12;

    private final AskingWhy asking;
    private final Clock clock;

    LookingAhead(AskingWhy asking, Clock clock) {
        this.asking = asking;
        this.clock = clock;
    }

    private record Due(String campaign, LocalDateTime at) {}

    /**
     * @return the soonest first; none of campaigns whose target the contact does not match then
     */
    @Transactional(readOnly = true)
    public List<Why.Foreseen> of(PlanDocument plan, Contact contact) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return plan.campaigns().stream()
                .flatMap(campaign -> next(campaign, plan, now))
                .sorted(Comparator.comparing(Due::at).thenComparing(Due::campaign))
                .limit(MOST)
                .map(
                        due ->
                                asking.ask(
                                        plan,
                                        contact,
                                        new Question.OfCampaign(due.campaign, due.at)))
                .flatMap(
                        why ->
                                why instanceof Why.Foreseen foreseen && isTargeted(foreseen)
                                        ? Stream.of(foreseen)
                                        : Stream.empty())
                .toList();
    }

    private static Stream<Due> next(
            PlanDocument.Campaign campaign, PlanDocument plan, Instant now) {
        var brief = campaign.brief();
        if (!campaign.status().mayRun() || !PlanRules.sends(brief)) {
            return Stream.empty();
        }
        var zone = plan.plan().zone();
        return Occurrences.of(brief, zone)
                .firstAfter(now)
                .filter(at -> at.isBefore(now.plus(DAYS, ChronoUnit.DAYS)))
                .map(at -> new Due(brief.key(), at.atZone(zone).toLocalDateTime()))
                .stream();
    }

    private static boolean isTargeted(Why.Foreseen foreseen) {
        return foreseen.decision().reasons().stream()
                .noneMatch(reason -> reason.gate() == Gate.NOT_TARGETED);
    }
}
