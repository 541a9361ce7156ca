package org.marronnier.store.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Preference;
import org.marronnier.domain.contact.Preferences;
import org.marronnier.domain.time.Span;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Contacts' own preferences in PostgreSQL. */
@Component
@Transactional
class JdbcPreferences implements Preferences {

    private final JdbcClient jdbc;

    JdbcPreferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Preference> of(long contact) {
        return jdbc.sql(
                        "select channel, max, span, set_at from contact_preference where contact_id = :contact order by channel")
                .param("contact", contact)
                .query((row, _) -> preference(row))
                .list();
    }

    @Override
    public Preference set(long contact, Channel channel, int max, Span span, Instant now) {
        var wanted = new Preference(channel, max, span, now);
        jdbc.sql(
                        """
                        insert into contact_preference as kept (contact_id, channel, max, span, set_at)
                        values (:contact, :channel, :max, :span, :now)
                        on conflict (contact_id, channel) do update
                        set max = excluded.max, span = excluded.span, set_at = excluded.set_at
                        where (kept.max, kept.span) is distinct from (excluded.max, excluded.span)
                        """)
                .param("contact", contact)
                .param("channel", wanted.channel().name())
                .param("max", wanted.max())
                .param("span", wanted.span().toString())
                .param("now", Instants.toSql(now))
                .update();
        return jdbc.sql(
                        "select channel, max, span, set_at from contact_preference where contact_id = :contact and channel = :channel")
                .param("contact", contact)
                .param("channel", channel.name())
                .query((row, _) -> preference(row))
                .single();
    }

    @Override
    public boolean remove(long contact, Channel channel) {
        return jdbc.sql(
                                "delete from contact_preference where contact_id = :contact and channel = :channel")
                        .param("contact", contact)
                        .param("channel", channel.name())
                        .update()
                > 0;
    }

    private static Preference preference(ResultSet row) throws SQLException {
        return new Preference(
                Channel.valueOf(row.getString("channel")),
                row.getInt("max"),
                Span.parse(row.getString("span")),
                Instants.from(row, "set_at"));
    }
}
