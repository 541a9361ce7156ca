package org.marronnier.engine.decision;

import static org.marronnier.domain.pressure.GivenRules.PROMOTIONS;
import static org.marronnier.domain.pressure.GivenRules.cap;
import static org.marronnier.domain.pressure.GivenRules.everyDay;
import static org.marronnier.domain.pressure.GivenRules.rolling;
import static org.marronnier.domain.pressure.GivenRules.sameOffer;
import static org.marronnier.domain.pressure.GivenRules.scope;
import static org.marronnier.domain.pressure.GivenRules.silentAfter;
import static org.marronnier.domain.pressure.GivenRules.weekly;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Window;

/**
 * A crowd of contacts in columns, the same each time: of each, ten messages in the 90 days before a
 * Monday at 10:00 in Paris, and twenty candidates of the sixty campaigns of a plan with six
 * pressure rules.
 *
 * <p>Of the households 65 in 100 are of one contact, 25 of two, 7 of three, 3 of four; of the
 * contacts 90 in 100 live by the clock of Paris, 10 have a limit of their own, 5 a preference, 4 an
 * event that blocks. The campaigns are 3 transactional, 9 of service, 48 promotional; 30 by e-mail,
 * 12 by SMS, 9 by push, 6 by letter, 3 by telephone; one in four has an offer.
 */
final class Crowd {

    static final int CANDIDATES = 20;
    static final int MESSAGES = 10;
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private static final int CAMPAIGNS = 60;
    private static final int DAY = 86_400;
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final List<ZoneId> ELSEWHERE =
            Stream.of(
                            "Europe/Brussels",
                            "Indian/Reunion",
                            "America/Guadeloupe",
                            "Pacific/Noumea",
                            "America/New_York")
                    .map(ZoneId::of)
                    .toList();

    /** What the candidates are: how many wait when they are capped, and how many are not due. */
    enum Mix {
        /** All are due, and dropped where they are capped. */
        DROPS,
        /** Three in ten are due within the seven days to come; all are dropped. */
        RESERVATIONS,
        /** All are due; four in ten wait, two in ten try their other channels and then wait. */
        DEFERRALS,
        /** Three in ten are not due; four in ten wait, two in ten try their other channels. */
        BOTH;

        private boolean reserves() {
            return this == RESERVATIONS || this == BOTH;
        }

        private boolean defers() {
            return this == DEFERRALS || this == BOTH;
        }
    }

    /** One campaign of the plan, or a step of a scenario, due to each contact at its own second. */
    private record Campaign(
            int path, int offer, int dueIn, int lasts, boolean isStep, boolean isDropped) {}

    private final PackedJudgement judgement;
    private final int[] zones;
    private final int[] pastKinds;
    private final int weekly;
    private final Map<Integer, MessageKind> kinds = new HashMap<>();
    private final Map<Integer, MessageKind> firstOfPath = new HashMap<>();
    private final Campaign[] campaigns;

    private Crowd(PackedJudgement judgement, Mix mix) {
        this.judgement = judgement;
        this.zones =
                Stream.concat(Stream.of(PARIS), ELSEWHERE.stream())
                        .mapToInt(judgement::zone)
                        .toArray();
        this.pastKinds =
                IntStream.range(0, CAMPAIGNS).map(c -> number(kind(c, channel(c)))).toArray();
        this.weekly = judgement.window(rolling("P7D"));
        var random = new SplittableRandom(60);
        this.campaigns =
                IntStream.range(0, CAMPAIGNS)
                        .mapToObj(c -> campaign(c, mix, random))
                        .toArray(Campaign[]::new);
    }

    static Crowd of(PackedJudgement judgement, Mix mix) {
        return new Crowd(judgement, mix);
    }

    static RuleBook rules() {
        return new RuleBook(
                "crowd", PARIS, new Typology(List.of()), pressure(), quiet(), BigDecimal.ZERO);
    }

    private static List<PressureRule> pressure() {
        var digital =
                scope(
                        Set.of(Channel.EMAIL, Channel.SMS, Channel.PUSH),
                        Set.of(MessageType.SERVICE, MessageType.PROMOTIONAL));
        var letters = scope(Set.of(Channel.LETTER, Channel.PHONE), Set.of());
        return List.of(
                silentAfter("claim", rolling("P10D"), PROMOTIONS),
                cap("day", 2, rolling("PT24H"), digital),
                cap("home", 2, rolling("P14D"), letters, PressureRule.Unit.HOUSEHOLD),
                cap("month", 8, new Window.Calendar(Window.Unit.MONTH), PROMOTIONS),
                sameOffer("offer", 1, rolling("P14D"), PROMOTIONS),
                cap("week", 3, rolling("P7D"), PROMOTIONS));
    }

    private static List<QuietPeriod> quiet() {
        var calls = Set.of(Channel.SMS, Channel.PHONE);
        var promotional = Set.of(MessageType.PROMOTIONAL);
        return List.of(
                new QuietPeriod(
                        "evening",
                        calls,
                        Set.of(MessageType.SERVICE, MessageType.PROMOTIONAL),
                        everyDay("20:00", "08:00")),
                new QuietPeriod(
                        "holiday", calls, promotional, new QuietPeriod.PublicHolidays("FR")),
                new QuietPeriod(
                        "night",
                        Set.of(Channel.EMAIL, Channel.PUSH),
                        promotional,
                        everyDay("22:00", "07:00")),
                new QuietPeriod(
                        "sunday",
                        calls,
                        promotional,
                        weekly(Set.of(DayOfWeek.SUNDAY), "00:00", "24:00")));
    }

