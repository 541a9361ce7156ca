package org.marronnier.web.plan;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.web.shell.Figures;
import org.springframework.stereotype.Component;

/** The figures, positions and tones of the plan page. */
@Component("goals")
public final class Goals {

    private static final int SHARE_SCALE = 2;

    private final Figures figures;

    Goals(Figures figures) {
        this.figures = figures;
    }

    /** A figure of a KPI, with as many decimals as it was given. */
    public String figure(BigDecimal figure, Enum<?> unit) {
        return unit == PlanOnAPage.Unit.SHARE
                ? figures.percent(figure.doubleValue(), Math.max(0, figure.scale() - SHARE_SCALE))
                : figures.decimal(figure.doubleValue(), Math.max(0, figure.scale()));
    }

    /** janv. or Jan */
    public String shortMonth(YearMonth month, Locale locale) {
        return month.getMonth().getDisplayName(TextStyle.SHORT, locale);
    }

    /** The tone of a programme or scenario on the map. */
    public String tone(Status status) {
        return switch (status) {
            case LIVE -> "live";
            case APPROVED, SUBMITTED -> "planned";
            case PAUSED -> "paused";
            case DRAFT -> "draft";
            case ENDED -> "ended";
        };
    }
}
