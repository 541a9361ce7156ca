package org.marronnier.web.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.web.shell.Option;
import org.springframework.context.MessageSource;

/** What there is to choose from in the form of a campaign. Read by its templates. */
public final class CampaignChoices {

    private final PlanDocument plan;
    private final MessageSource messages;
    private final Locale locale;

    CampaignChoices(PlanDocument plan, MessageSource messages, Locale locale) {
        this.plan = plan;
        this.messages = messages;
        this.locale = locale;
    }

    public List<Option> kinds() {
        return constants(
                CampaignKind.values(),
                kind -> CampaignWords.word(kind).replace('_', '-'),
                "campaign.kind.");
    }

    public List<Option> moments() {
        return orNone(constants(Moment.values(), CampaignWords::word, "campaign.moment."));
    }

    public List<Option> types() {
        return constants(MessageType.values(), Enum::name, "type.");
    }

    public List<Option> intents() {
        return orNone(constants(Intent.values(), CampaignWords::word, "intent."));
    }

    public List<Option> whenCapped() {
        return constants(
                WhenCapped.values(),
                when -> when == WhenCapped.NEXT_CHANNEL ? "nextChannel" : CampaignWords.word(when),
                "when-capped.");
    }

    public List<Option> programmes() {
        return orNone(
                options(
                        plan.programmes(),
                        one -> new Option(one.brief().key(), one.brief().name())));
    }

    public List<Option> owners() {
        return orNone(
                options(
                        plan.conventions().departments(),
                        one -> new Option(one.key(), one.name())));
    }

    public List<Option> purposes() {
        return orNone(
                options(plan.conventions().purposes(), one -> new Option(one.key(), one.name())));
    }

    public List<Option> segments() {
        var all = new ArrayList<Option>();
        all.add(new Option("", say("campaign.edit.everybody")));
        plan.segments().forEach(one -> all.add(new Option(one.key(), one.name())));
        return all;
    }

    public List<Option> templates() {
        return orNone(
                options(
                        plan.templates(),
                        one ->
                                new Option(
                                        one.key(),
                                        say(
                                                "campaign.edit.template",
                                                one.subject() == null ? one.key() : one.subject(),
                                                say("channel." + one.channel()),
                                                one.key()))));
    }

    /**
     * All channels, those that are chosen first and in their order.
     *
     * @param held as the tree holds them
     */
    public List<Option> channels(@Nullable Object held) {
        var chosen = held instanceof List<?> some ? some : List.of();
        var all = new ArrayList<Option>();
        chosen.forEach(one -> channel(String.valueOf(one)).ifPresent(all::add));
        for (var channel : Channel.values()) {
            if (!chosen.contains(channel.name())) {
                all.add(option(channel));
            }
        }
        return all;
    }

    /** The units of a span, and the words of one written out. */
    public List<Option> units() {
        return options(
                List.of("HOUR", "DAY", "WEEK", "MONTH", "ISO"),
                unit -> new Option(unit, say("condition.edit.unit." + unit)));
    }

    private Optional<Option> channel(String name) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .map(this::option);
    }

    private Option option(Channel channel) {
        return new Option(channel.name(), say("channel." + channel));
    }

    private <E extends Enum<E>> List<Option> constants(
            E[] constants, Function<E, String> value, String prefix) {
        return options(
                List.of(constants), one -> new Option(value.apply(one), say(prefix + one.name())));
    }

    private List<Option> orNone(List<Option> options) {
        var all = new ArrayList<Option>();
        all.add(new Option("", say("campaign.edit.none")));
        all.addAll(options);
        return all;
    }

    private static <T> List<Option> options(List<T> things, Function<T, Option> option) {
        return things.stream().map(option).toList();
    }

    private String say(String key, String... facts) {
        return messages.getMessage(key, facts.length == 0 ? null : facts, locale);
    }
}