    /**
     * Fills the columns with the contacts of a segment, in place of those that they hold.
     *
     * @param contacts how many there are in a segment
     */
    void fill(PackedHouseholds in, int segment, int contacts) {
        var random = new SplittableRandom(1_000_003L * segment);
        in.clear();
        for (var left = contacts; left > 0; ) {
            var size = Math.min(left, members(random.nextInt(100)));
            household(in, size, random);
            left -= size;
        }
    }

    /** The zone of a number. */
    ZoneId zone(int number) {
        return number == zones[0]
                ? PARIS
                : ELSEWHERE.get(
                        IntStream.range(1, zones.length)
                                        .filter(z -> zones[z] == number)
                                        .findFirst()
                                        .orElseThrow()
                                - 1);
    }

    /** The kind of a number among the messages. */
    MessageKind kind(int number) {
        return Objects.requireNonNull(kinds.get(number));
    }

    /** The kind that a candidate would be of on its first channel. */
    MessageKind kindOfPath(int path) {
        return Objects.requireNonNull(firstOfPath.get(path));
    }

    /** Whether none of a household's candidates falls into quiet hours: by the clock of Paris. */
    boolean isOpenAtOnce(PackedHouseholds in, int household) {
        var isOpen = true;
        for (var i = in.contactsFrom[household]; i < in.contactsFrom[household + 1]; i++) {
            isOpen &= in.zone[i] == zones[0];
        }
        return isOpen;
    }

    private static int members(int percent) {
        return percent < 65 ? 1 : percent < 90 ? 2 : percent < 97 ? 3 : 4;
    }

    private void household(PackedHouseholds in, int size, SplittableRandom random) {
        in.household();
        var zone = zones[random.nextInt(10) == 0 ? 1 + random.nextInt(ELSEWHERE.size()) : 0];
        for (var m = 0; m < size; m++) {
            contact(in, zone, random);
        }
        var asked = new long[size];
        for (var m = 0; m < size; m++) {
            asked[m] = someCampaigns(random);
        }
        for (var c = 0; c < CAMPAIGNS; c++) {
            for (var m = 0; m < size; m++) {
                if ((asked[m] >>> c & 1) != 0) {
                    candidate(in, m, campaigns[c], random);
                }
            }
        }
    }

    private void contact(PackedHouseholds in, int zone, SplittableRandom random) {
        in.contact(zone);
        var now = NOW.getEpochSecond();
        var percent = random.nextInt(100);
        if (percent < 10) {
            in.limit(5, 5);
        } else if (percent < 15) {
            in.preference(Channel.EMAIL.ordinal(), 1, weekly);
        } else if (percent < 19) {
            in.event(0, now - random.nextInt(30 * DAY));
        }
        var sent = new long[MESSAGES];
        for (var i = 0; i < MESSAGES; i++) {
            sent[i] = now - random.nextInt(90 * DAY);
        }
        Arrays.sort(sent);
        for (var second : sent) {
            in.message(
                    pastKinds[random.nextInt(CAMPAIGNS)],
                    random.nextInt(4) == 0 ? 1 + random.nextInt(12) : PackedHouseholds.NO_OFFER,
                    second);
        }
    }

    private static long someCampaigns(SplittableRandom random) {
        var some = 0L;
        for (var n = 0; n < CANDIDATES; ) {
            var one = 1L << random.nextInt(CAMPAIGNS);
            if ((some & one) == 0) {
                some |= one;
                n++;
            }
        }
        return some;
    }

    private static void candidate(
            PackedHouseholds in, int m, Campaign campaign, SplittableRandom random) {
        var now = NOW.getEpochSecond();
        var due = now + campaign.dueIn - (campaign.isStep ? random.nextInt(3_600) : 0);
        in.candidate(
                m, campaign.path, campaign.offer, due, due + campaign.lasts, campaign.isDropped);
    }

    private Campaign campaign(int c, Mix mix, SplittableRandom random) {
        var waits = mix.defers() ? c * 7 % 10 : 10;
        var triesOthers = waits >= 4 && waits < 6;
        var isReserved = mix.reserves() && c * 3 % 10 < 3;
        return new Campaign(
                path(c, triesOthers),
                c % 4 == 1 ? 1 + random.nextInt(8) : PackedHouseholds.NO_OFFER,
                isReserved ? 3_600 + random.nextInt(7 * DAY - 3_600) : -random.nextInt(600),
                DAY * List.of(1, 2, 3, 7).get(random.nextInt(4)),
                c % 3 == 0,
                waits >= 6);
    }

    private int path(int c, boolean triesOthers) {
        var channels = new ArrayList<>(List.of(channel(c)));
        if (triesOthers) {
            Stream.of(Channel.EMAIL, Channel.PUSH, Channel.SMS)
                    .filter(channel -> !channels.contains(channel))
                    .limit(2)
                    .forEach(channels::add);
        }
        var path =
                judgement.path(
                        channels.stream().mapToInt(channel -> number(kind(c, channel))).toArray());
        firstOfPath.put(path, kind(c, channels.getFirst()));
        return path;
    }

    private int number(MessageKind kind) {
        var number = judgement.kind(kind);
        kinds.put(number, kind);
        return number;
    }

    private static Channel channel(int c) {
        var among = c * 7 % 20;
        return among < 10
                ? Channel.EMAIL
                : among < 14
                        ? Channel.SMS
                        : among < 17 ? Channel.PUSH : among < 19 ? Channel.LETTER : Channel.PHONE;
    }

    private static MessageKind kind(int c, Channel channel) {
        var type =
                c < 3
                        ? MessageType.TRANSACTIONAL
                        : c % 5 == 3 && c < 48 ? MessageType.SERVICE : MessageType.PROMOTIONAL;
        return new MessageKind(
                channel, type, "programme-" + c % 7, "offers", Set.of("theme-" + c % 11));
    }
}
