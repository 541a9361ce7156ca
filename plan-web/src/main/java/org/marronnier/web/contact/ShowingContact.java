package org.marronnier.web.contact;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.Timelines;
import org.marronnier.scheduler.inbound.AskingNextMessage;
import org.marronnier.scheduler.why.LookingAhead;
import org.marronnier.web.condition.Names;
import org.marronnier.web.decision.WhyChoices;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What the page of a contact shows, part by part. */
@Component
final class ShowingContact {

    private static final int SOME = 20;

    /** A kind of entries to choose, and how many there are. */
    record KindChoice(String word, boolean chosen, long count) {}

    private final Contacts contacts;
    private final Timelines timelines;
    private final ShownPlan shown;
    private final ContactWords words;
    private final TimelinePages pages;
    private final PreferencePages preferences;
    private final PressurePages pressure;
    private final WhyChoices choices;
    private final LookingAhead ahead;
    private final AskingNextMessage asking;
    private final Clock clock;

    ShowingContact(
            Contacts contacts,
            Timelines timelines,
            ShownPlan shown,
            ContactWords words,
            TimelinePages pages,
            PreferencePages preferences,
            PressurePages pressure,
            WhyChoices choices,
            LookingAhead ahead,
            AskingNextMessage asking,
            Clock clock) {
        this.contacts = contacts;
        this.timelines = timelines;
        this.shown = shown;
        this.words = words;
        this.pages = pages;
        this.preferences = preferences;
        this.pressure = pressure;
        this.choices = choices;
        this.ahead = ahead;
        this.asking = asking;
        this.clock = clock;
    }

    /**
     * The contact of an external id, with its name.
     *
     * @throws ResponseStatusException not found
     */
    Contact known(String externalId, Model model) {
        var contact =
                contacts.find(externalId)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("contact", contact);
        model.addAttribute(
                "name", words.name(contact.firstName(), contact.lastName(), contact.externalId()));
        return contact;
    }

    /** Everything, from the start. */
    void whole(Contact contact, String outcome, Model model, Locale locale) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        model.addAttribute("names", names());
        model.addAttribute("consents", contacts.currentConsents(contact.id(), now));
        model.addAttribute("events", contacts.events(contact.id(), null, SOME));
        decided(contact, outcome, null, model, locale);
        preferences(contact, model, locale);
        shown.document()
                .ifPresent(
                        plan -> {
                            model.addAttribute("gauges", pressure.of(plan, contact, locale));
                            model.addAttribute("whyChoices", choices.of(plan, locale));
                        });
    }

    /**
     * What the contact would see on the web now, and what the approved campaigns of the plan that
     * is shown would do next.
     */
    void planned(Contact contact, Model model, Locale locale) {
        model.addAttribute(
                "onWeb",
                shown.document()
                        .map(
                                plan ->
                                        pages.onWeb(
                                                contact,
                                                asking.look(contact.id(), plan.plan().key()),
                                                locale))
                        .orElse(List.of()));
        model.addAttribute(
                "planned",
                shown.document()
                        .map(
                                plan ->
                                        ahead.of(plan, contact).stream()
                                                .map(why -> pages.planned(contact, why, locale))
                                                .toList())
                        .orElse(List.of()));
    }

    void decided(
            Contact contact, String outcome, @Nullable String after, Model model, Locale locale) {
        var kind =
                switch (outcome) {
                    case "sent" -> Timelines.Kind.SENT;
                    case "deferred" -> Timelines.Kind.DEFERRED;
                    case "suppressed" -> Timelines.Kind.SUPPRESSED;
                    default -> Timelines.Kind.ALL;
                };
        model.addAttribute("outcome", kind == Timelines.Kind.ALL ? "" : outcome);
        if (after == null || after.isEmpty()) {
            model.addAttribute("kinds", choices(timelines.counts(contact.id()), kind));
        }
        var entries = read(() -> timelines.of(contact.id(), kind, after, SOME));
        model.addAttribute("entries", pages.of(contact, entries.lines(), locale));
        model.addAttribute("next", entries.next());
    }

    void happened(Contact contact, String after, Model model) {
        model.addAttribute("events", read(() -> contacts.events(contact.id(), after, SOME)));
    }

    void agreed(Contact contact, @Nullable String after, Model model) {
        model.addAttribute("names", names());
        model.addAttribute(
                "history", read(() -> contacts.consentHistory(contact.id(), after, SOME)));
    }

    void preferences(Contact contact, Model model, Locale locale) {
        preferences.show(contact, model, locale);
    }

    private static List<KindChoice> choices(
            Map<Timelines.Kind, Long> counts, Timelines.Kind chosen) {
        return Arrays.stream(Timelines.Kind.values())
                .map(
                        kind ->
                                new KindChoice(
                                        kind.name().toLowerCase(Locale.ROOT),
                                        kind == chosen,
                                        counts.getOrDefault(kind, 0L)))
                .toList();
    }

    private Names names() {
        return shown.document().map(plan -> Names.of(plan)).orElse(Names.NONE);
    }

    /** A cursor that somebody made up is a request that cannot be read. */
    static <T> T read(Supplier<T> list) {
        try {
            return list.get();
        } catch (IllegalArgumentException foreign) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, foreign);
        }
    }
}
