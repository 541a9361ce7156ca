package org.marronnier.web.plan;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.objective.Progress;
import org.marronnier.engine.diagnostic.Shares;
import org.marronnier.web.shell.Figures;
import org.springframework.stereotype.Component;

/** The figures, positions and tones of the plan page. */
@Component("goals")
public final class Goals {

    private static final int SHARE_SCALE = 2;
    private static final double SMALL_SHARE = 0.01;
    private static final double HUNDRED = 100;

    private final Figures figures;

    Goals(Figures figures) {
        this.figures = figures;
    }

    /** A figure of a KPI, with as many decimals as it was given. */
    public String figure(BigDecimal figure, KpiUnit unit) {
        return unit == KpiUnit.SHARE
                ? figures.percent(figure.doubleValue(), Math.max(0, figure.scale() - SHARE_SCALE))
                : figures.decimal(figure.doubleValue(), Math.max(0, figure.scale()));
    }

    /** A figure of a KPI as it was measured, with as many decimals as make sense of it. */
    public String measured(BigDecimal figure, KpiUnit unit) {
        var size = figure.abs().doubleValue();
        if (unit == KpiUnit.SHARE) {
            return figures.percent(
                    figure.doubleValue(), size == 0 ? 0 : size < SMALL_SHARE ? 2 : 1);
        }
        return figures.decimal(figure.doubleValue(), size >= HUNDRED ? 0 : 2);
    }

    /** The icon of how far an objective has come. */
    public String icon(Progress.Standing standing) {
        return switch (standing) {
            case REACHED, ON_TIME -> "check";
            case AHEAD -> "trending-up";
            case LATE -> "clock-exclamation";
            case AWAY -> "alert-triangle";
        };
    }

    /** Where a new programme for a stage and a touchpoint is made. */
    public String newProgramme(@Nullable String stage, @Nullable String touchpoint) {
        return FindingWords.newProgrammeAt(stage, touchpoint);
    }

    public List<Intent> intents() {
        return List.of(Intent.values());
    }

    /** The types, those that ask most of the contact first. */
    public List<MessageType> types() {
        return List.of(MessageType.PROMOTIONAL, MessageType.SERVICE, MessageType.TRANSACTIONAL);
    }

    public double promotional(Shares shares) {
        return shares.types().getOrDefault(MessageType.PROMOTIONAL, 0.0);
    }

    public double service(Shares shares) {
        return shares.types().getOrDefault(MessageType.SERVICE, 0.0);
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
