package org.marronnier.engine.decision;

import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.rolling;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.GivenRules;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.decision.Reason.Pressure.Refusal;

/** Facts, candidates and rules that speak, for the tests of the decision. */
final class Given {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private Given() {}

    static Instant at(String local) {
        return LocalTimes.instant(LocalDateTime.parse(local), PARIS);
    }

    static Someone someone(String externalId) {
        return new Someone(externalId);
    }

    static Asked asked(String contact, Instant due) {
        return new Asked(contact, due);
    }

    static PressureRule atMost(int max, String span, Scope restricts) {
        return cap("cap", max, rolling(span), restricts);
    }

    static RuleBook rules(PressureRule... rules) {
        return new RuleBook(
                "plan", PARIS, new Typology(List.of()), List.of(rules), List.of(), BigDecimal.ZERO);
    }

    static RuleBook rules(Typology typology) {
        return new RuleBook("plan", PARIS, typology, List.of(), List.of(), BigDecimal.ZERO);
    }

    static RuleBook quiet(QuietPeriod... periods) {
        return new RuleBook(
                "plan",
                PARIS,
                new Typology(List.of()),
                List.of(),
                List.of(periods),
                BigDecimal.ZERO);
    }

    /** The decision about one candidate, at the instant that it is due. */
    static Decision decide(Someone contact, Asked asked, RuleBook rules) {
        return decide(contact, asked, rules, asked.due);
    }

    static Decision decide(Someone contact, Asked asked, RuleBook rules, Instant now) {
        return new Judgement(rules, now)
                .decide(contact.household(), List.of(asked.candidate()))
                .getFirst();
    }

    static Decision decideAt(String local, Someone contact, RuleBook rules) {
        return decide(contact, asked(contact.externalId, at(local)), rules);
    }

    static List<Gate> gates(Decision decision) {
        return decision.reasons().stream().map(Reason::gate).toList();
    }

    static QuietPeriod weekly(DayOfWeek day, String from, String to) {
        return weekly(Set.of(day), from, to);
    }

    static QuietPeriod weekly(Set<DayOfWeek> days, String from, String to) {
        return new QuietPeriod("night", Set.of(), Set.of(), GivenRules.weekly(days, from, to));
    }

    /** The same rules, and quiet periods. */
    static RuleBook with(RuleBook rules, QuietPeriod... periods) {
        return new RuleBook(
                rules.plan(),
                rules.zone(),
                rules.typology(),
                rules.pressure(),
                List.of(periods),
                rules.universalControl());
    }

    static PressureRule perDay(int max) {
        return cap("cap", max, new Window.Calendar(Window.Unit.DAY), PROMOTIONS);
    }

    static Refusal refusal(
            String rule, int counted, int max, String freeAgain, Reason.Pressure.Holder... heldBy) {
        return new Refusal(rule, counted, max, List.of(heldBy), at(freeAgain));
    }

    static Reason.Pressure.Holder sent(String at) {
        return new Reason.Pressure.Holder(
                "campaign:before", "C1", at(at), Reason.Pressure.Standing.SENT);
    }

    /** A contact with an e-mail address that agreed to offers by e-mail. */
    static final class Someone {
        private final String externalId;
        private @Nullable ZoneId zone = PARIS;
        private Member.Standing standing = Member.Standing.FREE;
        private @Nullable String email;
        private boolean bounced;
        private @Nullable String phone;
        private boolean customer;
        private final Map<ConsentKind, Member.Consent> consents = new HashMap<>();
        private final List<PastMessage> history = new ArrayList<>();
        private final Map<String, Integer> limits = new HashMap<>();
        private final Map<String, List<Instant>> blocking = new HashMap<>();
        private final Map<Channel, Member.Preference> preferences = new HashMap<>();

        private Someone(String externalId) {
            this.externalId = externalId;
            this.email = externalId + "@maison.example";
            said(Channel.EMAIL, "offers", ConsentStatus.GRANTED, false);
        }

        Someone zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        Someone standing(Member.Standing standing) {
            this.standing = standing;
            return this;
        }

