package org.marronnier.scheduler.packed;

import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.everyDay;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.sameOffer;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;
import static org.marronnier.domain.pressure.GivenRules.tagged;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Addresses;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.engine.decision.RuleBook;
import org.marronnier.store.packed.ContactBits;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Random contacts, what is known of them and what is asked of them: as objects, and as rows of a
 * database.
 */
final class Crowd {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Instant NOW = Instant.parse("2026-03-28T20:00:00Z");
    private static final Instant SINCE = NOW.minus(Duration.ofDays(100));
    private static final List<ZoneId> ZONES =
            List.of(PARIS, ZoneId.of("Pacific/Apia"), ZoneId.of("America/St_Johns"));
    private static final List<Channel> CHANNELS =
            List.of(Channel.EMAIL, Channel.SMS, Channel.LETTER);
    private static final List<String> PURPOSES = List.of("offers", "l'année \\ 1");

    private final JdbcClient jdbc;
    private final Random random;
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<String, List<Member>> households = new LinkedHashMap<>();
    private final List<PassRun> runs = new ArrayList<>();
    private final ContactBits customers = new ContactBits();
    private final ContactBits limited = new ContactBits();
    private final ContactBits silenced = new ContactBits();
    private final RuleBook rules;

    Crowd(JdbcClient jdbc, long seed) {
        this.jdbc = jdbc;
        this.random = new Random(seed);
        this.rules = rules();
        jdbc.sql(
                        "truncate contact, consent, message, outbox, decision, run_tally, audience_chunk, pass cascade")
                .update();
        for (var c = 0; c < 40; c++) {
            contact("C%02d".formatted(random.nextInt(60) * 100 + c));
        }
        for (var r = 0; r < 8; r++) {
            run(r);
        }
    }

    PassBrief brief() {
        return new PassBrief(
                rules,
                NOW,
                SINCE,
                runs,
                customers,
                List.of(
                        new PassBrief.Limit("a-cap", 3, limited),
                        new PassBrief.Limit("a-cap", 9, customers)),
                List.of(new PassBrief.Silence("b-block", silenced)));
    }

    RuleBook book() {
        return rules;
    }

    List<PassRun> runs() {
        return runs;
    }

    List<Household> households() {
        return households.values().stream().map(Household::new).toList();
    }

    /** What is asked of the members of a household. */
    List<Candidate> candidates(Household household) {
        return household.members().stream()
                .flatMap(
                        member ->
                                runs.stream()
                                        .filter(run -> run.audience().contains(id(member)))
                                        .map(run -> candidate(run, member)))
                .toList();
    }

    private Candidate candidate(PassRun run, Member member) {
        var asks = run.asks();
        return new Candidate(
                asks.id(),
                member.externalId(),
                asks.source(),
                asks.salt(),
                asks.programme(),
                asks.type(),
                asks.purpose(),
                asks.tags(),
                asks.offer(),
                asks.channels(),
                asks.due(),
                asks.expiry(),
                asks.priority(),
                asks.value(),
                asks.whenCapped(),
                asks.control(),
                true,
                run.claimed().contains(id(member)) ? "another" : null);
    }

    private long id(Member member) {
        return ids.getOrDefault(member.externalId(), 0L);
    }

