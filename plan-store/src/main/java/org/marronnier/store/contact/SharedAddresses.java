package org.marronnier.store.contact;

import java.util.Set;
import org.marronnier.domain.contact.Contact;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Contacts that may be reached at one address (gate 5 of the decision rules). */
@Repository
@Transactional(readOnly = true)
public class SharedAddresses {

    /** As many as are looked at; who shares an address with more is rare, and no person. */
    private static final int SOME = 20;

    private final JdbcClient jdbc;

    SharedAddresses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The first contacts, by external id, that come before one and have its e-mail address, or in
     * its household its telephone number.
     */
    public Set<Long> heldBefore(Contact contact) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select id
                                from (select other.id, other.external_id, asked.external_id as before
                                      from contact asked join contact other on other.email_key = asked.email_key
                                      where asked.id = :contact
                                      union
                                      select other.id, other.external_id, asked.external_id
                                      from contact asked
                                           join contact other on other.household = asked.household and other.phone = asked.phone
                                      where asked.id = :contact) sharing
                                where external_id < before
                                order by external_id
                                limit :some
                                """)
                        .param("contact", contact.id())
                        .param("some", SOME)
                        .query(Long.class)
                        .list());
    }
}
