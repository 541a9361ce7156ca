package org.marronnier.web.contact;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.Preference;
import org.marronnier.domain.contact.Preferences;
import org.marronnier.domain.time.Span;
import org.marronnier.domain.user.Audit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody writes down how often a contact wishes to be written to. Who did is kept. */
@Component
class SettingPreference {

    /** What became of it. */
    sealed interface Answer {
        record Kept(Preference preference) implements Answer {}

        /** There is none on the channel any more, or there never was. */
        record Gone() implements Answer {}

        /** Every mistake at once. */
        record Refused(List<Mistake> mistakes) implements Answer {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }

        record NoContact() implements Answer {}

        /** The contact was erased, and nothing is kept of it. */
        record Erased() implements Answer {}
    }

    /** What cannot be a preference. */
    enum Mistake {
        CHANNEL,
        MAX,
        SPAN
    }

    private final Contacts contacts;
    private final Preferences preferences;
    private final Audit audit;
    private final Clock clock;

    SettingPreference(Contacts contacts, Preferences preferences, Audit audit, Clock clock) {
        this.contacts = contacts;
        this.preferences = preferences;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param max a whole number, as it was typed
     * @param span an ISO 8601 duration, as it was typed
     */
    @Transactional
    Answer set(
            String who,
            String contact,
            String channel,
            @Nullable String max,
            @Nullable String span) {
        return about(
                contact,
                known -> {
                    var on = channel(channel);
                    var most = number(max);
                    var within = span(span);
                    var mistakes = new ArrayList<Mistake>();
                    if (on.isEmpty()) {
                        mistakes.add(Mistake.CHANNEL);
                    }
                    if (most.isEmpty()) {
                        mistakes.add(Mistake.MAX);
                    }
                    if (within.isEmpty()) {
                        mistakes.add(Mistake.SPAN);
                    }
                    if (!mistakes.isEmpty()) {
                        return new Answer.Refused(mistakes);
                    }
                    var before = preferences.of(known.id());
                    var kept =
                            preferences.set(
                                    known.id(),
                                    on.orElseThrow(),
                                    most.orElseThrow(),
                                    within.orElseThrow(),
                                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
                    if (!before.contains(kept)) {
                        note(who, "contact.preference.set", known);
                    }
                    return new Answer.Kept(kept);
                });
    }

    @Transactional
    Answer remove(String who, String contact, String channel) {
        return about(
                contact,
                known -> {
                    var on = channel(channel);
                    if (on.isEmpty()) {
                        return new Answer.Refused(List.of(Mistake.CHANNEL));
                    }
                    if (preferences.remove(known.id(), on.get())) {
                        note(who, "contact.preference.removed", known);
                    }
                    return new Answer.Gone();
                });
    }

    private Answer about(String contact, Function<Contact, Answer> act) {
        var known = contacts.find(contact);
        if (known.isEmpty()) {
            return new Answer.NoContact();
        }
        return known.get().standing().erasedAt() == null
                ? act.apply(known.get())
                : new Answer.Erased();
    }

    private void note(String who, String what, Contact contact) {
        audit.note(
                clock.instant().truncatedTo(ChronoUnit.SECONDS), who, what, contact.externalId());
    }

    private static Optional<Channel> channel(String name) {
        return Arrays.stream(Channel.values()).filter(one -> one.name().equals(name)).findFirst();
    }

    private static Optional<Integer> number(@Nullable String typed) {
        try {
            return Optional.ofNullable(typed)
                    .map(text -> Integer.parseInt(text.strip()))
                    .filter(number -> number >= 1 && number <= Preference.MOST);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Span> span(@Nullable String typed) {
        try {
            return Optional.ofNullable(typed).map(Span::parse).filter(Preference::allows);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
