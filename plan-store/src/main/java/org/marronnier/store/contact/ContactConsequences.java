package org.marronnier.store.contact;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What changes of contacts mean for their enrolments and messages. These are held before contacts
 * everywhere; so a change only notes that something follows, and it is done here, in a transaction
 * that holds no contact.
 */
@Repository
@Transactional
public class ContactConsequences {

    private final JdbcClient jdbc;

    public ContactConsequences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Consequence(long contact, String what) {}

    /**
     * Does what follows from some changes: whoever moved to another zone waits for its local times,
     * and nothing is known any more of the addresses of whoever was erased.
     *
     * @return of how many changes
     */
    public int follow(int limit) {
        var taken =
                jdbc.sql(
                                """
                delete from contact_consequence where id = any (array(
                    select id from contact_consequence order by id limit :limit for update skip locked))
                returning contact_id, what
                """)
                        .param("limit", limit)
                        .query((row, _) -> new Consequence(row.getLong(1), row.getString(2)))
                        .list();
        lookAtWaitsAgain(of(taken, "MOVED"));
        forgetAddresses(of(taken, "ERASED"));
        return taken.size();
    }

    private static Long[] of(List<Consequence> taken, String what) {
        return taken.stream()
                .filter(one -> one.what.equals(what))
                .map(Consequence::contact)
                .distinct()
                .toArray(Long[]::new);
    }

    private void lookAtWaitsAgain(Long[] contacts) {
        if (contacts.length == 0) {
            return;
        }
        var waiting =
                jdbc.sql(
                                """
                select id from enrolment
                where contact_id = any (:contacts) and state = 'RUNNING' and waits_for = 'WAIT'
                order by id for no key update
                """)
                        .param("contacts", contacts)
                        .query(Long.class)
                        .list();
        jdbc.sql("update enrolment set act_at = least(act_at, due) where id = any (:waiting)")
                .param("waiting", waiting.toArray(Long[]::new))
                .update();
    }

    private void forgetAddresses(Long[] contacts) {
        if (contacts.length == 0) {
            return;
        }
        var messages =
                jdbc.sql(
                                """
                select id from message
                where contact_id = any (:contacts) and (sent_to is not null or status = 'QUEUED')
                order by id for no key update
                """)
                        .param("contacts", contacts)
                        .query(Long.class)
                        .list()
                        .toArray(Long[]::new);
        jdbc.sql("update message set sent_to = null where id = any (:messages)")
                .param("messages", messages)
                .update();
        jdbc.sql("update outbox set sent_to = null where message_id = any (:messages)")
                .param("messages", messages)
                .update();
    }
}
