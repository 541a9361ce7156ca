package org.marronnier.web.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.Reason;
import org.marronnier.web.condition.Names;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Saying;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a contact got no message, or gets it later: one sentence a fact. */
@Component("reasonSentences")
public final class ReasonSentences {

    private final MessageSource messages;

    ReasonSentences(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * To whom reasons are told.
     *
     * @param quiet when a quiet period is, by its key
     * @param contact external id of whom they are about
     * @param zone of the instants that they name: the contact's
     */
    public record Telling(
            Names names,
            UnaryOperator<String> quiet,
            Links links,
            String contact,
            ZoneId zone,
            Locale locale) {}

    /** All the sentences of some reasons, in their order; the first names the outcome. */
    public List<Sentence> of(List<Reason> reasons, Telling telling) {
        return reasons.stream().flatMap(reason -> of(reason, telling).stream()).toList();
    }

    /**
     * The sentences of one reason, and never none: one for each channel or rule that it names;
     * after that of a rule, who holds the place and when it is free again, where that is known.
     */
    public List<Sentence> of(Reason reason, Telling telling) {
        return new Writer(telling).sentences(reason);
    }

    /** What a source such as {@code campaign:winter-sale} is called, with a way to it. */
    public Sentence source(String source, Telling telling) {
        return new Sentence(List.of(new Writer(telling).source(source)));
    }

    /** A message that was sent, when, and a way to what sent it. */
    public Sentence message(String source, String when, Telling telling) {
        var writer = new Writer(telling);
        return writer.say("reason.held.SENT", writer.source(source), when);
    }

    private final class Writer {

        private final Telling telling;
        private final Names names;
        private final Saying saying;

        Writer(Telling telling) {
            this.telling = telling;
            this.names = telling.names();
            this.saying = new Saying(messages, telling.locale());
        }

        List<Sentence> sentences(Reason reason) {
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
                        List.of(say("reason.duplicate", channel(channel), contact(of)));
                case Reason.Control(var salt) when salt.equals(names.plan()) ->
                        List.of(say("reason.control.universal"));
                case Reason.Control(var salt) -> List.of(say("reason.control", names.sent(salt)));
                case Reason.Expired(var expiry) -> List.of(say("reason.expired", date(expiry)));
                case Reason.Quiet(var channel, var periods, var until) ->
                        List.of(quiet(channel, periods, until));
                case Reason.Pressure(var _, var refusals) ->
                        refusals.stream().flatMap(this::refusal).toList();
                case Reason.CapacityUsed(var channel, var perDay) ->
                        List.of(say("reason.capacity", channel(channel), Integer.toString(perDay)));
            };
        }

        private List<Sentence> blocked(Reason.Blocked blocked) {
            var sentences = new ArrayList<Sentence>();
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

        private Sentence consent(Reason.NoConsent.Asked asked) {
            var status = asked.status();
            return say(
                    "reason.consent",
                    channel(asked.channel()),
                    saying.say(
                            status == null
                                    ? "reason.consent.never." + asked.regime()
                                    : "reason.consent." + status));
        }

        private Sentence quiet(Channel channel, List<String> keys, @Nullable Instant until) {
            var periods =
                    new Sentence.Part(
                            keys.stream()
                                    .map(telling.quiet())
                                    .collect(Collectors.joining(say("reason.between").text())),
                            telling.links().quiet());
            return until == null
                    ? say("reason.quiet", channel(channel), periods)
                    : say("reason.quiet.until", channel(channel), periods, date(until));
        }

        private Stream<Sentence> refusal(Reason.Pressure.Refusal refusal) {
            var told = new ArrayList<Sentence>();
            told.add(limit(refusal));
            if (!refusal.heldBy().isEmpty()) {
                told.add(
                        say(
                                "reason.held",
                                Sentence.join(
                                        refusal.heldBy().stream().map(this::holder).toList(),
                                        say("reason.between").text())));
            }
            var free = refusal.freeAgain();
            if (free != null) {
                told.add(say("reason.free", date(free)));
            }
            return told.stream();
        }

        private Sentence limit(Reason.Pressure.Refusal refusal) {
            var rule =
                    Member.Preference.channel(refusal.rule())
                            .<Object>map(
                                    channel -> saying.say("reason.preference", channel(channel)))
                            .orElseGet(
                                    () ->
                                            new Sentence.Part(
                                                    names.rule(refusal.rule()),
                                                    telling.links().rule()));
            if (refusal.max() == 0) {
                return refusal.counted() > 1
                        ? say(
                                "reason.pressure.block.other",
                                rule,
                                Integer.toString(refusal.counted()))
                        : say("reason.pressure.block.one", rule);
            }
            return say(
                    refusal.max() == 1 ? "reason.pressure.cap.one" : "reason.pressure.cap.other",
                    rule,
                    Integer.toString(refusal.max()),
                    Integer.toString(refusal.counted()));
        }

        private Sentence holder(Reason.Pressure.Holder holder) {
            var held =
                    say(
                            "reason.held." + holder.standing(),
                            source(holder.source()),
                            date(holder.at()));
            return holder.contact().equals(telling.contact())
                    ? held
                    : say("reason.held.other", held, contact(holder.contact()));
        }

        Sentence.Part source(String source) {
            var colon = source.indexOf(':');
            var key = source.substring(colon + 1);
            var name =
                    switch (source.substring(0, Math.max(colon, 0))) {
                        case "campaign" -> names.campaign(key);
                        case "scenario" -> names.scenario(key);
                        default -> source;
                    };
            return new Sentence.Part(name, telling.links().source(source));
        }

        private Sentence.Part contact(String externalId) {
            return new Sentence.Part(externalId, Links.contact(externalId));
        }

        private String channel(Channel channel) {
            return saying.say("channel." + channel);
        }

        private String date(Instant instant) {
            return Figures.dated(
                    saying.say("reason.date"), telling.locale(), instant.atZone(telling.zone()));
        }

        Sentence say(String key, Object... facts) {
            return Sentence.say(saying, key, facts);
        }
    }
}
