package org.marronnier.web.contact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Preference;
import org.marronnier.domain.contact.Preferences;
import org.marronnier.web.condition.SpanField;
import org.marronnier.web.condition.SpanWords;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Writes what a contact wishes at most, and the form that changes it. */
@Component
final class PreferencePages {

    /** A wish in words, and as it is typed. */
    record Line(Channel channel, String sentence, String since, Typed typed) {}

    /** The form as it was typed. */
    record Typed(String channel, String max, String number, String unit) {
        static final Typed NEW = new Typed(Channel.EMAIL.name(), "1", "7", "DAY");
    }

    private static final List<String> UNITS = List.of("HOUR", "DAY", "WEEK", "MONTH");

    private final Preferences preferences;
    private final SpanWords spans;
    private final Figures figures;
    private final MessageSource messages;

    PreferencePages(
            Preferences preferences, SpanWords spans, Figures figures, MessageSource messages) {
        this.preferences = preferences;
        this.spans = spans;
        this.figures = figures;
        this.messages = messages;
    }

    void show(Contact contact, Model model, Locale locale) {
        var saying = new Saying(messages, locale);
        model.addAttribute(
                "preferences",
                preferences.of(contact.id()).stream().map(one -> line(one, saying)).toList());
        model.addAttribute("preferenceTyped", Typed.NEW);
        model.addAttribute("preferenceChannels", Arrays.asList(Channel.values()));
        model.addAttribute("preferenceUnits", UNITS);
    }

    /** The form as it was sent, with every mistake at once. */
    void refuse(SettingPreference.Answer.Refused refused, Typed typed, Model model, Locale locale) {
        var saying = new Saying(messages, locale);
        model.addAttribute("preferenceTyped", typed);
        model.addAttribute(
                "preferenceMistakes",
                refused.mistakes().stream()
                        .map(mistake -> saying.say("contact.preference.mistake." + mistake))
                        .toList());
    }

    private Line line(Preference preference, Saying saying) {
        var span = SpanField.of(preference.span().toString());
        return new Line(
                preference.channel(),
                saying.say(
                        preference.max() == 1
                                ? "contact.preference.one"
                                : "contact.preference.other",
                        figures.number(preference.max()),
                        spans.of(preference.span(), saying.locale())),
                figures.dateTime(preference.setAt()),
                new Typed(
                        preference.channel().name(),
                        String.valueOf(preference.max()),
                        span.number(),
                        span.unit()));
    }
}
