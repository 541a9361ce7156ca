package org.marronnier.web.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.web.campaign.CampaignFilter;
import org.marronnier.web.campaign.FilterMenu;

/** A page of the calendar, as its address says it: the month, the view and the filter. */
public record MonthAddress(YearMonth month, boolean list, CampaignFilter filter) {

    private static final String PATH = "/calendar";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    /**
     * The month that an address names, or else today's, or the month of the plan that is nearest to
     * it.
     */
    static YearMonth month(@Nullable String text, PlanFrame plan, LocalDate today) {
        if (text != null) {
            try {
                var month = YearMonth.parse(text);
                if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
                    return month;
                }
            } catch (DateTimeException _) {
                return month(null, plan, today);
            }
        }
        if (today.isBefore(plan.from())) {
            return YearMonth.from(plan.from());
        }
        return YearMonth.from(today.isAfter(plan.to()) ? plan.to() : today);
    }

    public String previous() {
        return new MonthAddress(month.minusMonths(1), list, filter).href();
    }

    public String next() {
        return new MonthAddress(month.plusMonths(1), list, filter).href();
    }

    public String of(YearMonth other) {
        return new MonthAddress(other, list, filter).href();
    }

    public String asGrid() {
        return new MonthAddress(month, false, filter).href();
    }

    public String asList() {
        return new MonthAddress(month, true, filter).href();
    }

    public String unfiltered() {
        return new MonthAddress(month, list, CampaignFilter.NONE).href();
    }

    public List<FilterMenu> menus() {
        return FilterMenu.of(filter, PATH, others());
    }

    /** The address of the feed, to which the days are still to be added. */
    public String feed() {
        return FilterMenu.href(PATH + "/feed", filter, Map.of());
    }

    String href() {
        return FilterMenu.href(PATH, filter, others());
    }

    private Map<String, String> others() {
        var others = new LinkedHashMap<String, String>();
        others.put("month", month.toString());
        if (list) {
            others.put("view", "list");
        }
        return others;
    }
}
