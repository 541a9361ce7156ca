package org.marronnier.store.figure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.figure.PlanFigures;
import org.marronnier.store.audience.WaitingList;
import org.marronnier.store.json.Json;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Figures of plans in PostgreSQL. */
@Repository
@Transactional
class JdbcPlanFigures implements PlanFigures {

    private final JdbcClient jdbc;
    private final WaitingList waiting;

    JdbcPlanFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.waiting = new WaitingList(jdbc, "plan_figure");
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, PlanFigure> of(String plan) {
        var figures = new HashMap<String, PlanFigure>();
        jdbc.sql("select * from plan_figure where plan = :plan")
                .param("plan", plan)
                .query(
                        (RowCallbackHandler)
                                row -> figures.put(row.getString("subject"), figure(row)));
        return figures;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PlanFigure> find(String plan, FigureSubject subject) {
        return jdbc.sql("select * from plan_figure where plan = :plan and subject = :subject")
                .param("plan", plan)
                .param("subject", subject.text())
                .query((row, _) -> figure(row))
                .optional();
    }

    @Override
    public void ask(String plan, FigureSubject subject, String definition, Instant now) {
        waiting.ask(plan, subject.text(), definition, now);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean computeOne(Function<Asked, Optional<Answer>> compute) {
        var claimed =
                waiting.claim()
                        .map(one -> new Asked(one.plan(), FigureSubject.parse(one.subject())));
        claimed.ifPresent(asked -> keep(asked, compute.apply(asked)));
        return claimed.isPresent();
    }

    @Override
    public void fail(Asked asked) {
        keep(asked, Optional.empty());
    }

    private void keep(Asked asked, Optional<Answer> answer) {
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
                PlanFigure.State.valueOf(row.getString("state")),
                figure == null ? null : FigureTree.read(new Json(figure).tree()),
                at == null ? null : at.toInstant(),
                row.getString("condition"));
    }
}
