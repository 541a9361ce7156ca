package org.marronnier.store.user;

import java.sql.Timestamp;
import java.time.Instant;
import org.marronnier.domain.user.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
final class StoredAudit implements Audit {

    private final JdbcClient jdbc;

    StoredAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void note(Instant at, String who, String what, String subject) {
        jdbc.sql("insert into audit (at, who, what, subject) values (:at, :who, :what, :subject)")
                .param("at", Timestamp.from(at))
                .param("who", who)
                .param("what", what)
                .param("subject", subject)
                .update();
    }
}
