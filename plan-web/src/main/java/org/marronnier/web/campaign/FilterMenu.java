package org.marronnier.web.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The choices of one dimension of a filter, each with the address that makes it.
 *
 * @param chosen the word that holds; null for any
 */
public record FilterMenu(
        CampaignFilter.Dimension dimension, @Nullable String chosen, List<Choice> choices) {

    /**
     * @param word null for any
     */
    public record Choice(@Nullable String word, String href) {}

    /** The menus of a page whose address has other parameters besides the filter. */
    public static List<FilterMenu> of(
            CampaignFilter filter, String path, Map<String, String> others) {
        var menus = new ArrayList<FilterMenu>();
        for (var dimension : CampaignFilter.Dimension.values()) {
            Function<@Nullable String, Choice> choice =
                    word -> new Choice(word, href(path, filter.with(dimension, word), others));
            var choices = new ArrayList<Choice>();
            choices.add(choice.apply(null));
            dimension.words().forEach(word -> choices.add(choice.apply(word)));
            menus.add(new FilterMenu(dimension, filter.word(dimension), choices));
        }
        return menus;
    }

    /** The address of a page with a filter. */
    public static String href(String path, CampaignFilter filter, Map<String, String> others) {
        var address = UriComponentsBuilder.fromPath(path);
        others.forEach(address::queryParam);
        filter.parameters().forEach(address::queryParam);
        return address.encode().build().toUriString();
    }
}
