package org.marronnier.web.campaign;

import java.util.Locale;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** The icons, tones and short words of campaigns. */
@Component("campaignWords")
public final class CampaignWords {

    private final Sayings sayings;

    CampaignWords(Sayings sayings) {
        this.sayings = sayings;
    }

    /** The word of a closed choice, as documents, addresses and classes write it. */
    public static String word(Enum<?> value) {
        return CampaignFilter.word(value);
    }

    public String icon(CampaignBrief campaign) {
        if (campaign.kind() == CampaignKind.HIGHLIGHT) {
            return "calendar-star";
        }
        return campaign.channels().isEmpty() ? "send" : icon(campaign.channels().getFirst());
    }

    public String icon(Channel channel) {
        return switch (channel) {
            case EMAIL -> "mail";
            case SMS -> "message-2";
            case PUSH -> "bell";
            case PHONE -> "phone";
            case LETTER -> "mailbox";
            case WEB -> "world";
        };
    }

    public String tone(CampaignBrief campaign) {
        return campaign.kind() == CampaignKind.HIGHLIGHT ? "highlight" : word(campaign.type());
    }

    /** What stands behind the name of a chip for who cannot see its icon and edge. */
    public String chipDetail(CampaignBrief campaign, String time, String state, Locale locale) {
        if (campaign.kind() == CampaignKind.HIGHLIGHT) {
            return sayings.say(
                    "calendar.chip.highlight", locale, sayings.say("status." + state, locale));
        }
        return sayings.say(
                "calendar.chip",
                locale,
                time,
                channels(campaign, locale),
                sayings.say("type." + campaign.type(), locale),
                sayings.say(state.equals("sent") ? "calendar.sent" : "status." + state, locale));
    }

    /** What kind of message it is: e-mail, promotional. */
    public String kind(CampaignBrief campaign, Locale locale) {
        return campaign.kind() == CampaignKind.HIGHLIGHT
                ? sayings.say("kind.HIGHLIGHT", locale)
                : channels(campaign, locale)
                        + ", "
                        + sayings.say("type." + campaign.type(), locale);
    }

    /** The channels, best first. */
    public String channels(CampaignBrief campaign, Locale locale) {
        return campaign.channels().stream()
                .map(channel -> sayings.say("channel." + channel, locale))
                .reduce((first, second) -> first + ", " + second)
                .orElse(sayings.say("campaign.channel.none", locale));
    }
}
