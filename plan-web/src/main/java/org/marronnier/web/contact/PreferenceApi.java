package org.marronnier.web.contact;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.contact.Preference;
import org.marronnier.domain.contact.Preferences;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.api.Problems;
import org.marronnier.web.security.With;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/contacts/{externalId}/preferences")
class PreferenceApi {

    /** The preferences of a contact, by channel. */
    record Kept(List<Line> preferences) {}

    /**
     * @param span of the rolling window, in ISO 8601
     */
    record Line(Channel channel, int max, String span, Instant setAt) {
        static Line of(Preference preference) {
            return new Line(
                    preference.channel(),
                    preference.max(),
                    preference.span().toString(),
                    preference.setAt());
        }
    }

    /**
     * @param max at most so many service and promotional messages
     * @param span within a rolling window, in ISO 8601 such as {@code P7D}
     */
    record Wanted(@Nullable Integer max, @Nullable String span) {}

    private final Contacts contacts;
    private final Preferences preferences;
    private final SettingPreference setting;

    PreferenceApi(Contacts contacts, Preferences preferences, SettingPreference setting) {
        this.contacts = contacts;
        this.preferences = preferences;
        this.setting = setting;
    }

    @GetMapping
    @With(Scope.CONTACTS_READ)
    ResponseEntity<?> all(@PathVariable String externalId) {
        var contact = contacts.find(externalId);
        return contact.isPresent()
                ? ResponseEntity.ok(
                        new Kept(
                                preferences.of(contact.get().id()).stream().map(Line::of).toList()))
                : noContact();
    }

    /** The same again changes nothing. */
    @PutMapping("/{channel}")
    @With(Scope.CONTACTS_WRITE)
    ResponseEntity<?> set(
            @PathVariable String externalId,
            @PathVariable String channel,
            @RequestBody Wanted wanted,
            Principal caller) {
        return answer(
                setting.set(
                        caller.getName(),
                        externalId,
                        channel,
                        wanted.max() == null ? null : wanted.max().toString(),
                        wanted.span()));
    }

    /** Also where there is none. */
    @DeleteMapping("/{channel}")
    @With(Scope.CONTACTS_WRITE)
    ResponseEntity<?> remove(
            @PathVariable String externalId, @PathVariable String channel, Principal caller) {
        return answer(setting.remove(caller.getName(), externalId, channel));
    }

    private static ResponseEntity<?> answer(SettingPreference.Answer answer) {
        return switch (answer) {
            case SettingPreference.Answer.Kept(var kept) -> ResponseEntity.ok(Line.of(kept));
            case SettingPreference.Answer.Gone() -> ResponseEntity.noContent().build();
            case SettingPreference.Answer.Refused(var mistakes) ->
                    Problems.unprocessable(
                            "This can be no preference.",
                            mistakes.stream().map(PreferenceApi::mistake).toList());
            case SettingPreference.Answer.NoContact() -> noContact();
            case SettingPreference.Answer.Erased() ->
                    Problems.conflict("The contact was erased, and nothing is kept of it.");
        };
    }

    private static Problems.Mistake mistake(SettingPreference.Mistake mistake) {
        return switch (mistake) {
            case CHANNEL ->
                    new Problems.Mistake(
                            "channel",
                            "There is no such channel. Name one of %s."
                                    .formatted(
                                            Arrays.stream(Channel.values())
                                                    .map(Enum::name)
                                                    .collect(Collectors.joining(", "))));
            case MAX ->
                    new Problems.Mistake(
                            "max",
                            "The most must be a whole number from 1 to %d. Deny the consent instead of allowing none."
                                    .formatted(Preference.MOST));
            case SPAN ->
                    new Problems.Mistake(
                            "span",
                            "The span must be an ISO 8601 duration in days or in hours, at most a year, such as P7D.");
        };
    }

    private static ResponseEntity<?> noContact() {
        return Problems.notFound("No contact has this external id.");
    }
}
