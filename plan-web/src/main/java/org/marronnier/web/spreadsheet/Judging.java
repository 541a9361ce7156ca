package org.marronnier.web.spreadsheet;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.shell.Figures;

/**
 * Judges rows with the whole plan: what the plan document would refuse is refused with the words of
 * its reader, and the rest is compared with what stands.
 */
final class Judging {

    private static final Pattern CAMPAIGN = Pattern.compile("campaigns\\[(\\d+)](?:\\.(\\w+).*)?");

    private final PlanDocument plan;
    private final PlanReader reader;
    private final CampaignCells cells;
    private final Figures figures;

    Judging(PlanDocument plan, PlanReader reader, CampaignCells cells, Figures figures) {
        this.plan = plan;
        this.reader = reader;
        this.cells = cells;
        this.figures = figures;
    }

    Proposal judge(CampaignRows rows) {
        var whole = whole(rows);
        Map<String, PlanDocument.Campaign> before = byKey(plan);
        Map<String, PlanDocument.Campaign> after = byKey(whole);
        var entries = new ArrayList<Proposal.Entry>();
        for (var candidate : rows.candidates().values()) {
            var campaign = after.get(candidate.key());
            if (campaign == null) {
                continue;
            }
            var entry = entry(candidate, before.get(candidate.key()), campaign);
            if (entry.outcome() == Proposal.Outcome.CHANGED && campaign.status() == Status.ENDED) {
                rows.refuse(entry.line(), List.of(ended(entry)));
            } else {
                entries.add(entry);
            }
        }
        var refusals = new ArrayList<>(rows.refusals());
        refusals.sort(Comparator.comparingInt(Refusal::line));
        return new Proposal(entries, refusals, rows.refused(), rows.empty(), rows.unknown());
    }

    /** The plan with all rows that hold in it; what does not hold is refused on the way. */
    private PlanDocument whole(CampaignRows rows) {
        while (!rows.candidates().isEmpty()) {
            var order = new ArrayList<String>();
            var tree = tree(rows, order);
            switch (reader.read(tree)) {
                case Reading.Accepted accepted -> {
                    return accepted.document();
                }
                case Reading.Refused refused -> refuse(refused.mistakes(), order, rows);
            }
        }
        return plan;
    }

    /**
     * @param order filled with the keys of the campaigns in their order
     */
    private Map<String, Object> tree(CampaignRows rows, List<String> order) {
        var campaigns = new ArrayList<Map<String, Object>>();
        for (var each : CampaignRows.trees(plan)) {
            var key = String.valueOf(each.get("key"));
            var candidate = rows.candidates().get(key);
            campaigns.add(candidate == null ? each : candidate.tree());
            order.add(key);
        }
        for (var candidate : rows.candidates().values()) {
            if (candidate.isNew()) {
                campaigns.add(candidate.tree());
                order.add(candidate.key());
            }
        }
        var tree = new LinkedHashMap<>(PlanWriter.write(plan));
        tree.put("campaigns", campaigns);
        return tree;
    }

    /** Takes out every row that a mistake names; all of them where no row is named. */
    private static void refuse(List<Mistake> mistakes, List<String> order, CampaignRows rows) {
        var wrong = new LinkedHashMap<String, List<Refusal>>();
        for (var mistake : mistakes) {
            var found = CAMPAIGN.matcher(mistake.path());
            if (found.matches()) {
                var key = order.get(Integer.parseInt(found.group(1)));
                var candidate = rows.candidates().get(key);
                if (candidate != null) {
                    wrong.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(refusal(candidate, found.group(2), mistake));
                }
            }
        }
        if (wrong.isEmpty()) {
            var first = mistakes.getFirst();
            rows.candidates()
                    .forEach(
                            (key, candidate) ->
                                    wrong.put(key, List.of(refusal(candidate, null, first))));
        }
        wrong.forEach(
                (key, why) -> {
                    var candidate = rows.candidates().remove(key);
                    rows.refuse(candidate == null ? 0 : candidate.line(), why);
                });
    }

    private static Refusal refusal(
            CampaignRows.Candidate candidate, @Nullable String field, Mistake mistake) {
        var value = field == null ? null : candidate.tree().get(field);
        return new Refusal(
                candidate.line(),
                column(field),
                value == null ? "" : String.valueOf(value),
                Reason.of(Reason.PLAN, mistake.telling()));
    }

    private static Refusal ended(Proposal.Entry entry) {
        return new Refusal(entry.line(), null, entry.name(), Reason.of("ended"));
    }

    private static @Nullable Column column(@Nullable String field) {
        for (var column : Column.values()) {
            if (column.field().equals(field)) {
                return column;
            }
        }
        return null;
    }

    private Proposal.Entry entry(
            CampaignRows.Candidate candidate,
            PlanDocument.@Nullable Campaign before,
            PlanDocument.Campaign after) {
        var outcome =
                before == null
                        ? Proposal.Outcome.NEW
                        : before.brief().equals(after.brief())
                                ? Proposal.Outcome.SAME
                                : Proposal.Outcome.CHANGED;
        return new Proposal.Entry(
                candidate.line(),
                outcome,
                after.brief().key(),
                after.brief().name(),
                after.brief().start(),
                candidate.tree(),
                outcome == Proposal.Outcome.CHANGED && before != null
                        ? changes(before, after)
                        : List.of());
    }

    private List<Proposal.Change> changes(
            PlanDocument.Campaign before, PlanDocument.Campaign after) {
        var changes = new ArrayList<Proposal.Change>();
        for (var column : Column.values()) {
            var was = shown(column, before);
            var is = shown(column, after);
            if (!was.equals(is)) {
                changes.add(new Proposal.Change(column, was, is));
            }
        }
        return changes;
    }

    private String shown(Column column, PlanDocument.Campaign campaign) {
        return switch (column) {
            case TIME, STATUS, KEY -> "";
            case DATE -> start(campaign.brief().start());
            default -> cells.cell(column, campaign).shown();
        };
    }

    private String start(@Nullable LocalDateTime start) {
        return start == null ? "" : figures.dateTime(start);
    }

    private static Map<String, PlanDocument.Campaign> byKey(PlanDocument plan) {
        var campaigns = new HashMap<String, PlanDocument.Campaign>();
        plan.campaigns().forEach(campaign -> campaigns.put(campaign.brief().key(), campaign));
        return campaigns;
    }
}
