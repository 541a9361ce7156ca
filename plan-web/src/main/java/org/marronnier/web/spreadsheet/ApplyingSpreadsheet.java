package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.store.spreadsheet.Spreadsheets;
import org.marronnier.store.spreadsheet.Spreadsheets.Spreadsheet;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.NotingImports;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Makes and changes the campaigns that a preview showed: all of them, or none. */
@Component
class ApplyingSpreadsheet {

    /** What became of it. */
    sealed interface Outcome {

        record Applied(Result result) implements Outcome {}

        /** The plan has changed since the preview, which would show something else now. */
        record Moved() implements Outcome {}

        /** Nothing was changed; the key of the message that says why. */
        record Stopped(String key) implements Outcome {}
    }

    /** What was done, as the page of the result shows it. */
    record Result(int made, int changed, int prepared, int same, int refused) {

        static Result of(Object tree) {
            var map = (Map<?, ?>) tree;
            return new Result(
                    number(map.get("made")),
                    number(map.get("changed")),
                    number(map.get("prepared")),
                    number(map.get("same")),
                    number(map.get("refused")));
        }

        Map<String, Object> tree() {
            return Map.of(
                    "made",
                    made,
                    "changed",
                    changed,
                    "prepared",
                    prepared,
                    "same",
                    same,
                    "refused",
                    refused);
        }

        private static int number(@Nullable Object number) {
            return number instanceof Number it ? it.intValue() : 0;
        }
    }

    private static final String STATUS = "status";

    private final ImportingSpreadsheet importing;
    private final WorkingPlan working;
    private final Plans plans;
    private final PlanReader reader;
    private final EditingItem editing;
    private final Changes changes;
    private final NotingImports noting;
    private final Spreadsheets spreadsheets;
    private final Clock clock;

    ApplyingSpreadsheet(
            ImportingSpreadsheet importing,
            WorkingPlan working,
            Plans plans,
            PlanReader reader,
            EditingItem editing,
            Changes changes,
            NotingImports noting,
            Spreadsheets spreadsheets,
            Clock clock) {
        this.importing = importing;
        this.working = working;
        this.plans = plans;
        this.reader = reader;
        this.editing = editing;
        this.changes = changes;
        this.noting = noting;
        this.spreadsheets = spreadsheets;
        this.clock = clock;
    }

    /**
     * Applies a spreadsheet.
     *
     * @param seal of the preview that the editor saw
     */
    @Transactional
    public Outcome apply(Spreadsheet sent, String seal, Editor who, Locale locale)
            throws IOException, UnreadableSheet {
        plans.lock(sent.plan());
        var plan = working.find(sent.plan()).orElse(null);
        if (plan == null) {
            return new Outcome.Moved();
        }
        var proposal = importing.propose(sent, plan, locale);
        if (!seal(proposal).equals(seal)) {
            return new Outcome.Moved();
        }
        var written = new LinkedHashMap<String, Map<String, Object>>();
        int made = 0;
        int changed = 0;
        int prepared = 0;
        for (var entry : proposal.changing()) {
            var isNew = entry.outcome() == Proposal.Outcome.NEW;
            var place = ItemPlace.of(ItemKind.CAMPAIGN, entry.key());
            if (isPlain(sent.plan(), place, isNew)) {
                written.put(entry.key(), entry.tree());
            } else if (!(edit(who, sent.plan(), place, entry) instanceof Answer.Saved)) {
                return stopped("spreadsheet.moved");
            } else if (!isNew) {
                prepared++;
                continue;
            }
            made += isNew ? 1 : 0;
            changed += isNew ? 0 : 1;
        }
        if (!who.mayEdit(ItemKind.CAMPAIGN)) {
            return stopped("editing.forbidden");
        }
        if (!write(sent.plan(), written, who)) {
            return stopped("spreadsheet.moved");
        }
        var result =
                new Result(
                        made,
                        changed,
                        prepared,
                        proposal.count(Proposal.Outcome.SAME),
                        proposal.refused());
        spreadsheets.applied(sent.id(), result.tree());
        return new Outcome.Applied(result);
    }

    /** What a proposal would change, in a few letters: another one has another seal. */
    String seal(Proposal proposal) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var entry : proposal.changing()) {
                digest.update((entry.key() + entry.tree()).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /**
     * Whether a campaign can be written with all others at once: a draft, or a new one whose key
     * never was another's.
     */
    private boolean isPlain(String plan, ItemPlace place, boolean isNew) {
        return isNew
                ? changes.last(plan, place).isEmpty()
                : editing.find(plan, place)
                        .filter(item -> !item.isHeld() && item.preparation() == null)
                        .isPresent();
    }

    private Answer edit(Editor who, String plan, ItemPlace place, Proposal.Entry entry) {
        var tree = new LinkedHashMap<>(entry.tree());
        tree.remove(STATUS);
        if (entry.outcome() == Proposal.Outcome.NEW) {
            return editing.create(who, plan, place, tree);
        }
        return editing.find(plan, place)
                .map(item -> editing.change(who, plan, place, item.version(), tree))
                .orElseGet(Answer.Unknown::new);
    }

    /**
     * Keeps campaigns in one go, however many they are, each with a line in its history; false
     * where the plan would not hold.
     *
     * @param written by key, as the plan document writes them
     */
    private boolean write(String key, Map<String, Map<String, Object>> written, Editor who) {
        var plan = plans.load(key).orElse(null);
        if (plan == null || written.isEmpty()) {
            return plan != null;
        }
        var left = new LinkedHashMap<>(written);
        var campaigns = new ArrayList<Map<String, Object>>();
        for (var campaign : CampaignRows.trees(plan)) {
            var other = left.remove(String.valueOf(campaign.get("key")));
            campaigns.add(other == null ? campaign : other);
        }
        campaigns.addAll(left.values());
        var tree = new LinkedHashMap<>(PlanWriter.write(plan));
        tree.put("campaigns", campaigns);
        if (!(reader.read(tree) instanceof Reading.Accepted(var after))) {
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        plans.store(after, who.name(), now);
        noting.note(plan, after, who.name(), now);
        return true;
    }

    private static Outcome stopped(String key) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new Outcome.Stopped(key);
    }
}
