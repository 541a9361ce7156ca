package org.marronnier.web.feed;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.calendar.Occurrences.Occurrence;
import org.marronnier.store.feed.Feeds;
import org.marronnier.store.feed.Feeds.Feed;
import org.marronnier.web.calendar.CalendarFilter;
import org.marronnier.web.campaign.CampaignWords;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/**
 * Writes a feed: every occurrence of every campaign that its filter shows, each an event of its
 * own, and the plan's events. It holds nothing about any person.
 */
@Component
class WritingFeed {

    private static final DateTimeFormatter NAMED =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Feeds.Revision NONE = new Feeds.Revision(false, "", 0, Instant.EPOCH);

    private final Plans plans;
    private final Feeds feeds;
    private final CampaignWords words;
    private final Sayings sayings;

    WritingFeed(Plans plans, Feeds feeds, CampaignWords words, Sayings sayings) {
        this.plans = plans;
        this.feeds = feeds;
        this.words = words;
        this.sayings = sayings;
    }

    /**
     * The text of a feed; empty where its plan is gone.
     *
     * @param site the address that the paths of pages follow
     */
    Optional<String> write(Feed feed, String site) {
        return plans.load(feed.plan()).map(plan -> new Writer(plan, feed, site).write());
    }

    private final class Writer {

        private final PlanDocument plan;
        private final Feed feed;
        private final String site;
        private final Saying saying;
        private final Map<String, Feeds.Revision> campaigns = new HashMap<>();
        private final Map<String, Feeds.Revision> events = new HashMap<>();

        Writer(PlanDocument plan, Feed feed, String site) {
            this.plan = plan;
            this.feed = feed;
            this.site = site;
            this.saying = sayings.in(feed.language());
            for (var revision : feeds.revisions(plan.plan().key())) {
                (revision.event() ? events : campaigns).put(revision.key(), revision);
            }
        }

        String write() {
            var calendar = new ICalendar(feed.name());
            var filter = CalendarFilter.ofQuery(feed.filter());
            for (var campaign : plan.campaigns()) {
                if (filter.shows(plan.plan(), campaign)) {
                    occurrences(campaign.brief())
                            .forEach(occurrence -> calendar.event(event(campaign, occurrence)));
                }
            }
            plan.calendar().forEach(event -> calendar.event(event(event)));
            return calendar.end();
        }

        private List<Occurrence> occurrences(CampaignBrief campaign) {
            return Occurrences.of(campaign, plan.plan().zone())
                    .occurrencesBetween(
                            plan.plan().from().atStartOfDay(),
                            plan.plan().to().plusDays(1).atStartOfDay());
        }

        private ICalendar.Event event(PlanDocument.Campaign item, Occurrence occurrence) {
            var campaign = item.brief();
            var isHighlight = campaign.kind() == CampaignKind.HIGHLIGHT;
            var revision = campaigns.getOrDefault(campaign.key(), NONE);
            var day = occurrence.start().toLocalDate();
            return new ICalendar.Event(
                    uid("campaign", campaign.key())
                            .formatted(
                                    campaign.recurrence() == null
                                            ? ""
                                            : "-" + NAMED.format(occurrence.at())),
                    revision.version(),
                    revision.at(),
                    isHighlight
                            ? new ICalendar.When.On(day, day)
                            : new ICalendar.When.At(
                                    occurrence.start().atZone(plan.plan().zone()).toInstant()),
                    campaign.name(),
                    words.kind(campaign, feed.language())
                            + " · "
                            + saying.say("status." + CampaignWords.word(item.status())),
                    List.of(saying.say(isHighlight ? "kind.HIGHLIGHT" : "type." + campaign.type())),
                    standing(item.status()),
                    site + "/campaigns/" + campaign.key());
        }

        private ICalendar.Event event(CalendarEvent event) {
            var revision = events.getOrDefault(event.key(), NONE);
            return new ICalendar.Event(
                    uid("event", event.key()).formatted(""),
                    revision.version(),
                    revision.at(),
                    new ICalendar.When.On(event.from(), event.to()),
                    event.name(),
                    "",
                    List.of(saying.say("kind.HIGHLIGHT")),
                    ICalendar.Standing.CONFIRMED,
                    site + "/calendar?date=" + event.from());
        }

        /** An id in which the occurrence, where there are several, is still to be put. */
        private String uid(String kind, String key) {
            return kind + "-" + key + "%s@" + plan.plan().key() + ".marronnier";
        }
    }

    private static ICalendar.Standing standing(Status status) {
        return switch (status) {
            case DRAFT, SUBMITTED, PAUSED -> ICalendar.Standing.TENTATIVE;
            case APPROVED, LIVE, ENDED -> ICalendar.Standing.CONFIRMED;
        };
    }
}
