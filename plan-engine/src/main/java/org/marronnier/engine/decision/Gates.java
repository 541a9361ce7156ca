package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;

/**
 * The gates that judge a candidate by its contact alone: 1 to 7 (section 2). Each says why it
 * fails, if it does.
 */
final class Gates {

    private Gates() {}

    /** Every gate of 1 to 7 that fails, in their order. */
    static List<Reason> failed(
            Member member, Candidate candidate, List<Channel> usable, RuleBook rules, Instant now) {
        var failed =
                Stream.of(
                                blocked(member, candidate, now),
                                notTargeted(candidate),
                                noAddress(member, candidate),
                                noConsent(member, candidate, usable, rules),
                                duplicate(candidate, usable),
                                expired(candidate, now))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toList());
        if (failed.stream().allMatch(reason -> reason.gate() == Gate.EXPIRED)) {
            control(member, candidate, rules).ifPresent(reason -> failed.add(0, reason));
        }
        return failed;
    }

    /** The channels of a candidate that have an address and are permitted, best first. */
    static List<Channel> usableChannels(Member member, Candidate candidate, RuleBook rules) {
        return candidate.channels().stream()
                .filter(hasAddress(member))
                .filter(channel -> permits(member, candidate, channel, rules))
                .toList();
    }

    static Optional<Reason> blocked(Member member, Candidate candidate, Instant now) {
        var standing = member.standing();
        var blocks = EnumSet.noneOf(Reason.Block.class);
        if (standing.erased()) {
            blocks.add(Reason.Block.ERASED);
        }
        if (standing.suppressed()) {
            blocks.add(Reason.Block.SUPPRESSED);
        }
        if (standing.complained()) {
            blocks.add(Reason.Block.COMPLAINED);
        }
        var until = standing.pausedUntil();
        if (until != null && until.isAfter(now) && candidate.type() != MessageType.TRANSACTIONAL) {
            blocks.add(Reason.Block.PAUSED);
        }
        return blocks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Reason.Blocked(
                                blocks, blocks.contains(Reason.Block.PAUSED) ? until : null));
    }

    private static Optional<Reason> notTargeted(Candidate candidate) {
        return candidate.targeted() ? Optional.empty() : Optional.of(new Reason.NotTargeted());
    }

    private static Optional<Reason> noAddress(Member member, Candidate candidate) {
        if (candidate.channels().stream().anyMatch(hasAddress(member))) {
            return Optional.empty();
        }
        var bounced =
                candidate.channels().stream()
                        .filter(member.addresses()::bounced)
                        .collect(Collectors.toUnmodifiableSet());
        return Optional.of(new Reason.NoAddress(candidate.channels(), bounced));
    }

    /**
     * Of the channels that have an address; where none has one, of all, since one could still be
     * added.
     */
    private static Optional<Reason> noConsent(
            Member member, Candidate candidate, List<Channel> usable, RuleBook rules) {
        if (!usable.isEmpty()) {
            return Optional.empty();
        }
        var reachable = candidate.channels().stream().filter(hasAddress(member)).toList();
        var asked = reachable.isEmpty() ? candidate.channels() : reachable;
        if (asked.stream().anyMatch(channel -> permits(member, candidate, channel, rules))) {
            return Optional.empty();
        }
        return Optional.of(
                new Reason.NoConsent(
                        asked.stream()
                                .map(
                                        channel ->
                                                new Reason.NoConsent.Asked(
                                                        channel,
                                                        rules.typology()
                                                                .regime(channel, candidate.type()),
                                                        status(
                                                                consent(
                                                                        member, candidate,
                                                                        channel))))
                                .toList()));
    }

    private static Optional<Reason> duplicate(Candidate candidate, List<Channel> usable) {
        var holder = candidate.claimedBy();
        return holder == null || usable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason.Duplicate(usable.getFirst(), holder));
    }

    /** Only contacts that pass gates 1 to 5 are assigned (section 4). */
    private static Optional<Reason> control(Member member, Candidate candidate, RuleBook rules) {
        if (candidate.type() == MessageType.TRANSACTIONAL) {
            return Optional.empty();
        }
        if (ControlGroup.holds(rules.plan(), rules.universalControl(), member.externalId())) {
            return Optional.of(new Reason.Control(rules.plan()));
        }
        return ControlGroup.holds(candidate.salt(), candidate.control(), member.externalId())
                ? Optional.of(new Reason.Control(candidate.salt()))
                : Optional.empty();
    }

    private static Optional<Reason> expired(Candidate candidate, Instant now) {
        var start = candidate.due().isAfter(now) ? candidate.due() : now;
        return start.isAfter(candidate.expiry())
                ? Optional.of(new Reason.Expired(candidate.expiry()))
                : Optional.empty();
    }

    private static boolean permits(
            Member member, Candidate candidate, Channel channel, RuleBook rules) {
        var consent = consent(member, candidate, channel);
        var status = status(consent);
        return switch (rules.typology().regime(channel, candidate.type())) {
            case NONE -> true;
            case OPT_OUT -> status != ConsentStatus.DENIED && status != ConsentStatus.WITHDRAWN;
            case SOFT_OPT_IN ->
                    status == ConsentStatus.GRANTED || (consent == null && member.customer());
            case OPT_IN -> status == ConsentStatus.GRANTED;
            case DOUBLE_OPT_IN ->
                    consent != null && status == ConsentStatus.GRANTED && consent.confirmed();
        };
    }

    private static Member.@Nullable Consent consent(
            Member member, Candidate candidate, Channel channel) {
        return candidate.purpose() == null
                ? null
                : member.consents().get(new ConsentKind(channel, candidate.purpose()));
    }

    private static @Nullable ConsentStatus status(Member.@Nullable Consent consent) {
        return consent == null ? null : consent.status();
    }

    private static Predicate<Channel> hasAddress(Member member) {
        return channel -> member.addresses().usable(channel).isPresent();
    }
}
