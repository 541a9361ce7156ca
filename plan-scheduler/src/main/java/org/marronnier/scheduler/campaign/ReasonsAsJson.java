package org.marronnier.scheduler.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.Reason;
import tools.jackson.databind.json.JsonMapper;

/** Reasons as they are kept and shown to programs: the gate, and the facts beside it. */
public final class ReasonsAsJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReasonsAsJson() {}

    public static String of(List<Reason> reasons) {
        return reasons.isEmpty()
                ? "[]"
                : JSON.writeValueAsString(reasons.stream().map(ReasonsAsJson::tree).toList());
    }

    private static Map<String, @Nullable Object> tree(Reason reason) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("gate", reason.gate().name());
        switch (reason) {
            case Reason.Blocked(var blocks, var until) -> {
                tree.put("blocks", blocks.stream().sorted().map(Enum::name).toList());
                if (until != null) {
                    tree.put("until", until.toString());
                }
            }
            case Reason.NotTargeted _ -> {}
            case Reason.NoAddress(var channels, var bounced) -> {
                tree.put("channels", channels.stream().map(Enum::name).toList());
                tree.put("bounced", bounced.stream().sorted().map(Enum::name).toList());
            }
            case Reason.NoConsent(var asked) ->
                    tree.put("consents", asked.stream().map(ReasonsAsJson::tree).toList());
            case Reason.Duplicate(var channel, var of) -> {
                tree.put("channel", channel.name());
                tree.put("of", of);
            }
            case Reason.Control(var salt) -> tree.put("group", salt);
            case Reason.Expired(var expiry) -> tree.put("expiry", expiry.toString());
            case Reason.Quiet(var channel, var periods, var until) -> {
                tree.put("channel", channel.name());
                tree.put("periods", periods);
                if (until != null) {
                    tree.put("until", until.toString());
                }
            }
            case Reason.Pressure(var channel, var refusals) -> {
                tree.put("channel", channel.name());
                tree.put("rules", refusals.stream().map(Reason.Pressure.Refusal::rule).toList());
                tree.put("counts", refusals.stream().map(ReasonsAsJson::tree).toList());
            }
            case Reason.CapacityUsed(var channel, var perDay) -> {
                tree.put("channel", channel.name());
                tree.put("perDay", perDay);
            }
        }
        return tree;
    }

    private static Map<String, @Nullable Object> tree(Reason.NoConsent.Asked asked) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("channel", asked.channel().name());
        tree.put("regime", asked.regime().name());
        tree.put("status", asked.status() == null ? null : asked.status().name());
        return tree;
    }

    private static Map<String, Object> tree(Reason.Pressure.Refusal refusal) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("rule", refusal.rule());
        tree.put("counted", refusal.counted());
        tree.put("max", refusal.max());
        if (!refusal.heldBy().isEmpty()) {
            tree.put("heldBy", refusal.heldBy().stream().map(ReasonsAsJson::tree).toList());
        }
        if (refusal.freeAgain() != null) {
            tree.put("freeAgain", refusal.freeAgain().toString());
        }
        return tree;
    }

    private static Map<String, Object> tree(Reason.Pressure.Holder holder) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("source", holder.source());
        tree.put("contact", holder.contact());
        tree.put("at", holder.at().toString());
        tree.put("standing", holder.standing().name());
        return tree;
    }
}
