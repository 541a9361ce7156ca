package org.marronnier.store.inbound;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages that contacts may be shown on the web. */
@Repository
@Transactional
public class WebOffers {

    /** What a message is. */
    public record Classification(
            String plan,
            String source,
            @Nullable String occurrence,
            String type,
            @Nullable String purpose,
            @Nullable String programme,
            Set<String> tags,
            @Nullable String offer,
            String template) {}

    /** A step of an enrolment, from where its message may be shown. */
    public record Made(
            long enrolment,
            long scenario,
            String step,
            long contact,
            Instant due,
            Instant expiry,
            Classification what) {}

    /** An occurrence of a campaign. */
    public record Occurrence(String plan, String source, Instant due) {}

    /**
     * A message that may be shown, or was.
     *
     * @param edition by which the contact goes through the scenario; null for a campaign
     */
    public record Offer(
            long id,
            long contact,
            @Nullable Long enrolment,
            @Nullable Long scenario,
            @Nullable Long edition,
            @Nullable String step,
            String plan,
            String source,
            Instant due,
            Instant expiry,
            @Nullable Instant shownAt) {}

    private static final String OFFER =
            """
            select o.*, e.edition_id
            from web_offer o left join enrolment e on e.id = o.enrolment_id
            """;

    private final JdbcClient jdbc;

    public WebOffers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A step offers its message; one that did already stays as it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void make(Made made) {
        offering(made.what, made.contact, made.due, made.expiry, "on conflict do nothing")
                .param("enrolment", made.enrolment)
                .param("scenario", made.scenario)
                .param("step", made.step)
                .update();
    }

    /**
     * The offer of an occurrence of a campaign to a contact, which is made where there is none;
     * empty where the contact is gone.
     */
    public Optional<Long> of(Classification what, long contact, Instant due, Instant expiry) {
        return offering(
                        what,
                        contact,
                        due,
                        expiry,
                        """
                on conflict (contact_id, plan, source, due) where enrolment_id is null and not doubled
                    do update set expiry = excluded.expiry, type = excluded.type, purpose = excluded.purpose,
                        programme = excluded.programme, tags = excluded.tags, offer = excluded.offer,
                        template = excluded.template
                returning id
                """)
                .param("enrolment", null, Types.BIGINT)
                .param("scenario", null, Types.BIGINT)
                .param("step", null, Types.VARCHAR)
                .query(Long.class)
                .optional();
    }

    /** Held meanwhile, the contact cannot be merged away without what it is offered. */
    private JdbcClient.StatementSpec offering(
            Classification what, long contact, Instant due, Instant expiry, String repeated) {
        return jdbc.sql(
                        """
                insert into web_offer (enrolment_id, scenario_id, step, contact_id, due, expiry, plan, source,
                                       occurrence, type, purpose, programme, tags, offer, template)
                select cast(:enrolment as bigint), cast(:scenario as bigint), :step, id,
                       cast(:due as timestamptz), cast(:expiry as timestamptz), :plan, :source,
                       :occurrence, :type, :purpose, :programme, cast(:tags as text[]), :offer, :template
                from contact where id = :contact for key share
                """
                                + repeated)
                .param("contact", contact)
                .param("due", toSql(due))
                .param("expiry", toSql(expiry))
                .param("plan", what.plan)
                .param("source", what.source)
                .param("occurrence", what.occurrence)
                .param("type", what.type)
                .param("purpose", what.purpose)
                .param("programme", what.programme)
                .param("tags", what.tags.stream().sorted().toArray(String[]::new))
                .param("offer", what.offer)
                .param("template", what.template);
    }

    /**
     * What scenarios offer a contact at an instant and was not shown, be it to a contact that was
     * merged into it; nothing of enrolments that were ended from outside, or are of a time in
     * service that is over.
     */
    @Transactional(readOnly = true)
    public List<Offer> ofScenarios(long contact, Instant now) {
        return jdbc.sql(
                        OFFER
                                + """
                where o.contact_id = :contact and o.expiry >= :now and o.due <= :now and o.shown_at is null
                  and e.state in ('RUNNING', 'DONE', 'FAILED') and e.contact_id = o.contact_id and not o.doubled
                  and e.id >= (select begins_with from live_scenario s where s.id = o.scenario_id)
                  and not exists (select from web_offer d
                                  where d.contact_id = o.contact_id and d.expiry >= :now and d.doubled
                                    and d.shown_at is not null and d.plan = o.plan and d.source = o.source
                                    and d.step = o.step and d.due = o.due)
                order by o.id
                """)
                .param("contact", contact)
                .param("now", toSql(now))
                .query(WebOffers::offer)
                .list();
    }

