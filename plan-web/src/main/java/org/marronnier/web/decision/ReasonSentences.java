package org.marronnier.web.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Member;
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

    /**
     * The sentences of one reason, and never none: one for each channel or rule that it names;
     * after that of a rule, who holds the place and when it is free again, where that is known.
     */
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
                case Reason.Quiet(var channel, var periods, var until) ->
                        List.of(quiet(channel, String.join(", ", periods), until));
                case Reason.Pressure(var _, var refusals) ->
                        refusals.stream().flatMap(this::refusal).toList();
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

        private String quiet(Channel channel, String periods, @Nullable Instant until) {
            return until == null
                    ? say("reason.quiet", channel(channel), periods)
                    : say("reason.quiet.until", channel(channel), periods, date(until));
        }

        private Stream<String> refusal(Reason.Pressure.Refusal refusal) {
            var heldBy =
                    refusal.heldBy().stream().map(this::holder).collect(Collectors.joining(" ; "));
            var free = refusal.freeAgain();
            return Stream.of(
                            limit(refusal),
                            heldBy.isEmpty() ? "" : say("reason.held", heldBy),
                            free == null ? "" : say("reason.free", date(free)))
                    .filter(sentence -> !sentence.isEmpty());
        }

        private String limit(Reason.Pressure.Refusal refusal) {
            var rule =
                    Member.Preference.channel(refusal.rule())
                            .map(channel -> say("reason.preference", channel(channel)))
                            .orElseGet(() -> names.rule(refusal.rule()));
            if (refusal.max() == 0) {
                return say("reason.pressure.block", rule);
            }
            return say(
                    refusal.max() == 1 ? "reason.pressure.cap.one" : "reason.pressure.cap.other",
                    rule,
                    Integer.toString(refusal.max()),
                    Integer.toString(refusal.counted()));
        }

        private String holder(Reason.Pressure.Holder holder) {
            return say(
                    "reason.held." + holder.standing(), source(holder.source()), date(holder.at()));
        }

        private String source(String source) {
            var colon = source.indexOf(':');
            var key = source.substring(colon + 1);
            return switch (source.substring(0, Math.max(colon, 0))) {
                case "campaign" -> names.campaign(key);
                case "scenario" -> names.scenario(key);
                default -> source;
            };
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
