package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/**
 * What can only be checked over the whole document: that what is named exists, fits, and does not
 * go in circles.
 */
final class CrossChecks {

    private CrossChecks() {}

    /** The conventions are null where they could not be read. */
    static void run(Journal journal, @Nullable Conventions conventions) {
        Arrays.stream(BuiltInKpi.values()).forEach(kpi -> journal.declare(Kind.KPI, kpi.key()));
        checkReferences(journal);
        journal.sheets().values().forEach(sheet -> checkSender(journal, sheet));
        journal.uses().forEach(use -> checkUse(journal, use));
        checkCircles(journal);
        if (conventions != null) {
            journal.wants().forEach(want -> checkPurpose(journal, conventions.typology(), want));
        }
    }

    private static void checkReferences(Journal journal) {
        for (var reference : journal.references()) {
            var kind = reference.kind();
            var known = journal.declared(kind);
            if (journal.isKnowable(kind) && !known.contains(reference.key())) {
                journal.note(
                        reference.at(),
                        Phrase.UNKNOWN_KEY
                                .with(kind.word().with(), reference.at().found())
                                .then(Nearest.question(reference.key(), known)));
            }
        }
    }

    private static void checkSender(Journal journal, Journal.Sheet sheet) {
        if (sheet.sender() == null
                || !(journal.voices().get(sheet.sender()) instanceof Journal.Voice voice)) {
            return;
        }
        if (voice.channel() != null
                && sheet.channel() != null
                && voice.channel() != sheet.channel()) {
            journal.note(
                    sheet.senderAt(),
                    Phrase.SENDER_OF_ANOTHER_CHANNEL.with(
                            sheet.channel(), sheet.senderAt().found(), voice.channel()));
        }
    }

    private static void checkUse(Journal journal, Journal.Use use) {
        if (!(journal.sheets().get(use.template()) instanceof Journal.Sheet sheet)) {
            return;
        }
        if (sheet.channel() != null
                && use.channels() != null
                && !use.channels().contains(sheet.channel())) {
            journal.note(
                    use.at(),
                    Phrase.TEMPLATE_OF_ANOTHER_CHANNEL.with(
                            named(use.channels()), use.at().found(), sheet.channel()));
        }
        var voice = sheet.sender() == null ? null : journal.voices().get(sheet.sender());
        if (voice != null
                && voice.types() != null
                && !voice.types().isEmpty()
                && use.type() != null
                && !voice.types().contains(use.type())) {
            journal.note(
                    use.at(),
                    Phrase.SENDER_OF_ANOTHER_TYPE.with(
                            use.type(), use.at().found(), String.valueOf(sheet.sender())));
        }
    }

    private static Object named(List<Channel> channels) {
        return Telling.anyOf(channels.stream().map(Channel::name).toList());
    }

    private static void checkPurpose(Journal journal, Typology typology, Journal.Want want) {
        var type = want.type();
        if (type == null) {
            return;
        }
        var channels = new LinkedHashSet<Channel>();
        want.uses()
                .forEach(
                        use ->
                                channels.addAll(
                                        use.channels() == null ? List.of() : use.channels()));
        channels.stream()
                .filter(channel -> asksForConsent(typology, channel, type))
                .findFirst()
                .ifPresent(
                        channel ->
                                journal.note(
                                        want.at(),
                                        Phrase.PURPOSE_MISSING.with(
                                                type, channel, typology.regime(channel, type))));
    }

    private static boolean asksForConsent(Typology typology, Channel channel, MessageType type) {
        return switch (typology.regime(channel, type)) {
            case SOFT_OPT_IN, OPT_IN, DOUBLE_OPT_IN -> true;
            case NONE, OPT_OUT -> false;
        };
    }

    private record Node(Kind kind, String key) {
        Telling told() {
            return Phrase.CIRCLE_STEP.with(kind.word().with(), key);
        }
    }

    /**
     * Segments and stages name each other. To be at a stage means that no earlier stage holds, so
     * that a stage leads to the one before it as well.
     */
    private static void checkCircles(Journal journal) {
        Map<Node, List<Node>> leadsTo = new HashMap<>();
        Map<Node, Cursor> places = new HashMap<>();
        List<Node> order = new ArrayList<>();
        @Nullable Node stageBefore = null;
        for (var owner : journal.owners()) {
            var node = new Node(owner.kind(), owner.key());
            if (places.putIfAbsent(node, owner.at()) != null) {
                continue;
            }
            order.add(node);
            var next = leadsTo.computeIfAbsent(node, _ -> new ArrayList<>());
            if (owner.kind() == Kind.STAGE) {
                if (stageBefore != null) {
                    next.add(stageBefore);
                }
                stageBefore = node;
            }
        }
        for (var reference : journal.references()) {
            if (reference.owner() instanceof Journal.Owner owner
                    && (reference.kind() == Kind.SEGMENT || reference.kind() == Kind.STAGE)) {
                leadsTo.computeIfAbsent(new Node(owner.kind(), owner.key()), _ -> new ArrayList<>())
                        .add(new Node(reference.kind(), reference.key()));
            }
        }
        var done = new HashSet<Node>();
        for (var node : order) {
            tellCircle(journal, node, leadsTo, done, places);
        }
    }

    /** Walks depth first without recursion, since a chain may be thousands long. */
    private static void tellCircle(
            Journal journal,
            Node start,
            Map<Node, List<Node>> leadsTo,
            Set<Node> done,
            Map<Node, Cursor> places) {
        var path = new ArrayList<Node>();
        var onPath = new HashSet<Node>();
        var turns = new ArrayList<Integer>();
        if (!done.contains(start)) {
            path.add(start);
            onPath.add(start);
            turns.add(0);
        }
        while (!path.isEmpty()) {
            var node = path.getLast();
            var turn = turns.removeLast();
            var next = leadsTo.getOrDefault(node, List.of());
            if (turn >= next.size()) {
                path.removeLast();
                onPath.remove(node);
                done.add(node);
                continue;
            }
            turns.add(turn + 1);
            var following = next.get(turn);
            if (onPath.contains(following)) {
                var circle = path.subList(path.indexOf(following), path.size());
                var at = places.get(following);
                if (at != null) {
                    journal.note(
                            at.field("when", null), Phrase.CIRCLE.with(told(circle, following)));
                }
            } else if (!done.contains(following) && leadsTo.containsKey(following)) {
                path.add(following);
                onPath.add(following);
                turns.add(0);
            }
        }
    }

    /** The first steps of a circle, back to where it starts. */
    private static Telling told(List<Node> circle, Node start) {
        return Stream.concat(circle.stream().limit(20), Stream.of(start))
                .map(Node::told)
                .reduce(Phrase.THEN::with)
                .orElseThrow();
    }
}
