package org.marronnier.store.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceSubject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Audience counts in PostgreSQL. */
@Repository
@Transactional
class JdbcAudienceCounts implements AudienceCounts {

    private final JdbcClient jdbc;
    private final WaitingList waiting;

    JdbcAudienceCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.waiting = new WaitingList(jdbc, "audience_count");
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<AudienceCount> find(String plan, AudienceSubject subject) {
        return jdbc.sql("select * from audience_count where plan = :plan and subject = :subject")
                .param("plan", plan)
                .param("subject", subject.text())
                .query((row, _) -> count(row))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<AudienceSubject, AudienceCount> all(String plan) {
        var counts = new HashMap<AudienceSubject, AudienceCount>();
        jdbc.sql("select * from audience_count where plan = :plan")
                .param("plan", plan)
                .query(
                        row -> {
                            counts.put(AudienceSubject.parse(row.getString("subject")), count(row));
                        });
        return counts;
    }

    @Override
    public void ask(String plan, AudienceSubject subject, String condition, Instant now) {
        waiting.ask(plan, subject.text(), condition, now);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean computeOne(Function<Asked, Optional<Answer>> compute) {
        var claimed =
                waiting.claim()
                        .map(one -> new Asked(one.plan(), AudienceSubject.parse(one.subject())));
        claimed.ifPresent(asked -> keep(asked, compute.apply(asked)));
        return claimed.isPresent();
    }

    @Override
    public void fail(Asked asked) {
        keep(asked, Optional.empty());
    }

    private void keep(Asked asked, Optional<Answer> answer) {
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
                AudienceCount.State.valueOf(row.getString("state")),
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
