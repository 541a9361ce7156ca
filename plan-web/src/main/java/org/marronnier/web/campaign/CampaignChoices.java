package org.marronnier.web.campaign;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.Moment;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.DocumentWord;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.Intent;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.template.Template;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Options;
import org.marronnier.web.shell.PlanOptions;
import org.marronnier.web.shell.Saying;

/** What there is to choose from in the form of a campaign. Read by its templates. */
public final class CampaignChoices {

    private final PlanDocument plan;
    private final PlanOptions named;
    private final Saying saying;
    private final Options options;

    CampaignChoices(PlanDocument plan, Saying saying) {
        this.plan = plan;
        this.named = new PlanOptions(plan);
        this.saying = saying;
        this.options = new Options(saying);
    }

    public List<Option> kinds() {
        return options.constants(CampaignKind.values(), DocumentWord::dashed, "campaign.kind.");
    }

    public List<Option> moments() {
        return orNone(options.constants(Moment.values(), DocumentWord::dashed, "campaign.moment."));
    }

    public List<Option> types() {
        return options.constants(MessageType.values(), "type.");
    }

    public List<Option> intents() {
        return orNone(options.constants(Intent.values(), DocumentWord::dashed, "intent."));
    }

    public List<Option> whenCapped() {
        return options.constants(WhenCapped.values(), DocumentWord::camel, "when-capped.");
    }

    public List<Option> programmes() {
        return orNone(named.programmes());
    }

    public List<Option> owners() {
        return orNone(named.departments());
    }

    public List<Option> purposes() {
        return orNone(named.purposes());
    }

    public List<Option> segments() {
        return options.orNone("campaign.edit.everybody", named.segments());
    }

    public List<Option> templates() {
        return orNone(
                Options.of(
                        plan.templates(),
                        Template::key,
                        one ->
                                saying.say(
                                        "campaign.edit.template",
                                        one.subject() == null ? one.key() : one.subject(),
                                        saying.say("channel." + one.channel()),
                                        one.key())));
    }

    /**
     * All channels, those that are chosen first and in their order.
     *
     * @param held as the tree holds them
     */
    public List<Option> channels(@Nullable Object held) {
        var chosen = held instanceof List<?> some ? some : List.of();
        return options.constants(Channel.values(), "channel.").stream()
                .sorted(Comparator.comparingInt(channel -> place(channel, chosen)))
                .toList();
    }

    private static int place(Option channel, List<?> chosen) {
        var place = chosen.indexOf(channel.value());
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    /** The units of a span, and the words of one written out. */
    public List<Option> units() {
        return options.words(
                List.of("HOUR", "DAY", "WEEK", "MONTH", "ISO"), "condition.edit.unit.");
    }

    private List<Option> orNone(List<Option> some) {
        return options.orNone("campaign.edit.none", some);
    }
}
