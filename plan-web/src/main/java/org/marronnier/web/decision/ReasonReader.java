package org.marronnier.web.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Regime;
import org.marronnier.engine.decision.Gate;
import org.marronnier.engine.decision.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reasons as they were kept with a decision, read back. */
public final class ReasonReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReasonReader() {}

    /**
     * @throws IllegalArgumentException when the text is no list of reasons
     */
    public static List<Reason> read(String json) {
        return read(JSON.readTree(json));
    }

    /**
     * Reads what was JSON and is values by now.
     *
     * @throws IllegalArgumentException when they are no reasons
     */
    public static List<Reason> read(List<Object> values) {
        return read(JSON.<JsonNode>valueToTree(values));
    }

    private static List<Reason> read(JsonNode list) {
        var reasons = new ArrayList<Reason>();
        for (var node : list) {
            reasons.add(reason(node));
        }
        return reasons;
    }

    private static Reason reason(JsonNode node) {
        return switch (Gate.valueOf(text(node, "gate"))) {
            case BLOCKED ->
                    new Reason.Blocked(
                            texts(node, "blocks").stream()
                                    .map(Reason.Block::valueOf)
                                    .collect(Collectors.toSet()),
                            instant(node, "until"));
            case NOT_TARGETED -> new Reason.NotTargeted();
            case NO_ADDRESS ->
                    new Reason.NoAddress(
                            channels(node, "channels"), Set.copyOf(channels(node, "bounced")));
            case NO_CONSENT -> new Reason.NoConsent(asked(node));
            case DUPLICATE -> new Reason.Duplicate(channel(node), text(node, "of"));
            case CONTROL -> new Reason.Control(text(node, "group"));
            case EXPIRED -> new Reason.Expired(Instant.parse(text(node, "expiry")));
            case QUIET ->
                    new Reason.Quiet(channel(node), texts(node, "periods"), instant(node, "until"));
            case PRESSURE -> new Reason.Pressure(channel(node), refusals(node));
            case CAPACITY -> new Reason.CapacityUsed(channel(node), node.path("perDay").asInt(0));
        };
    }

    private static List<Reason.NoConsent.Asked> asked(JsonNode node) {
        var asked = new ArrayList<Reason.NoConsent.Asked>();
        for (var one : node.path("consents")) {
            var status = one.path("status");
            asked.add(
                    new Reason.NoConsent.Asked(
                            channel(one),
                            Regime.valueOf(text(one, "regime")),
                            status.isString()
                                    ? ConsentStatus.valueOf(status.stringValue())
                                    : null));
        }
        return asked;
    }

    private static List<Reason.Pressure.Refusal> refusals(JsonNode node) {
        var refusals = new ArrayList<Reason.Pressure.Refusal>();
        for (var one : node.path("counts")) {
            refusals.add(
                    new Reason.Pressure.Refusal(
                            text(one, "rule"),
                            one.path("counted").asInt(0),
                            one.path("max").asInt(0),
                            holders(one),
                            instant(one, "freeAgain")));
        }
        return refusals;
    }

    private static List<Reason.Pressure.Holder> holders(JsonNode node) {
        var holders = new ArrayList<Reason.Pressure.Holder>();
        for (var one : node.path("heldBy")) {
            holders.add(
                    new Reason.Pressure.Holder(
                            text(one, "source"),
                            text(one, "contact"),
                            Instant.parse(text(one, "at")),
                            Reason.Pressure.Standing.valueOf(text(one, "standing"))));
        }
        return holders;
    }

    private static List<Channel> channels(JsonNode node, String name) {
        return texts(node, name).stream().map(Channel::valueOf).toList();
    }

    private static Channel channel(JsonNode node) {
        return Channel.valueOf(text(node, "channel"));
    }

    private static List<String> texts(JsonNode node, String name) {
        var texts = new LinkedHashSet<String>();
        for (var one : node.path(name)) {
            texts.add(one.stringValue());
        }
        return List.copyOf(texts);
    }

    private static String text(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException(
                    "A reason must have the text \"%s\".".formatted(name));
        }
        return value.stringValue();
    }

    private static @Nullable Instant instant(JsonNode node, String name) {
        return node.path(name).isString() ? Instant.parse(node.path(name).stringValue()) : null;
    }
}
