package org.marronnier.store.figure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.figure.PlanFigures;
import org.marronnier.store.audience.WaitingList;
import org.marronnier.store.json.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Figures of plans in PostgreSQL. */
@Repository
@Transactional
class JdbcPlanFigures implements PlanFigures {

    private final JdbcClient jdbc;
    private final WaitingList<FigureSubject, PlanFigure> waiting;

    JdbcPlanFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.waiting =
                new WaitingList<>(
                        jdbc, "plan_figure", FigureSubject::parse, (row, _) -> figure(row));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PlanFigure> find(String plan, FigureSubject subject) {
        return waiting.find(plan, subject);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<FigureSubject, PlanFigure> all(String plan) {
        return waiting.all(plan);
    }

    @Override
    public void ask(String plan, FigureSubject subject, String definition, Instant now) {
        waiting.ask(plan, subject, definition, now);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean computeOne(Function<Asked<FigureSubject>, Optional<Answer>> compute) {
        return waiting.computeOne(compute, this::keep);
    }

    @Override
    public void fail(Asked<FigureSubject> asked) {
        keep(asked, Optional.empty());
    }

    private void keep(Asked<FigureSubject> asked, Optional<Answer> answer) {
        jdbc.sql(
                        """
                        update plan_figure
                        set state = :state,
                            condition = coalesce(:condition, condition),
                            figure = coalesce(cast(:figure as jsonb), figure),
                            computed_at = coalesce(:at, computed_at)
                        where plan = :plan and subject = :subject
                        """)
                .param("state", answer.isPresent() ? "DONE" : "FAILED")
                .param("condition", answer.map(Answer::definition).orElse(null))
                .param(
                        "figure",
                        answer.map(one -> Json.of(FigureTree.write(one.figure())).text())
                                .orElse(null))
                .param("at", answer.map(one -> one.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .param("plan", asked.plan())
                .param("subject", asked.subject().text())
                .update();
    }

    private static PlanFigure figure(ResultSet row) throws SQLException {
        var at = row.getObject("computed_at", OffsetDateTime.class);
        var figure = row.getString("figure");
        return new PlanFigure(
                ComputingState.valueOf(row.getString("state")),
                figure == null ? null : FigureTree.read(new Json(figure).tree()),
                at == null ? null : at.toInstant(),
                row.getString("condition"));
    }
}