    private void contact(String externalId) {
        var household =
                random.nextInt(3) == 0
                        ? random.nextInt(4) == 0 ? " " : null
                        : "foyer d'" + random.nextInt(12);
        var zone = random.nextInt(4) == 0 ? null : pick(ZONES);
        var email = random.nextInt(5) == 0 ? null : externalId + "@mail.example";
        var phone = random.nextInt(3) == 0 ? null : "+336" + externalId.substring(1);
        var isBounced = random.nextInt(8) == 0;
        var city = random.nextInt(3) == 0 ? "  " : "Lyon";
        var standing =
                new Member.Standing(
                        one(30),
                        one(30),
                        one(30),
                        one(8) ? NOW.plusSeconds(random.nextInt(3) - 1) : null);
        var paused = standing.pausedUntil();
        var id =
                jdbc.sql(
                                """
                insert into contact (external_id, household, known_zone, email_key, phone, street, postcode, city,
                                     email_bounced_at, erased_at, suppressed_at, complained_at, paused_until)
                values (:externalId, :household, :zone, :email, :phone, '1 rue', '69000', :city, :bounced, :erased,
                        :suppressed, :complained, :paused)
                returning id
                """)
                        .param("externalId", externalId)
                        .param("household", household)
                        .param("zone", zone == null ? null : zone.getId())
                        .param("email", email)
                        .param("phone", phone)
                        .param("city", city)
                        .param("bounced", since(isBounced))
                        .param("erased", since(standing.erased()))
                        .param("suppressed", since(standing.suppressed()))
                        .param("complained", since(standing.complained()))
                        .param("paused", paused == null ? null : Timestamp.from(paused))
                        .query(Long.class)
                        .single();
        ids.put(externalId, id);
        var isCustomer = random.nextBoolean();
        var limits = new HashMap<String, Integer>();
        if (isCustomer) {
            customers.add(id);
            limits.put("a-cap", 9);
        }
        if (one(4)) {
            limited.add(id);
            limits.put("a-cap", 3);
        }
        var isSilenced = one(6);
        if (isSilenced) {
            silenced.add(id);
        }
        var member =
                new Member(
                        externalId,
                        zone,
                        standing,
                        new Addresses(
                                externalId,
                                email,
                                isBounced,
                                phone,
                                false,
                                "1 rue",
                                "69000",
                                city,
                                null),
                        consents(id),
                        isCustomer,
                        history(id),
                        limits,
                        isSilenced ? Map.of("b-block", List.of(NOW)) : Map.of(),
                        preferences(id));
        households
                .computeIfAbsent(
                        household == null || household.isBlank() ? "contact " + id : household,
                        _ -> new ArrayList<>())
                .add(member);
    }

    private Map<ConsentKind, Member.Consent> consents(long contact) {
        var current = new HashMap<ConsentKind, Member.Consent>();
        for (var channel : CHANNELS) {
            for (var purpose : PURPOSES) {
                for (var n = 0; n < random.nextInt(3); n++) {
                    var status =
                            random.nextBoolean()
                                    ? ConsentStatus.GRANTED
                                    : pick(List.of(ConsentStatus.values()));
                    var source = pick(List.of("web", "Confirmation"));
                    var at = NOW.minusSeconds(3 - 2L * n);
                    jdbc.sql(
                                    "insert into consent (contact_id, channel, purpose, status, source, at) values (?, ?, ?, ?, ?, ?)")
                            .params(
                                    contact,
                                    channel.name(),
                                    purpose,
                                    status.name(),
                                    source,
                                    Timestamp.from(at))
                            .update();
                    if (!at.isAfter(NOW)) {
                        current.put(
                                new ConsentKind(channel, purpose),
                                new Member.Consent(status, source.equals("Confirmation")));
                    }
                }
            }
        }
        return current;
    }

