package org.marronnier.store.event;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.message.MessageEvents;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvent;
import org.marronnier.store.imports.SentEvents.Refused;
import org.marronnier.store.json.Json;
import org.marronnier.store.scenario.ScenarioTally;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What events of the types {@code message.*} say of our messages: each instant is the earliest that
 * was told. A bounce marks the address, unless the contact has another since, a complaint the
 * contact, an unsubscription withdraws the consent; and whoever waits for an outcome is looked at
 * again.
 *
 * <p>Everything is held in the order of those who walk through scenarios: enrolments, messages,
 * contacts, each in the order of their ids.
 */
@Component
class MessageOutcomes {

    private static final long NO_MESSAGE = -1;

    /** Messages that are not of the contact that is said to have received them. */
    private static final String STRANGERS =
            """
            select e.n
            from unnest(cast(:indexes as integer[]), cast(:contacts as text[]), cast(:messages as bigint[]))
                 as e (n, external_id, message)
            left join message m on m.id = e.message
            left join contact c on c.id = m.contact_id
            where m.id is null
               or (c.external_id is distinct from e.external_id
                   and not exists (select from contact_alias(array[e.external_id]) a
                                   where a.contact_id = m.contact_id)
                   and not exists (select from contact_merge g
                                   where g.external_id = e.external_id and g.merged_id = m.contact_id
                                     and g.undone_at is null))
            """;

    private static final String TOLD =
            """
            from unnest(cast(:messages as bigint[]), cast(:kinds as text[]), cast(:seconds as bigint[]))
                 as e (message, kind, second)
            """;

    private static final String HOLD_ENROLMENTS =
            """
            select e.id from enrolment e
            where e.state = 'RUNNING'
              and e.id in (select enrolment_id from message where id = any (:messages))
            order by e.id for no key update
            """;

    private static final String HOLD_MESSAGES =
            "select id from message where id = any (:messages) order by id for no key update";

    private static final String MARK_MESSAGES =
            """
            update message m
            set delivered_at = least(m.delivered_at, o.delivered), opened_at = least(m.opened_at, o.opened),
                clicked_at = least(m.clicked_at, o.clicked), bounced_at = least(m.bounced_at, o.bounced),
                complained_at = least(m.complained_at, o.complained),
                unsubscribed_at = least(m.unsubscribed_at, o.unsubscribed)
            from (select e.message,
                         to_timestamp(min(e.second) filter (where e.kind = 'delivered')) as delivered,
                         to_timestamp(min(e.second) filter (where e.kind = 'opened')) as opened,
                         to_timestamp(min(e.second) filter (where e.kind = 'clicked')) as clicked,
                         to_timestamp(min(e.second) filter (where e.kind = 'bounced')) as bounced,
                         to_timestamp(min(e.second) filter (where e.kind = 'complained')) as complained,
                         to_timestamp(min(e.second) filter (where e.kind = 'unsubscribed')) as unsubscribed
            """
                    + TOLD
                    + """
                  group by e.message) o
            where m.id = o.message
            """;

    private static final String HOLD_CONTACTS =
            """
            select id from contact
            where id in (select contact_id from message where id = any (:messages))
            order by id for no key update
            """;

    private static final String MARK_CONTACTS =
            """
            update contact c
            set complained_at = coalesce(c.complained_at, o.complained),
                email_bounced_at = coalesce(c.email_bounced_at, o.email_bounced),
                phone_bounced_at = coalesce(c.phone_bounced_at, o.phone_bounced),
                updated_at = :now
            from (select m.contact_id,
                         to_timestamp(min(e.second) filter (where e.kind = 'complained')) as complained,
                         to_timestamp(min(e.second) filter
                             (where e.kind = 'bounced' and m.channel = 'EMAIL' and went.there)) as email_bounced,
                         to_timestamp(min(e.second) filter
                             (where e.kind = 'bounced' and m.channel in ('SMS', 'PHONE') and went.there)) as phone_bounced
            """
                    + TOLD
                    + """
                  join message m on m.id = e.message
                  join contact k on k.id = m.contact_id
                  cross join lateral (
                      select m.sent_to is null or m.sent_to = address_mark(m.channel, k.email_key, k.phone, m.id) as there) went
                  where e.kind in ('complained', 'bounced')
                  group by m.contact_id) o
            where c.id = o.contact_id
              and ((c.complained_at is null and o.complained is not null)
                   or (c.email_bounced_at is null and o.email_bounced is not null)
                   or (c.phone_bounced_at is null and o.phone_bounced is not null))
            """;

    /**
     * A message without a purpose stands for all that the contact was asked about on its channel.
     */
    private static final String WITHDRAW =
            """
            insert into consent (contact_id, channel, purpose, status, source, proof, at)
            select distinct m.contact_id, m.channel, p.purpose, 'WITHDRAWN', 'message', 'message ' || m.id,
                   to_timestamp(e.second)
            """
                    + TOLD
                    + """
            join message m on m.id = e.message
            join lateral (select m.purpose where m.purpose is not null
                          union
                          select c.purpose from consent c
                          where m.purpose is null and c.contact_id = m.contact_id and c.channel = m.channel) p on true
            where e.kind = 'unsubscribed'
            on conflict do nothing
            """;

