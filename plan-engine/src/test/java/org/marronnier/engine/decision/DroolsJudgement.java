package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.Message;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;

/**
 * The pressure rules of a {@link Crowd} written for Drools: facts for contacts, messages and
 * events, a rule for each that refuses a candidate by what an accumulate counts in its window, and
 * one that sends what none refused. It decides at the instant itself, by drop: quiet hours,
 * deferral, reservations and the windows of messages not sent yet are left out. Seconds on the
 * local clock and what the scopes say of a kind are worked out beforehand.
 */
public final class DroolsJudgement {

    private static final String RULES =
            """
            package rules;

            import org.marronnier.engine.decision.DroolsJudgement.Recipient;
            import org.marronnier.engine.decision.DroolsJudgement.Sent;
            import org.marronnier.engine.decision.DroolsJudgement.Asked;
            import org.marronnier.engine.decision.DroolsJudgement.Complaint;

            rule "claim" when
                $asked : Asked(!decided, promotional)
                exists Complaint(contact == $asked.contact, local > $asked.local - 864000, local <= $asked.local)
            then
                modify($asked) { refuse() }
            end

            rule "day" when
                $asked : Asked(!decided, digital)
                accumulate(
                    Sent(contact == $asked.contact, digital, at > $asked.at - 86400, at <= $asked.at);
                    $sent : count(1);
                    $sent >= 2)
            then
                modify($asked) { refuse() }
            end

            rule "home" when
                $asked : Asked(!decided, homely)
                accumulate(
                    Sent(homely, local > $asked.local - 1209600, local <= $asked.local);
                    $sent : count(1);
                    $sent >= 2)
            then
                modify($asked) { refuse() }
            end

            rule "month" when
                $asked : Asked(!decided, promotional)
                accumulate(
                    Sent(contact == $asked.contact, promotional, month == $asked.month);
                    $sent : count(1);
                    $sent >= 8)
            then
                modify($asked) { refuse() }
            end

            rule "offer" when
                $asked : Asked(!decided, promotional, offer != 0)
                exists Sent(contact == $asked.contact, promotional, offer == $asked.offer,
                    local > $asked.local - 1209600, local <= $asked.local)
            then
                modify($asked) { refuse() }
            end

            rule "week" when
                $asked : Asked(!decided, promotional)
                Recipient(id == $asked.contact, $max : aWeek)
                accumulate(
                    Sent(contact == $asked.contact, promotional, local > $asked.local - 604800, local <= $asked.local);
                    $sent : count(1);
                    $sent >= $max)
            then
                modify($asked) { refuse() }
            end

            rule "preference" when
                $asked : Asked(!decided, preferable)
                Recipient(id == $asked.contact, prefers)
                accumulate(
                    Sent(contact == $asked.contact, preferable, local > $asked.local - 604800, local <= $asked.local);
                    $sent : count(1);
                    $sent >= 1)
            then
                modify($asked) { refuse() }
            end

            rule "send" salience -1 when
                $asked : Asked(!decided)
            then
                modify($asked) { send() }
                insert(new Sent($asked));
            end
            """;

    private final KieBase base;

    DroolsJudgement() {
        var kie = KieServices.Factory.get();
        var files = kie.newKieFileSystem().write("src/main/resources/rules.drl", RULES);
        var results = kie.newKieBuilder(files).buildAll(ExecutableModelProject.class).getResults();
        if (results.hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException(results.toString());
        }
        this.base = kie.newKieContainer(kie.getRepository().getDefaultReleaseId()).getKieBase();
    }

    KieSession session() {
        return base.newKieSession();
    }

    /** Decides the candidates of a household in their order, and leaves the session as it was. */
    static void decide(Facts household, KieSession session) {
        for (var fact : household.known()) {
            session.insert(fact);
        }
        for (var asked : household.asked()) {
            session.insert(asked);
            session.fireAllRules();
        }
        for (var handle : new ArrayList<FactHandle>(session.getFactHandles())) {
            session.delete(handle);
        }
    }

    /** The facts of one household, and what is asked of it in rank order. */
    record Facts(List<Object> known, List<Asked> asked) {}

    /** The facts of all households in the columns. */
    static List<Facts> facts(PackedHouseholds in, Crowd crowd) {
        var facts = new ArrayList<Facts>();
        for (var h = 0; h < in.households; h++) {
            var known = new ArrayList<Object>();
            for (var i = in.contactsFrom[h]; i < in.contactsFrom[h + 1]; i++) {
                know(in, i, i - in.contactsFrom[h], crowd, known);
            }
            var asked = new ArrayList<Asked>();
            for (var c = in.candidatesFrom[h]; c < in.candidatesFrom[h + 1]; c++) {
                var contact = in.contactsFrom[h] + in.asks[c];
                asked.add(
                        new Asked(
                                new Note(
                                        in.asks[c],
                                        crowd.kindOfPath(in.path[c]),
                                        in.offer[c],
                                        Crowd.NOW,
                                        crowd.zone(in.zone[contact]))));
            }
            facts.add(new Facts(known, asked));
        }
        return facts;
    }

