package org.marronnier.web.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Reason;
import org.marronnier.web.condition.Names;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a contact got no message, or gets it later: one sentence a fact, without a full stop. */
@Component("reasonSentences")
public final class ReasonSentences {

    private final MessageSource messages;

    ReasonSentences(MessageSource messages) {
        this.messages = messages;
    }

    /** All the sentences of some reasons, in their order; the first names the outcome. */
    public List<String> of(List<Reason> reasons, Names names, ZoneId zone, Locale locale) {
        return reasons.stream()
                .flatMap(reason -> of(reason, names, zone, locale).stream())
                .toList();
    }

    /** The sentences of one reason; one for each channel or rule that it names, and never none. */
    public List<String> of(Reason reason, Names names, ZoneId zone, Locale locale) {
        return new Writer(names, zone, locale).sentences(reason);
    }

    private final class Writer {

        private final Names names;
        private final ZoneId zone;
        private final Locale locale;

        Writer(Names names, ZoneId zone, Locale locale) {
            this.names = names;
            this.zone = zone;
            this.locale = locale;
        }

        List<String> sentences(Reason reason) {
            return switch (reason) {
                case Reason.Blocked blocked -> blocked(blocked);
                case Reason.NotTargeted() -> List.of(say("reason.not-targeted"));
                case Reason.NoAddress(var channels, var bounced) ->
                        channels.stream()
                                .map(
                                        channel ->
                                                say(
                                                        bounced.contains(channel)
                                                                ? "reason.address.bounced"
                                                                : "reason.address.missing",
                                                        channel(channel)))
                                .toList();
                case Reason.NoConsent(var asked) -> asked.stream().map(this::consent).toList();
                case Reason.Duplicate(var channel, var of) ->
                        List.of(say("reason.duplicate", channel(channel), of));
                case Reason.Control(var salt) ->
                        List.of(say("reason.control", names.campaign(salt)));
                case Reason.Expired(var expiry) -> List.of(say("reason.expired", date(expiry)));
                case Reason.Quiet(var channel, var periods) ->
                        List.of(say("reason.quiet", channel(channel), String.join(", ", periods)));
                case Reason.Pressure(var _, var refusals) ->
                        refusals.stream().map(this::refusal).toList();
                case Reason.CapacityUsed(var channel, var perDay) ->
                        List.of(say("reason.capacity", channel(channel), Integer.toString(perDay)));
            };
        }

        private List<String> blocked(Reason.Blocked blocked) {
            var sentences = new ArrayList<String>();
            for (var block : Reason.Block.values()) {
                if (!blocked.blocks().contains(block)) {
                    continue;
                }
                var until = blocked.until();
                sentences.add(
                        block == Reason.Block.PAUSED && until != null
                                ? say("reason.blocked.PAUSED.until", date(until))
                                : say("reason.blocked." + block));
            }
            return sentences;
        }

        private String consent(Reason.NoConsent.Asked asked) {
            var status = asked.status();
            return say(
                    "reason.consent",
                    channel(asked.channel()),
                    say(
                            status == null
                                    ? "reason.consent.never." + asked.regime()
                                    : "reason.consent." + status));
        }

        private String refusal(Reason.Pressure.Refusal refusal) {
            var rule = names.rule(refusal.rule());
            if (refusal.max() == 0) {
                return say("reason.pressure.block", rule);
            }
            return say(
                    refusal.max() == 1 ? "reason.pressure.cap.one" : "reason.pressure.cap.other",
                    rule,
                    Integer.toString(refusal.max()),
                    Integer.toString(refusal.counted()));
        }

        private String channel(Channel channel) {
            return say("channel." + channel);
        }

        private String date(Instant instant) {
            var pattern = DateTimeFormatter.ofPattern(say("reason.date"), locale);
            return pattern.format(instant.atZone(zone));
        }

        private String say(String key, String... facts) {
            return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
        }
    }
}
