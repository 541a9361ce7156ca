package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Plans;
import org.marronnier.store.spreadsheet.Spreadsheets;
import org.marronnier.store.spreadsheet.Spreadsheets.Spreadsheet;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
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

    private final ImportingSpreadsheet importing;
    private final WorkingPlan working;
    private final Plans plans;
    private final EditingItem editing;
    private final Spreadsheets spreadsheets;

    ApplyingSpreadsheet(
            ImportingSpreadsheet importing,
            WorkingPlan working,
            Plans plans,
            EditingItem editing,
            Spreadsheets spreadsheets) {
        this.importing = importing;
        this.working = working;
        this.plans = plans;
        this.editing = editing;
        this.spreadsheets = spreadsheets;
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
        int made = 0;
        int changed = 0;
        int prepared = 0;
        for (var entry : proposal.changing()) {
            switch (answer(who, sent.plan(), entry)) {
                case Answer.Saved saved -> {
                    if (entry.outcome() == Proposal.Outcome.NEW) {
                        made++;
                    } else if (saved.item().preparation() != null) {
                        prepared++;
                    } else {
                        changed++;
                    }
                }
                case Answer.NotAllowed(var key) -> {
                    return stopped(key);
                }
                case Answer.Refused _, Answer.Collided _, Answer.Unknown _ -> {
                    return stopped("spreadsheet.moved");
                }
            }
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

    private Answer answer(Editor who, String plan, Proposal.Entry entry) {
        var place = ItemPlace.of(ItemKind.CAMPAIGN, entry.key());
        var tree = new LinkedHashMap<>(entry.tree());
        tree.remove("status");
        if (entry.outcome() == Proposal.Outcome.NEW) {
            return editing.create(who, plan, place, tree);
        }
        return editing.find(plan, place)
                .map(item -> editing.change(who, plan, place, item.version(), tree))
                .orElseGet(Answer.Unknown::new);
    }

    private static Outcome stopped(String key) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new Outcome.Stopped(key);
    }
}
