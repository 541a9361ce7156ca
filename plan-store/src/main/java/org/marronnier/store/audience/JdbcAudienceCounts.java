package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.computing.ComputingState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Audience counts in PostgreSQL. */
@Repository
@Transactional
class JdbcAudienceCounts implements AudienceCounts {

    private final JdbcClient jdbc;
    private final WaitingList<AudienceSubject, AudienceCount> waiting;

    JdbcAudienceCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.waiting =
                new WaitingList<>(
                        jdbc, "audience_count", AudienceSubject::parse, (row, _) -> count(row));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AudienceCount> find(String plan, AudienceSubject subject) {
        return waiting.find(plan, subject);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<AudienceSubject, AudienceCount> all(String plan) {
        return waiting.all(plan);
    }

    @Override
    public void ask(String plan, AudienceSubject subject, String definition, Instant now) {
        waiting.ask(plan, subject, definition, now);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean computeOne(Function<Asked<AudienceSubject>, Optional<Answer>> compute) {
        return waiting.computeOne(compute, this::keep);
    }

    @Override
    public void fail(Asked<AudienceSubject> asked) {
        keep(asked, Optional.empty());
    }

    private void keep(Asked<AudienceSubject> asked, Optional<Answer> answer) {
        var figures = answer.map(Answer::figures);
        jdbc.sql(
                        """
                        update audience_count
                        set state = :state,
                            condition = coalesce(:condition, condition),
                            contacts = coalesce(:contacts, contacts),
                            with_email = coalesce(:withEmail, with_email),
                            with_phone = coalesce(:withPhone, with_phone),
                            computed_at = coalesce(:at, computed_at)
                        where plan = :plan and subject = :subject
                        """)
                .param("state", answer.isPresent() ? "DONE" : "FAILED")
                .param("condition", answer.map(Answer::condition).orElse(null))
                .param("contacts", figures.map(AudienceCount.Figures::contacts).orElse(null))
                .param("withEmail", figures.map(AudienceCount.Figures::withEmail).orElse(null))
                .param("withPhone", figures.map(AudienceCount.Figures::withPhone).orElse(null))
                .param("at", figures.map(one -> one.at().atOffset(ZoneOffset.UTC)).orElse(null))
                .param("plan", asked.plan())
                .param("subject", asked.subject().text())
                .update();
    }

    private static AudienceCount count(ResultSet row) throws SQLException {
        var at = row.getObject("computed_at", OffsetDateTime.class);
        return new AudienceCount(
                ComputingState.valueOf(row.getString("state")),
                at == null
                        ? null
                        : new AudienceCount.Figures(
                                row.getLong("contacts"),
                                row.getLong("with_email"),
                                row.getLong("with_phone"),
                                at.toInstant()),
                row.getString("condition"));
    }
}
