package org.marronnier.scheduler;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.Campaign;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.Span;

/** One plan that tests write by hand. */
public final class PlansInHand implements Plans, Campaigns {

    public static final String PLAN = "maison";
    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final List<PlanDocument.Campaign> campaigns = new ArrayList<>();
    private final List<PressureRule> pressure = new ArrayList<>();
    private final List<QuietPeriod> quiet = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Capacity> capacity = new ArrayList<>();
    private final Map<String, PlanDocument.Scenario> scenarios = new LinkedHashMap<>();
    private Status programme = Status.LIVE;
    private @Nullable ProgrammeBrief twin;
    private final List<Template> templates = new ArrayList<>();
    private LocalDate from = LocalDate.of(2026, 1, 1);
    private LocalDate to = LocalDate.of(2027, 12, 31);
    private Span lookAhead = Span.days(7);
    private Span lateEvents = Span.days(3);
    private Template template =
            new Template(
                    "hello",
                    Channel.EMAIL,
                    "fr",
                    "club",
                    "Bonjour {{firstName}}",
                    "<p>Bonjour {{firstName}}</p>",
                    null);

    public synchronized PlansInHand rule(PressureRule rule) {
        pressure.add(rule);
        return this;
    }

    public synchronized PlansInHand quiet(QuietPeriod period) {
        quiet.add(period);
        return this;
    }

    public synchronized PlansInHand segment(String key, Condition when) {
        segments.removeIf(segment -> segment.key().equals(key));
        segments.add(new Segment(key, key, when));
        return this;
    }

    public synchronized PlansInHand capacity(Channel channel, int perDay) {
        capacity.add(new Capacity(channel, perDay));
        return this;
    }

    public synchronized PlansInHand lookingAhead(String span) {
        lookAhead = Span.parse(span);
        return this;
    }

    public synchronized PlansInHand lateEvents(String span) {
        lateEvents = Span.parse(span);
        return this;
    }

    /** The first and the last day of the plan. */
    public synchronized PlansInHand lasting(String from, String to) {
        this.from = LocalDate.parse(from);
        this.to = LocalDate.parse(to);
        return this;
    }

    public synchronized PlansInHand template(Template template) {
        this.template = template;
        return this;
    }

    public synchronized PlansInHand campaign(String key, Status status, UnaryOperator<Asks> asks) {
        campaigns.removeIf(campaign -> campaign.brief().key().equals(key));
        campaigns.add(new PlanDocument.Campaign(asks.apply(new Asks()).brief(key), status));
        return this;
    }

    public PlansInHand campaign(String key) {
        return campaign(key, Status.APPROVED, UnaryOperator.identity());
    }

    /** A scenario of the programme {@code club}. */
    public synchronized PlansInHand scenario(ScenarioBrief brief, Status status) {
        scenarios.put(brief.key(), new PlanDocument.Scenario(brief, status));
        return this;
    }

    /** Where a scenario stands from now on. */
    public synchronized PlansInHand stands(String scenario, Status status) {
        scenarios.computeIfPresent(
                scenario, (_, one) -> new PlanDocument.Scenario(one.brief(), status));
        return this;
    }

    /** A scenario leaves the plan. */
    public synchronized PlansInHand without(String scenario) {
        scenarios.remove(scenario);
        return this;
    }

    /** A segment leaves the plan. */
    public synchronized PlansInHand withoutSegment(String segment) {
        segments.removeIf(one -> one.key().equals(segment));
        return this;
    }

    /** Where the programme {@code club} stands. */
    public synchronized PlansInHand programme(Status status) {
        programme = status;
        return this;
    }

    /** A programme with scenarios of the same keys, for a segment alone. */
    public synchronized PlansInHand twin(String key, String segment) {
        twin = new ProgrammeBrief(key, key, null, null, null, null, segment, null, null);
        return this;
    }

    /** One more template, beside that of the campaigns. */
    public synchronized PlansInHand alsoTemplate(Template template) {
        templates.add(template);
        return this;
    }

    @Override
    public void lock(String key) {
        // one test keeps its plan alone
    }

