package org.marronnier.web.campaign;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.web.shell.PlainText;

/**
 * The campaigns of a plan that a search and a filter show: those to come first, the next one in
 * front, then those that are over, the last one in front, then those without a date.
 *
 * @param hidden how many the filter hides of those that the search finds
 */
record CampaignList(List<Line> lines, int hidden) {

    /**
     * @param at its next occurrence, or its last where there is none any more; null without a start
     */
    record Line(CampaignBrief campaign, Status status, @Nullable LocalDateTime at, boolean over) {}

    static CampaignList of(
            PlanDocument plan, String search, CampaignFilter filter, LocalDateTime now) {
        var words = PlainText.of(search);
        var coming = new ArrayList<Line>();
        var over = new ArrayList<Line>();
        var undated = new ArrayList<Line>();
        var hidden = 0;
        for (var campaign : plan.campaigns()) {
            if (!matches(campaign.brief(), words)) {
                continue;
            }
            if (!filter.shows(campaign)) {
                hidden++;
                continue;
            }
            var line = line(campaign, now, plan.plan().zone());
            (line.at == null ? undated : line.over ? over : coming).add(line);
        }
        Comparator<Line> byName = Comparator.comparing(line -> line.campaign().name());
        Comparator<Line> byDate = Comparator.comparing(CampaignList::date);
        coming.sort(byDate.thenComparing(byName));
        over.sort(byDate.reversed().thenComparing(byName));
        undated.sort(byName);
        coming.addAll(over);
        coming.addAll(undated);
        return new CampaignList(List.copyOf(coming), hidden);
    }

    private static LocalDateTime date(Line line) {
        return line.at == null ? LocalDateTime.MIN : line.at;
    }

    private static Line line(PlanDocument.Campaign campaign, LocalDateTime now, ZoneId zone) {
        var start = campaign.brief().start();
        if (start == null) {
            return new Line(campaign.brief(), campaign.status(), null, false);
        }
        var next = Occurrences.of(campaign.brief(), zone).from(now);
        var isOver = !next.hasNext();
        return new Line(campaign.brief(), campaign.status(), isOver ? start : next.next(), isOver);
    }

    private static boolean matches(CampaignBrief campaign, String words) {
        return PlainText.of(campaign.name()).contains(words)
                || PlainText.of(campaign.key()).contains(words)
                || campaign.tags().stream().anyMatch(tag -> PlainText.of(tag).contains(words));
    }
}
