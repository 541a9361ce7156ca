package org.marronnier.web.spreadsheet;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.web.shell.PlainText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words for the closed choices of a campaign, in French and English, and what they mean. */
@Component
final class Choices {

    private static final List<Locale> LANGUAGES = List.of(Locale.FRENCH, Locale.ENGLISH);

    /** What people write in place of the product's own words. */
    private static final Map<Enum<?>, List<String>> ALSO =
            Map.ofEntries(
                    entry(
                            MessageType.TRANSACTIONAL,
                            List.of("transactionnelle", "transac", "transactionnels")),
                    entry(MessageType.SERVICE, List.of("serviciel", "services", "relationnel")),
                    entry(
                            MessageType.PROMOTIONAL,
                            List.of("promotionnelle", "promo", "promotion", "commercial")),
                    entry(
                            Channel.EMAIL,
                            List.of(
                                    "email",
                                    "mail",
                                    "mails",
                                    "emails",
                                    "e mails",
                                    "courriel",
                                    "emailing",
                                    "e mailing")),
                    entry(Channel.SMS, List.of("texto", "textos", "sms mms")),
                    entry(
                            Channel.PUSH,
                            List.of("notification", "notif", "push app", "push mobile", "app")),
                    entry(
                            Channel.PHONE,
                            List.of("tel", "appel", "appels", "call", "phone call", "phoning")),
                    entry(
                            Channel.LETTER,
                            List.of(
                                    "lettre",
                                    "postal",
                                    "papier",
                                    "mailing",
                                    "print",
                                    "mail papier",
                                    "direct mail",
                                    "post")),
                    entry(Channel.WEB, List.of("site", "site internet", "website", "onsite")),
                    entry(CampaignKind.ONE_OFF, List.of("ponctuel", "unique", "one shot")),
                    entry(CampaignKind.RECURRING, List.of("recurrent", "reguliere", "regulier")),
                    entry(CampaignKind.HIGHLIGHT, List.of("evenement", "highlight")),
                    entry(Moment.CUSTOMER, List.of("clients")),
                    entry(Moment.COMMERCIAL, List.of("commerciale")),
                    entry(Intent.GIVE, List.of("donner")),
                    entry(WhenCapped.DEFER, List.of("differer")),
                    entry(WhenCapped.DROP, List.of("abandonner")));

    private final MessageSource messages;
    private final Map<Column, Map<String, String>> meanings = new EnumMap<>(Column.class);
    private final Map<Locale, Map<Column, Map<String, String>>> labels = new HashMap<>();

    Choices(MessageSource messages) {
        this.messages = messages;
        for (var language : LANGUAGES) {
            var columns = new EnumMap<Column, Map<String, String>>(Column.class);
            for (var column : Column.values()) {
                columns.put(column, labels(column, language));
            }
            labels.put(language, columns);
        }
        for (var column : Column.values()) {
            var words = new HashMap<String, String>();
            for (var value : values(column)) {
                var meaning = inDocument(column, value);
                words.put(PlainText.of(meaning), meaning);
                words.put(PlainText.of(value.name()), meaning);
                LANGUAGES.forEach(
                        language ->
                                words.put(PlainText.of(label(column, value, language)), meaning));
                ALSO.getOrDefault(value, List.of()).forEach(word -> words.put(word, meaning));
            }
            if (!words.isEmpty()) {
                meanings.put(column, Map.copyOf(words));
            }
        }
    }

    /** Whether a column holds one of a few words. */
    boolean has(Column column) {
        return meanings.containsKey(column);
    }

    /** What a word means, as documents write it. */
    Optional<String> meaning(Column column, String word) {
        return Optional.ofNullable(meanings.getOrDefault(column, Map.of()).get(PlainText.of(word)));
    }

    /** The choices of a column: how documents write each, and its word. */
    Map<String, String> all(Column column, Locale locale) {
        return labels.getOrDefault(
                        locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH,
                        Map.of())
                .getOrDefault(column, Map.of());
    }

    private Map<String, String> labels(Column column, Locale language) {
        var all = new LinkedHashMap<String, String>();
        for (var value : values(column)) {
            all.put(inDocument(column, value), label(column, value, language));
        }
        return all;
    }

    private String label(Column column, Enum<?> value, Locale locale) {
        var key =
                switch (column) {
                    case TYPE -> "type." + value;
                    case CHANNELS -> "channel." + value;
                    case STATUS -> "status." + value.name().toLowerCase(Locale.ROOT);
                    case KIND -> "spreadsheet.kind." + value;
                    case MOMENT -> "event.moment." + value;
                    case INTENT -> "spreadsheet.intent." + value;
                    case WHEN_CAPPED -> "spreadsheet.capped." + value;
                    default -> throw new IllegalArgumentException(column + " has no choices.");
                };
        return messages.getMessage(key, null, locale);
    }

    private static List<Enum<?>> values(Column column) {
        return switch (column) {
            case TYPE -> List.of(MessageType.values());
            case CHANNELS -> List.of(Channel.values());
            case KIND -> List.of(CampaignKind.values());
            case MOMENT -> List.of(Moment.values());
            case INTENT -> List.of(Intent.values());
            case WHEN_CAPPED -> List.of(WhenCapped.values());
            case STATUS -> List.of(Status.values());
            default -> List.of();
        };
    }

    /** As the plan document writes a choice. */
    static String inDocument(Column column, Enum<?> value) {
        return switch (column) {
            case TYPE, CHANNELS -> value.name();
            case WHEN_CAPPED -> DocumentWord.camel(value);
            default -> DocumentWord.dashed(value);
        };
    }
}