    @Override
    public synchronized Optional<PlanDocument> load(String key) {
        if (!key.equals(PLAN)) {
            return Optional.empty();
        }
        var frame =
                new PlanFrame(
                        PLAN,
                        "Plan",
                        "Maison",
                        from,
                        to,
                        PARIS,
                        Locale.FRENCH,
                        "FR",
                        lookAhead,
                        lateEvents,
                        "purchase",
                        BigDecimal.ZERO);
        var conventions =
                new Conventions(
                        List.of(),
                        List.of(),
                        new Typology(List.of()),
                        List.of(
                                new Conventions.Sender(
                                        "club",
                                        Channel.EMAIL,
                                        "Le Club",
                                        "club@maison.example",
                                        Set.of())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
        return Optional.of(
                new PlanDocument(
                        frame,
                        conventions,
                        List.of(),
                        segments,
                        pressure,
                        quiet,
                        capacity,
                        List.of(),
                        List.of(),
                        Stream.concat(Stream.of(template), templates.stream()).toList(),
                        scenarios.isEmpty() ? List.of() : programmes(),
                        campaigns,
                        List.of()));
    }

    private List<PlanDocument.Programme> programmes() {
        var club = new ProgrammeBrief("club", "Club", null, null, null, null, null, null, null);
        return Stream.of(club, twin)
                .filter(Objects::nonNull)
                .map(
                        brief ->
                                new PlanDocument.Programme(
                                        brief, programme, List.copyOf(scenarios.values())))
                .toList();
    }

    @Override
    public synchronized List<String> plansWith(String key) {
        return campaigns.stream().anyMatch(campaign -> campaign.brief().key().equals(key))
                ? List.of(PLAN)
                : List.of();
    }

    @Override
    public Optional<Campaign> find(String plan, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Campaign> of(String plan) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void keep(PlanDocument document, ItemPlace place, String who, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void moved(PlanDocument document) {}

    @Override
    public Kept store(PlanDocument document, String who, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> keys() {
        return List.of(PLAN);
    }

    @Override
    public List<Summary> list() {
        return List.of(
                new Summary(PLAN, "Plan", "Maison", LocalDate.MIN, LocalDate.MAX, Instant.EPOCH));
    }

    /**
     * What a campaign asks: a promotional e-mail for offers to everybody, unless it says otherwise.
     */
    public static final class Asks {
        private MessageType type = MessageType.PROMOTIONAL;
        private List<Channel> channels = List.of(Channel.EMAIL);
        private @Nullable Condition target;
        private @Nullable LocalDateTime start;
        private @Nullable String recurrence;
        private OccurrenceEdits edits = OccurrenceEdits.NONE;
        private @Nullable Span expiry;
        private BigDecimal control = BigDecimal.ZERO;
        private int priority = 50;
        private WhenCapped whenCapped = WhenCapped.DROP;
        private List<String> tags = List.of();

        public Asks type(MessageType type) {
            this.type = type;
            return this;
        }

        public Asks on(Channel... channels) {
            this.channels = List.of(channels);
            return this;
        }

        public Asks target(Condition target) {
            this.target = target;
            return this;
        }

        public Asks start(String start) {
            this.start = LocalDateTime.parse(start);
            return this;
        }

        public Asks recurrence(String recurrence) {
            this.recurrence = recurrence;
            return this;
        }

        public Asks edits(OccurrenceEdits edits) {
            this.edits = edits;
            return this;
        }

        public Asks expiry(String expiry) {
            this.expiry = Span.parse(expiry);
            return this;
        }

        public Asks priority(int priority) {
            this.priority = priority;
            return this;
        }

        public Asks whenCapped(WhenCapped whenCapped) {
            this.whenCapped = whenCapped;
            return this;
        }

        public Asks tags(String... tags) {
            this.tags = List.of(tags);
            return this;
        }

        public Asks control(String rate) {
            this.control = new BigDecimal(rate);
            return this;
        }

        private CampaignBrief brief(String key) {
            return new CampaignBrief(
                    key,
                    key,
                    recurrence == null ? CampaignKind.ONE_OFF : CampaignKind.RECURRING,
                    null,
                    null,
                    null,
                    null,
                    null,
                    type,
                    null,
                    "offers",
                    priority,
                    BigDecimal.ZERO,
                    null,
                    tags,
                    target,
                    channels,
                    "hello",
                    start,
                    recurrence,
                    edits,
                    expiry,
                    whenCapped,
                    control);
        }
    }
}
