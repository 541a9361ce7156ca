package org.marronnier.store.packed;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Confirmation;
import org.marronnier.store.copy.Literals;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.packed.SegmentFacts.Standing;

/**
 * What COPY asks the database for the facts of a segment: few columns, codes where there may be.
 */
final class FactsQueries {

    private FactsQueries() {}

    /** Holds the contacts of a segment until the end of the transaction, in the order of ids. */
    static String hold(Segment segment) {
        return "select count(*) from (select 1 from contact c where "
                + segment.condition()
                + " order by c.id for no key update) held";
    }

    static String contacts(Segment segment, FactsAsked asked) {
        var addresses =
                asked.channels().stream()
                        .map(
                                channel ->
                                        " + case when %s then %d else 0 end"
                                                .formatted(usable(channel), 4 << channel.ordinal()))
                        .collect(Collectors.joining());
        return """
        select c.id,
               case when c.erased_at is not null or c.suppressed_at is not null or c.complained_at is not null
                    then 1 else 0 end
               + case when c.paused_until > %s then 2 else 0 end%s,
               c.known_zone%s%s
        from contact c
        where %s
        order by %s
        """
                .formatted(
                        Literals.instant(asked.at()),
                        addresses,
                        segment instanceof Segment.Households ? ", c.household" : "",
                        asked.externalIds() ? ", c.external_id" : "",
                        segment.condition(),
                        segment.order());
    }

    /** The latest of each kind; of equal instants the one recorded last. */
    static String consents(Segment segment, FactsAsked asked) {
        var kinds = asked.consents();
        var number =
                IntStream.range(0, kinds.size())
                        .mapToObj(
                                k ->
                                        " when s.channel = '%s' and s.purpose = %s then %d"
                                                .formatted(
                                                        kinds.get(k).channel(),
                                                        Literals.text(kinds.get(k).purpose()),
                                                        k))
                        .collect(Collectors.joining());
        var wanted =
                kinds.stream()
                        .map(
                                kind ->
                                        "('%s', %s)"
                                                .formatted(
                                                        kind.channel(),
                                                        Literals.text(kind.purpose())))
                        .collect(Collectors.joining(", "));
        return """
        select distinct on (s.contact_id, s.channel, s.purpose)
               s.contact_id, case%s end,
               case s.status when 'GRANTED' then case when lower(s.source) = '%s' then %d else %d end
                             when 'PENDING' then %d else %d end
        from contact c join consent s on s.contact_id = c.id
        where %s and (s.channel, s.purpose) in (%s) and s.at <= %s
        order by s.contact_id, s.channel, s.purpose, s.at desc, s.id desc
        """
                .formatted(
                        number,
                        Confirmation.SOURCE,
                        Standing.CONFIRMED.ordinal(),
                        Standing.GRANTED.ordinal(),
                        Standing.PENDING.ordinal(),
                        Standing.REFUSED.ordinal(),
                        segment.condition(),
                        wanted,
                        Literals.instant(asked.at()));
    }

    /** The messages that hold a place. */
    static String messages(Segment segment, FactsAsked asked) {
        return """
        select m.contact_id, m.at, m.channel, m.type, m.programme, m.purpose, m.tags, m.offer
        from contact c join message m on m.contact_id = c.id
        where %s and m.at > %s and %s
        """
                .formatted(
                        segment.condition(), Literals.instant(asked.since()), Messages.HOLDS_PLACE);
    }

    static String preferences(Segment segment) {
        return """
        select p.contact_id, p.max, p.channel, p.span
        from contact c join contact_preference p on p.contact_id = c.id
        where %s
        """
                .formatted(segment.condition());
    }

    private static String usable(Channel channel) {
        return switch (channel) {
            case EMAIL -> "c.email_key <> '' and c.email_bounced_at is null";
            case SMS, PHONE -> "c.phone <> '' and c.phone_bounced_at is null";
            case PUSH -> present("c.attributes ->> 'pushToken'");
            case LETTER ->
                    present("c.street")
                            + " and "
                            + present("c.postcode")
                            + " and "
                            + present("c.city");
            case WEB -> "true";
        };
    }

    private static String present(String text) {
        return "not " + Literals.blank(text);
    }
}
