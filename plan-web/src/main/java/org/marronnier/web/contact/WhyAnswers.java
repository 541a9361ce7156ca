package org.marronnier.web.contact;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.scheduler.campaign.ReasonsAsJson;
import org.marronnier.scheduler.why.Why;
import org.marronnier.web.decision.Sentence;
import org.marronnier.web.decision.WhyPages;
import org.springframework.stereotype.Component;

/** Answers to "why?" as programs see them. */
@Component
final class WhyAnswers {

    /**
     * The decision that the contact would get, in the shape of all decisions.
     *
     * @param at the instant it was judged at: that of the occurrence, or now where that is later
     * @param reasons every gate that failed, the first naming the outcome
     * @param gates every gate in order
     */
    record Told(
            Instant at,
            String contact,
            String plan,
            String source,
            String occurrence,
            String outcome,
            @Nullable String channel,
            @Nullable Instant until,
            @JsonRawValue String reasons,
            List<GateLine> gates) {}

    /**
     * @param state passed, failed, or skipped: not looked at, because an earlier one had decided or
     *     because it is known only when all contacts are decided
     */
    record GateLine(String gate, String state, List<String> sentences) {}

    private final Contacts contacts;
    private final WhyPages pages;

    WhyAnswers(Contacts contacts, WhyPages pages) {
        this.contacts = contacts;
        this.pages = pages;
    }

    Told of(Why.Foreseen why, Locale locale) {
        var decision = why.decision();
        var channel = decision.channel();
        var zone = contacts.find(why.contact()).map(contact -> contact.knownZone()).orElse(null);
        return new Told(
                decision.at(),
                why.contact(),
                why.plan().plan().key(),
                decision.candidate().source(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        LocalDateTime.ofInstant(why.due(), why.plan().plan().zone())),
                decision.outcome().name(),
                channel == null ? null : channel.name(),
                decision.until(),
                ReasonsAsJson.of(decision.reasons()),
                pages.trace(why, zone, locale).stream()
                        .map(
                                step ->
                                        new GateLine(
                                                step.gate(),
                                                step.state(),
                                                step.evidence().stream()
                                                        .map(Sentence::text)
                                                        .toList()))
                        .toList());
    }
}