    private static final String WAKE =
            """
            update enrolment set act_at = :now
            where id = any (:enrolments) and state = 'RUNNING' and waits_for = 'OUTCOME'
            """;

    /**
     * What is new of messages of scenarios, counted once a message on the day on which it is told.
     */
    private static final String FRESH =
            """
            select n.scenario_id, n.edition_id, m.step, told.kind, count(*) as n,
                   plan_day(s.plan, :now) as day
            from (select distinct e.message, e.kind
            """
                    + TOLD
                    + """
                  where e.kind in ('opened', 'clicked', 'bounced', 'complained', 'unsubscribed')) told
            join message m on m.id = told.message
            join enrolment n on n.id = m.enrolment_id
            join live_scenario s on s.id = n.scenario_id
            where m.step is not null
              and case told.kind when 'opened' then m.opened_at when 'clicked' then m.clicked_at
                                 when 'bounced' then m.bounced_at when 'complained' then m.complained_at
                                 else m.unsubscribed_at end is null
            group by n.scenario_id, n.edition_id, s.plan, m.step, told.kind
            """;

    private final JdbcClient jdbc;
    private final ScenarioTally tally;

    MessageOutcomes(JdbcClient jdbc, ScenarioTally tally) {
        this.jdbc = jdbc;
        this.tally = tally;
    }

    /** Those that speak of a message that is not one of their contact's. */
    List<Refused> refused(List<SentEvent> sent) {
        var speaking = sent.stream().filter(MessageOutcomes::isOutcome).toList();
        if (speaking.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(STRANGERS)
                .param("indexes", speaking.stream().map(SentEvent::index).toArray(Integer[]::new))
                .param(
                        "contacts",
                        speaking.stream().map(SentEvent::externalId).toArray(String[]::new))
                .param("messages", messages(speaking))
                .query(Integer.class)
                .list()
                .stream()
                .map(index -> new Refused(index, "message", RefusalReason.UNKNOWN_MESSAGE))
                .toList();
    }

    /** Notes what fresh events say; each is of a message of its contact, or of no message. */
    void note(List<SentEvent> fresh, Instant now) {
        var told = fresh.stream().filter(MessageOutcomes::isOutcome).toList();
        if (told.isEmpty()) {
            return;
        }
        var messages = messages(told);
        var enrolments =
                jdbc.sql(HOLD_ENROLMENTS).param("messages", messages).query(Long.class).list();
        jdbc.sql(HOLD_MESSAGES).param("messages", messages).query(Long.class).list();
        var counts = fresh(told, messages, now);
        given(MARK_MESSAGES, told, messages).update();
        if (told.stream().anyMatch(event -> is(event, "bounced") || is(event, "complained"))) {
            jdbc.sql(HOLD_CONTACTS).param("messages", messages).query(Long.class).list();
            given(MARK_CONTACTS, told, messages).param("now", toSql(now)).update();
        }
        if (told.stream().anyMatch(event -> is(event, "unsubscribed"))) {
            given(WITHDRAW, told, messages).update();
        }
        if (!enrolments.isEmpty()) {
            jdbc.sql(WAKE)
                    .param("enrolments", enrolments.toArray(Long[]::new))
                    .param("now", toSql(now))
                    .update();
        }
        tally.add(counts);
    }

    private Map<ScenarioTally.Line, Long> fresh(
            List<SentEvent> told, Long[] messages, Instant now) {
        var counts = new HashMap<ScenarioTally.Line, Long>();
        given(FRESH, told, messages)
                .param("now", toSql(now))
                .query(
                        row -> {
                            counts.put(
                                    new ScenarioTally.Line(
                                            row.getLong("scenario_id"),
                                            row.getObject("day", LocalDate.class),
                                            row.getLong("edition_id"),
                                            row.getString("step"),
                                            row.getString("kind")),
                                    row.getLong("n"));
                        });
        return counts;
    }

    private JdbcClient.StatementSpec given(String sql, List<SentEvent> told, Long[] messages) {
        return jdbc.sql(sql)
                .param("messages", messages)
                .param(
                        "kinds",
                        told.stream()
                                .map(event -> event.type().substring(MessageEvents.PREFIX.length()))
                                .toArray(String[]::new))
                .param(
                        "seconds",
                        told.stream()
                                .map(event -> event.at().getEpochSecond())
                                .toArray(Long[]::new));
    }

    private static boolean isOutcome(SentEvent event) {
        return MessageEvents.TYPES.contains(event.type());
    }

    private static boolean is(SentEvent event, String kind) {
        return event.type().equals(MessageEvents.PREFIX + kind);
    }

    /** The number of each one's message; one that no message has where it names none. */
    private static Long[] messages(List<SentEvent> events) {
        var numbers = new ArrayList<Long>();
        for (var event : events) {
            numbers.add(number(event));
        }
        return numbers.toArray(Long[]::new);
    }

    private static long number(SentEvent event) {
        if (!(new Json(event.properties()).tree() instanceof Map<?, ?> properties)) {
            return NO_MESSAGE;
        }
        var text = String.valueOf(properties.get("message"));
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : NO_MESSAGE;
    }
}
