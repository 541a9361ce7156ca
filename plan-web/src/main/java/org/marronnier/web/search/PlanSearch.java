package org.marronnier.web.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.PlainText;
import org.marronnier.web.shell.PlanOptions;

/**
 * Finds items of a plan by the words of their names and keys, whatever their case and accents: each
 * word of the search begins a word of the item. Names that begin with the search come first.
 */
final class PlanSearch {

    private PlanSearch() {}

    /** At most so many items; none for a search without a word. */
    static List<FoundItem> of(PlanDocument plan, String search, int most) {
        var wanted = PlainText.of(search);
        var words = words(wanted);
        return words.isEmpty()
                ? List.of()
                : items(plan)
                        .filter(item -> holds(item, words))
                        .sorted(
                                Comparator.comparing(
                                        (FoundItem item) ->
                                                !PlainText.of(item.name()).startsWith(wanted)))
                        .limit(most)
                        .toList();
    }

    private static boolean holds(FoundItem item, List<String> words) {
        var key = item.tab() == null ? item.place().key() : "";
        var own = words(PlainText.of(item.name() + " " + key));
        return words.stream().allMatch(word -> own.stream().anyMatch(one -> one.startsWith(word)));
    }

    private static Stream<FoundItem> items(PlanDocument plan) {
        return Stream.of(
                        plan.programmes().stream().flatMap(PlanSearch::programme),
                        plan.campaigns().stream()
                                .map(
                                        one ->
                                                new FoundItem(
                                                        at(ItemKind.CAMPAIGN, one.brief().key()),
                                                        one.brief().name(),
                                                        null,
                                                        one.status(),
                                                        null)),
                        plan.segments().stream()
                                .map(one -> item(ItemKind.SEGMENT, one.key(), one.name())),
                        plan.templates().stream()
                                .map(
                                        one ->
                                                item(
                                                        ItemKind.TEMPLATE,
                                                        one.key(),
                                                        one.subject() == null
                                                                ? one.key()
                                                                : one.subject())),
                        plan.objectives().stream()
                                .map(one -> item(ItemKind.OBJECTIVE, one.key(), one.name())),
                        plan.kpis().stream().map(one -> item(ItemKind.KPI, one.key(), one.name())),
                        plan.journeys().stream()
                                .map(one -> item(ItemKind.JOURNEY, one.key(), one.name())),
                        plan.calendar().stream()
                                .map(one -> item(ItemKind.CALENDAR_EVENT, one.key(), one.name())),
                        Stream.of(item(ItemKind.PLAN, plan.plan().key(), plan.plan().name())),
                        conventions(plan))
                .flatMap(found -> found);
    }

    private static Stream<FoundItem> programme(PlanDocument.Programme programme) {
        var brief = programme.brief();
        return Stream.concat(
                Stream.of(
                        new FoundItem(
                                at(ItemKind.PROGRAMME, brief.key()),
                                brief.name(),
                                null,
                                programme.status(),
                                null)),
                programme.scenarios().stream()
                        .map(
                                one ->
                                        new FoundItem(
                                                ItemPlace.scenario(brief.key(), one.brief().key()),
                                                one.brief().name(),
                                                brief.name(),
                                                one.status(),
                                                null)));
    }

    private static Stream<FoundItem> conventions(PlanDocument plan) {
        var place = at(ItemKind.CONVENTIONS, plan.plan().key());
        var named = new PlanOptions(plan);
        return Stream.of(
                        among(place, "stages", named.stages()),
                        among(place, "purposes", named.purposes()),
                        among(place, "senders", named.senders()),
                        among(place, "departments", named.departments()),
                        among(place, "touchpoints", named.touchpoints()))
                .flatMap(found -> found);
    }

    private static Stream<FoundItem> among(ItemPlace place, String tab, List<Option> options) {
        return options.stream().map(one -> new FoundItem(place, one.text(), null, null, tab));
    }

    private static FoundItem item(ItemKind kind, String key, String name) {
        return FoundItem.of(at(kind, key), name);
    }

    private static ItemPlace at(ItemKind kind, String key) {
        return ItemPlace.of(kind, key);
    }

    private static List<String> words(String plain) {
        return plain.isEmpty() ? List.of() : List.of(plain.split(" ", -1));
    }
}