    private List<PastMessage> history(long contact) {
        var history = new ArrayList<PastMessage>();
        for (var h = 0; h < random.nextInt(12); h++) {
            var message =
                    new PastMessage(
                            NOW.minus(
                                    Duration.ofMinutes(random.nextInt(60 * 24 * 20) - 60 * 24 * 2)),
                            pick(CHANNELS),
                            pick(List.of(MessageType.values())),
                            one(2) ? "prog" : null,
                            "campaign:before",
                            one(2) ? "offers" : null,
                            Set.copyOf(
                                    pick(
                                            List.of(
                                                    List.<String>of(),
                                                    List.of("promo"),
                                                    List.of("a b", "promo")))),
                            one(2) ? "sale" : null);
            var status =
                    pick(List.of("SENT", "SENT", "QUEUED", "UNCERTAIN", "FAILED", "CANCELLED"));
            var isBounced = one(10);
            jdbc.sql(
                            """
                    insert into message (contact_id, plan, source, channel, type, programme, purpose, tags, offer, status,
                                         at, bounced_at)
                    values (?, 'plan', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .params(
                            contact,
                            message.source(),
                            message.channel().name(),
                            message.type().name(),
                            message.programme(),
                            message.purpose(),
                            message.tags().toArray(String[]::new),
                            message.offer(),
                            status,
                            Timestamp.from(message.at()),
                            since(isBounced))
                    .update();
            if (!isBounced && Set.of("SENT", "QUEUED", "UNCERTAIN").contains(status)) {
                history.add(message);
            }
        }
        return history;
    }

    private Map<Channel, Member.Preference> preferences(long contact) {
        if (!one(5)) {
            return Map.of();
        }
        var channel = pick(CHANNELS);
        var span = Span.parse(pick(List.of("P7D", "P1M")));
        var max = 1 + random.nextInt(2);
        jdbc.sql(
                        "insert into contact_preference (contact_id, channel, max, span, set_at) values (?, ?, ?, ?, now())")
                .params(contact, channel.name(), max, span.toString())
                .update();
        return Map.of(channel, new Member.Preference(max, new Window.Rolling(span)));
    }

    private void run(int r) {
        var isReservation = one(4);
        var key = "campaign-" + r;
        var due =
                isReservation
                        ? NOW.plus(Duration.ofHours(random.nextInt(72) + 1))
                        : NOW.minusSeconds(random.nextInt(2));
        var run =
                jdbc.sql(
                                """
                insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at)
                values ('plan', :key, now(), now(), now(), now())
                on conflict (plan, campaign, fired_for) do nothing returning id
                """)
                        .param("key", key)
                        .query(Long.class)
                        .single();
        var asks =
                new Candidate(
                        key,
                        "",
                        "campaign:" + key,
                        key,
                        one(2) ? "prog" : null,
                        pick(List.of(MessageType.values())),
                        one(6) ? null : pick(PURPOSES),
                        one(2) ? Set.of("promo") : Set.of(),
                        one(2) ? "sale" : null,
                        pick(
                                List.of(
                                        List.of(Channel.EMAIL),
                                        List.of(Channel.LETTER, Channel.EMAIL),
                                        List.of(Channel.SMS, Channel.EMAIL, Channel.LETTER))),
                        due,
                        due.plus(Duration.ofMinutes(one(6) ? 0 : random.nextInt(60 * 24 * 9))),
                        10 * random.nextInt(2),
                        BigDecimal.valueOf(random.nextInt(2)),
                        pick(List.of(WhenCapped.values())),
                        one(3) ? new BigDecimal("0.3") : BigDecimal.ZERO,
                        true,
                        null);
        var audience = new ContactBits();
        var claimed = new ContactBits();
        ids.values()
                .forEach(
                        contact -> {
                            if (random.nextInt(3) > 0) {
                                audience.add(contact);
                                if (one(12)) {
                                    claimed.add(contact);
                                }
                            }
                        });
        runs.add(new PassRun(run, asks, "2026-03-28T21:00:00", "letter", audience, claimed));
    }

    private RuleBook rules() {
        var promo = tagged("promo");
        var pressure =
                List.of(
                        cap("a-cap", 2, rolling("P7D"), Scope.ANY),
                        silentAfter("b-block", rolling("P10D"), promo),
                        cap("c-home", 2, rolling("P1D"), promo, PressureRule.Unit.HOUSEHOLD),
                        sameOffer("d-offer", 1, rolling("PT72H"), Scope.ANY));
        var quiet =
                new QuietPeriod("night", Set.of(Channel.SMS), Set.of(), everyDay("20:00", "08:00"));
        return new RuleBook(
                "plan",
                PARIS,
                new Typology(
                        List.of(
                                new Typology.Line(
                                        Channel.SMS, MessageType.PROMOTIONAL, Regime.SOFT_OPT_IN),
                                new Typology.Line(
                                        Channel.EMAIL, MessageType.SERVICE, Regime.DOUBLE_OPT_IN))),
                pressure.subList(0, random.nextInt(4) == 0 ? 2 : 4),
                one(2) ? List.of(quiet) : List.of(),
                one(3) ? new BigDecimal("0.1") : BigDecimal.ZERO);
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private static @Nullable Timestamp since(boolean is) {
        return is ? Timestamp.from(NOW.minusSeconds(60)) : null;
    }

    private <T> T pick(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