        Someone email(@Nullable String email) {
            this.email = email;
            return this;
        }

        Someone bounced() {
            this.bounced = true;
            return this;
        }

        Someone phone(String phone) {
            this.phone = phone;
            return this;
        }

        Someone customer() {
            this.customer = true;
            return this;
        }

        Someone said(Channel channel, String purpose, ConsentStatus status, boolean confirmed) {
            consents.put(new ConsentKind(channel, purpose), new Member.Consent(status, confirmed));
            return this;
        }

        Someone saidNothing() {
            consents.clear();
            return this;
        }

        Someone received(PastMessage message) {
            history.add(message);
            return this;
        }

        Someone received(Instant... instants) {
            for (var instant : instants) {
                history.add(message(instant, Set.of(), null));
            }
            return this;
        }

        Someone limit(String rule, int max) {
            limits.put(rule, max);
            return this;
        }

        Someone event(String rule, Instant at) {
            blocking.put(rule, List.of(at));
            return this;
        }

        Someone prefers(Channel channel, int max, Window window) {
            preferences.put(channel, new Member.Preference(max, window));
            return this;
        }

        Member member() {
            var addresses =
                    new Addresses(
                            externalId,
                            email,
                            bounced,
                            phone,
                            false,
                            "1 rue du Bac",
                            "75007",
                            "Paris",
                            null);
            return new Member(
                    externalId,
                    zone,
                    standing,
                    addresses,
                    consents,
                    customer,
                    history,
                    limits,
                    blocking,
                    preferences);
        }

        Household household() {
            return new Household(List.of(member()));
        }
    }

    static PastMessage message(Instant at, Set<String> tags, @Nullable String offer) {
        return new PastMessage(
                at,
                Channel.EMAIL,
                MessageType.PROMOTIONAL,
                null,
                "campaign:before",
                "offers",
                tags,
                offer);
    }

    /** A promotional e-mail for offers, with drop. */
    static final class Asked {
        private final String contact;
        private final Instant due;
        private String id = "campaign";
        private MessageType type = MessageType.PROMOTIONAL;
        private @Nullable String purpose = "offers";
        private Set<String> tags = Set.of();
        private @Nullable String offer;
        private List<Channel> channels = List.of(Channel.EMAIL);
        private int priority = 50;
        private WhenCapped whenCapped = WhenCapped.DROP;
        private BigDecimal control = BigDecimal.ZERO;
        private boolean targeted = true;
        private @Nullable Instant expiry;
        private @Nullable String claimedBy;

        private Asked(String contact, Instant due) {
            this.contact = contact;
            this.due = due;
        }

        Asked id(String id) {
            this.id = id;
            return this;
        }

        Asked type(MessageType type) {
            this.type = type;
            return this;
        }

        Asked purpose(@Nullable String purpose) {
            this.purpose = purpose;
            return this;
        }

        Asked tags(String... tags) {
            this.tags = Set.of(tags);
            return this;
        }

        Asked offer(@Nullable String offer) {
            this.offer = offer;
            return this;
        }

        Asked on(Channel... channels) {
            this.channels = List.of(channels);
            return this;
        }

        Asked priority(int priority) {
            this.priority = priority;
            return this;
        }

        Asked whenCapped(WhenCapped whenCapped) {
            this.whenCapped = whenCapped;
            return this;
        }

        Asked control(String rate) {
            this.control = new BigDecimal(rate);
            return this;
        }

        Asked notTargeted() {
            this.targeted = false;
            return this;
        }

        Asked expiry(Instant expiry) {
            this.expiry = expiry;
            return this;
        }

        Asked claimedBy(String holder) {
            this.claimedBy = holder;
            return this;
        }

        Candidate candidate() {
            return new Candidate(
                    id,
                    contact,
                    "campaign:" + id,
                    id,
                    null,
                    type,
                    purpose,
                    tags,
                    offer,
                    channels,
                    due,
                    expiry == null ? due.plusSeconds(86_400) : expiry,
                    priority,
                    BigDecimal.ZERO,
                    whenCapped,
                    control,
                    targeted,
                    claimedBy);
        }
    }
}