    /** The occurrences of campaigns that a contact was shown and that are not over. */
    @Transactional(readOnly = true)
    public Set<Occurrence> shown(long contact, Instant now) {
        return jdbc.sql(
                        """
                select plan, source, due from web_offer
                where contact_id = :contact and expiry >= :now and enrolment_id is null and shown_at is not null
                """)
                .param("contact", contact)
                .param("now", toSql(now))
                .query(
                        (row, _) ->
                                new Occurrence(
                                        row.getString("plan"),
                                        row.getString("source"),
                                        Instants.from(row, "due")))
                .set();
    }

    /**
     * Holds the enrolment that waits for what becomes of an offer; before its contact, in the order
     * of those who walk through scenarios.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdEnrolment(long id, long contact) {
        jdbc.sql(
                        """
                        select e.id from web_offer o join enrolment e on e.id = o.enrolment_id
                        where o.id = :id and o.contact_id = :contact and e.state = 'RUNNING'
                        for no key update of e
                        """)
                .param("id", id)
                .param("contact", contact)
                .query(Long.class)
                .optional();
    }

    /** One of a contact, which nobody else changes until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Offer> hold(long id, long contact) {
        return jdbc.sql(OFFER + "where o.id = :id and o.contact_id = :contact for update of o")
                .param("id", id)
                .param("contact", contact)
                .query(WebOffers::offer)
                .optional();
    }

    /**
     * An offer was shown: it is a message of the contact from now on, and who waits for what
     * becomes of it, or enters by it, is looked at again.
     *
     * @param capacityDay the day of which it takes a place of the web's capacity, where that is
     *     limited
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void show(Offer offer, Instant at, @Nullable LocalDate capacityDay, Instant now) {
        jdbc.sql(
                        """
                with shown as (
                    insert into message (id, contact_id, plan, source, occurrence, channel, type, purpose, programme, tags,
                                         offer, template, status, at, sent_at, enrolment_id, step, capacity_day)
                    overriding system value
                    select id, contact_id, plan, source, occurrence, 'WEB', type, purpose, programme, tags, offer,
                           template, 'SENT', cast(:at as timestamptz), cast(:at as timestamptz), enrolment_id, step,
                           cast(:day as date)
                    from web_offer where id = :id
                    returning contact_id
                )
                insert into arrival (contact_id, at, received_at)
                select contact_id, cast(:now as timestamptz), cast(:now as timestamptz) from shown
                where is_listened('entry')
                """)
                .param("id", offer.id)
                .param("now", toSql(now))
                .param("at", toSql(at))
                .param("day", capacityDay == null ? null : capacityDay.toString())
                .update();
        jdbc.sql("update web_offer set shown_at = :at where id = :id")
                .param("id", offer.id)
                .param("at", toSql(at))
                .update();
        if (offer.enrolment != null) {
            jdbc.sql(
                            """
                    update enrolment set act_at = :now
                    where id = :enrolment and state = 'RUNNING' and waits_for = 'OUTCOME' and act_at > :now
                    """)
                    .param("enrolment", offer.enrolment)
                    .param("now", toSql(now))
                    .update();
        }
    }

    private static Offer offer(ResultSet row, int number) throws SQLException {
        return new Offer(
                row.getLong("id"),
                row.getLong("contact_id"),
                row.getObject("enrolment_id", Long.class),
                row.getObject("scenario_id", Long.class),
                row.getObject("edition_id", Long.class),
                row.getString("step"),
                row.getString("plan"),
                row.getString("source"),
                Instants.from(row, "due"),
                Instants.from(row, "expiry"),
                Instants.orNull(row, "shown_at"));
    }
}