    private static void know(
            PackedHouseholds in, int i, int contact, Crowd crowd, List<Object> known) {
        var zone = crowd.zone(in.zone[i]);
        var aWeek = 3;
        var prefers = false;
        for (var r = in.rulesFrom[i]; r < in.rulesFrom[i + 1]; r++) {
            switch (in.ruleForm[r]) {
                case PackedHouseholds.LIMIT -> aWeek = in.ruleMax[r];
                case PackedHouseholds.EVENT ->
                        known.add(
                                new Complaint(
                                        contact,
                                        local(Instant.ofEpochSecond(in.ruleValue[r]), zone)));
                default -> prefers = true;
            }
        }
        known.add(new Recipient(contact, aWeek, prefers));
        for (var s = in.messagesFrom[i]; s < in.messagesFrom[i + 1]; s++) {
            known.add(
                    new Sent(
                            new Note(
                                    contact,
                                    crowd.kind(in.sentKind[s]),
                                    in.sentOffer[s],
                                    Instant.ofEpochSecond(in.sentAt[s]),
                                    zone)));
        }
    }

    private static long local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone).toEpochSecond(ZoneOffset.UTC);
    }

    /** A contact, with what is its own of the rules. */
    public static final class Recipient {
        private final int id;
        private final int aWeek;
        private final boolean prefers;

        Recipient(int id, int aWeek, boolean prefers) {
            this.id = id;
            this.aWeek = aWeek;
            this.prefers = prefers;
        }

        public int getId() {
            return id;
        }

        public int getAWeek() {
            return aWeek;
        }

        public boolean isPrefers() {
            return prefers;
        }
    }

    /** An event that blocks. */
    public static final class Complaint {
        private final int contact;
        private final long local;

        Complaint(int contact, long local) {
            this.contact = contact;
            this.local = local;
        }

        public int getContact() {
            return contact;
        }

        public long getLocal() {
            return local;
        }
    }

    /** What the rules tell a message by. */
    public static sealed class Note {
        private final int contact;
        private final boolean promotional;
        private final boolean digital;
        private final boolean homely;
        private final boolean preferable;
        private final int offer;
        private final long at;
        private final long local;
        private final int month;

        Note(int contact, MessageKind kind, int offer, Instant at, ZoneId zone) {
            var isTransactional = kind.type() == MessageType.TRANSACTIONAL;
            this.contact = contact;
            this.promotional = kind.type() == MessageType.PROMOTIONAL;
            this.homely = kind.channel() == Channel.LETTER || kind.channel() == Channel.PHONE;
            this.digital = !isTransactional && !homely;
            this.preferable = !isTransactional && kind.channel() == Channel.EMAIL;
            this.offer = offer;
            this.at = at.getEpochSecond();
            this.local = DroolsJudgement.local(at, zone);
            var day = LocalDateTime.ofInstant(at, zone);
            this.month = 12 * day.getYear() + day.getMonthValue();
        }

        Note(Note other) {
            this.contact = other.contact;
            this.promotional = other.promotional;
            this.digital = other.digital;
            this.homely = other.homely;
            this.preferable = other.preferable;
            this.offer = other.offer;
            this.at = other.at;
            this.local = other.local;
            this.month = other.month;
        }

        public int getContact() {
            return contact;
        }

        public boolean isPromotional() {
            return promotional;
        }

        public boolean isDigital() {
            return digital;
        }

        public boolean isHomely() {
            return homely;
        }

        public boolean isPreferable() {
            return preferable;
        }

        public int getOffer() {
            return offer;
        }

        public long getAt() {
            return at;
        }

        public long getLocal() {
            return local;
        }

        public int getMonth() {
            return month;
        }
    }

    /** A message that counts. */
    public static final class Sent extends Note {
        public Sent(Note note) {
            super(note);
        }
    }

    /** A candidate. */
    public static final class Asked extends Note {
        private boolean decided;
        private boolean leaving;

        Asked(Note note) {
            super(note);
        }

        public boolean isDecided() {
            return decided;
        }

        public void refuse() {
            decided = true;
        }

        public void send() {
            decided = true;
            leaving = true;
        }

        boolean isLeaving() {
            return leaving;
        }
    }
}
