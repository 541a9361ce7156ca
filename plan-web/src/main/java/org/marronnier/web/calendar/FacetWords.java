package org.marronnier.web.calendar;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.segment.Segment;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** What the words of a calendar's sides are called, and which there are. */
@Component("facetWords")
public final class FacetWords {

    private final Sayings sayings;

    FacetWords(Sayings sayings) {
        this.sayings = sayings;
    }

    /** The words of a side, in the order of the plans, each with its name. */
    public Map<String, String> names(
            Facet facet, List<PlanDocument> plans, Collection<String> brands, Locale locale) {
        var names = new LinkedHashMap<String, String>();
        if (facet != Facet.BRAND && facet != Facet.STATUS && facet != Facet.TYPE) {
            names.put(Facet.NOTHING, sayings.say("facet.none." + facet.parameter(), locale));
        }
        switch (facet) {
            case PROGRAMME ->
                    each(plans, plan -> plan.programmes().stream())
                            .forEach(
                                    programme ->
                                            names.putIfAbsent(
                                                    programme.brief().key(),
                                                    programme.brief().name()));
            case BRAND -> brands.forEach(brand -> names.put(brand, brand));
            case SEGMENT ->
                    each(plans, plan -> plan.segments().stream())
                            .forEach((Segment one) -> names.putIfAbsent(one.key(), one.name()));
            case CHANNEL -> closed(Channel.values(), "channel.", names, locale);
            case DEPARTMENT ->
                    each(plans, plan -> plan.conventions().departments().stream())
                            .forEach(
                                    (Conventions.Department one) ->
                                            names.putIfAbsent(one.key(), one.name()));
            case STATUS ->
                    Arrays.stream(Status.values())
                            .map(status -> status.name().toLowerCase(Locale.ROOT))
                            .forEach(
                                    word -> names.put(word, sayings.say("status." + word, locale)));
            case LOT ->
                    new TreeSet<>(
                                    each(plans, plan -> plan.campaigns().stream())
                                            .flatMap(
                                                    campaign ->
                                                            Stream.ofNullable(
                                                                    campaign.brief().lot()))
                                            .toList())
                            .forEach(
                                    lot ->
                                            names.put(
                                                    String.valueOf(lot),
                                                    sayings.say("campaign.lot", locale, lot)));
            case TYPE -> {
                closed(MessageType.values(), "type.", names, locale);
                names.put(
                        CampaignKind.HIGHLIGHT.name().toLowerCase(Locale.ROOT),
                        sayings.say("kind.HIGHLIGHT", locale));
            }
        }
        return names;
    }

    private static <T> Stream<T> each(
            List<PlanDocument> plans, Function<PlanDocument, Stream<T>> part) {
        return plans.stream().flatMap(part);
    }

    private void closed(Enum<?>[] values, String prefix, Map<String, String> names, Locale locale) {
        for (var value : values) {
            names.put(
                    value.name().toLowerCase(Locale.ROOT),
                    sayings.say(prefix + value.name(), locale));
        }
    }
}
