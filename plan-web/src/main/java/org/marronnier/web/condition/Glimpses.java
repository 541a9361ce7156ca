package org.marronnier.web.condition;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceGlimpses;
import org.marronnier.domain.audience.AudienceGlimpses.Size;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Who a condition means while it is still being edited. */
@Component
public final class Glimpses {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int MEMBERS = 6;

    private final AudienceGlimpses audiences;
    private final Contacts contacts;
    private final ConditionSentences sentences;
    private final MistakeSentences mistakes;
    private final Figures figures;
    private final Sayings sayings;
    private final Clock clock;

    /**
     * What a page shows of it.
     *
     * @param sentence what the condition means; null where it is not whole
     * @param number how many match, written; null where it is not whole
     * @param detail what the number is: counted, or estimated from how many
     * @param members some who match
     * @param lacks what is not whole
     */
    public record View(
            @Nullable Sentence sentence,
            @Nullable String number,
            @Nullable String detail,
            List<Contact> members,
            List<String> lacks) {
        public View {
            members = List.copyOf(members);
            lacks = List.copyOf(lacks);
        }
    }

    Glimpses(
            AudienceGlimpses audiences,
            Contacts contacts,
            ConditionSentences sentences,
            MistakeSentences mistakes,
            Figures figures,
            Sayings sayings,
            Clock clock) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.sentences = sentences;
        this.mistakes = mistakes;
        this.figures = figures;
        this.sayings = sayings;
        this.clock = clock;
    }

    /** Looks at the tree of a condition of a plan. */
    public View of(Map<String, Object> tree, PlanDocument plan, Locale locale) {
        var found = new ArrayList<Mistake>();
        return Part.CONDITION
                .find(tree, found::addAll)
                .map(condition -> of(condition, plan, locale))
                .orElseGet(
                        () ->
                                new View(
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        found.stream()
                                                .map(one -> mistakes.say(one.telling(), locale))
                                                .distinct()
                                                .toList()));
    }

    private View of(Condition condition, PlanDocument plan, Locale locale) {
        var strangers = strangers(condition, plan).toList();
        if (!strangers.isEmpty()) {
            return new View(null, null, null, List.of(), lacking(strangers, locale));
        }
        var glimpse =
                audiences.look(
                        condition,
                        Vocabulary.of(plan),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        PATIENCE,
                        MEMBERS);
        return new View(
                sentences.of(condition, Names.of(plan), locale),
                number(glimpse.size()),
                detail(glimpse.size(), locale),
                glimpse.members().stream().flatMap(id -> contacts.find(id).stream()).toList(),
                List.of());
    }

    private List<String> lacking(List<String> strangers, Locale locale) {
        return strangers.stream()
                .map(
                        key ->
                                key.isBlank()
                                        ? sayings.say("condition.glimpse.choose", locale)
                                        : sayings.say("condition.glimpse.unknown", locale, key))
                .distinct()
                .toList();
    }

    /** The segments and stages that a condition names and the plan does not have. */
    private static Stream<String> strangers(Condition condition, PlanDocument plan) {
        return condition
                .walk()
                .flatMap(
                        part ->
                                switch (part) {
                                    case Condition.InSegment(var key)
                                            when plan.segments().stream()
                                                    .noneMatch(one -> one.key().equals(key)) ->
                                            Stream.of(key);
                                    case Condition.InStage(var key)
                                            when plan.conventions().stages().stream()
                                                    .noneMatch(one -> one.key().equals(key)) ->
                                            Stream.of(key);
                                    default -> Stream.empty();
                                });
    }

    private String number(Size size) {
        return switch (size) {
            case Size.Counted(var number) -> figures.number(number);
            case Size.Estimated(var number, var _, var _, var _) -> figures.number(number);
        };
    }

    private String detail(Size size, Locale locale) {
        return switch (size) {
            case Size.Counted(var number) ->
                    sayings.say("condition.glimpse." + Plural.of(number, locale), locale);
            case Size.Estimated(var _, var low, var high, var looked) ->
                    sayings.say(
                            "condition.glimpse.estimated",
                            locale,
                            figures.number(low),
                            figures.number(high),
                            figures.number(looked));
        };
    }
}
