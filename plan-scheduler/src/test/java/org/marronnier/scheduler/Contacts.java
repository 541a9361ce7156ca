package org.marronnier.scheduler;

import java.util.Locale;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contacts that tests write straight into the database. */
public final class Contacts {

    private final JdbcClient jdbc;

    public Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Contacts C000001 and on, who all agreed to offers by e-mail. */
    public void many(int count) {
        jdbc.sql(
                        """
                insert into contact (external_id, email, email_key, first_name)
                select 'C' || to_char(n, 'FM000000'), 'c' || n || '@maison.example', 'c' || n || '@maison.example', 'Zoé ' || n
                from generate_series(1, :count) n
                """)
                .param("count", count)
                .update();
        agree(Channel.EMAIL);
    }

    /** All who are there agreed to offers by some channels. */
    public Contacts agree(Channel... channels) {
        jdbc.sql(
                        """
                insert into consent (contact_id, channel, purpose, status, at)
                select id, channel, 'offers', 'GRANTED', '2026-01-01T00:00:00Z'
                from contact, unnest(cast(:channels as text[])) channel
                on conflict do nothing
                """)
                .param("channels", Stream.of(channels).map(Channel::name).toArray(String[]::new))
                .update();
        return this;
    }

    /** One who agreed to offers by e-mail. */
    public Contacts agreed(String externalId, String set) {
        return one(externalId, set).says(externalId, "GRANTED", "2026-01-01T00:00:00Z");
    }

    public Contacts one(String externalId, String set) {
        jdbc.sql(
                        """
                insert into contact (external_id, email, email_key, first_name)
                values (:id, :email, :email, 'Zoé')
                """)
                .param("id", externalId)
                .param("email", externalId.toLowerCase(Locale.ROOT) + "@maison.example")
                .update();
        if (!set.isBlank()) {
            jdbc.sql("update contact set " + set + " where external_id = :id")
                    .param("id", externalId)
                    .update();
        }
        return this;
    }

    public Contacts says(String externalId, String status, String at) {
        jdbc.sql(
                        """
                insert into consent (contact_id, channel, purpose, status, at)
                select id, 'EMAIL', 'offers', :status, cast(:at as timestamptz) from contact where external_id = :id
                """)
                .param("id", externalId)
                .param("status", status)
                .param("at", at)
                .update();
        return this;
    }
}
