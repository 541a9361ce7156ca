package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts.Seen;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.InboundEvents;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.PlanOptions;

/** What there is to choose from: what the plan declares, and what was seen in the data. */
final class Choices {

    private final PlanDocument plan;
    private final Seen seen;
    private final Wording words;
    private final PlanOptions named;

    Choices(PlanDocument plan, Seen seen, Wording words) {
        this.plan = plan;
        this.seen = seen;
        this.words = words;
        this.named = new PlanOptions(plan);
    }

    Seen seen() {
        return seen;
    }

    /** The fields of contacts, then the attributes that were seen. */
    List<Option> fields(String chosen) {
        var all = new ArrayList<Option>();
        ConditionFields.OF_CONTACT.forEach(field -> all.add(field(field)));
        new TreeSet<>(seen.attributes().keySet())
                .forEach(attribute -> all.add(new Option(attribute, attribute)));
        return with(all, chosen);
    }

    /** The dates of contacts. */
    List<Option> dates(String chosen) {
        var all = new ArrayList<Option>();
        all.add(field("birthDate"));
        seen.attributes()
                .forEach(
                        (name, kind) -> {
                            if (kind == ValueKind.DATE) {
                                all.add(new Option(name, name));
                            }
                        });
        return with(all, chosen);
    }

    List<Option> segments(String chosen) {
        return with(named.segments(), chosen);
    }

    List<Option> stages(String chosen) {
        return with(named.stages(), chosen);
    }

    List<Option> purposes(String chosen) {
        return with(named.purposes(), chosen);
    }

    List<Option> programmes(String chosen) {
        return with(named.programmes(), chosen);
    }

    List<Option> scenarios(String chosen) {
        return with(named.scenarios(), chosen);
    }

    List<Option> campaigns(String chosen) {
        return with(named.campaigns(), chosen);
    }

    List<Option> templates(String chosen) {
        return with(named.templates(), chosen);
    }

    /** The constants of an enumeration, with the words of a message prefix. */
    <E extends Enum<E>> List<Option> constants(E[] constants, String prefix) {
        return words.options().constants(constants, prefix);
    }

    /**
     * The types of events: those seen, the sale, those that the plan names, and those that come in
     * from contacts.
     */
    List<Option> events() {
        var types = new TreeSet<>(seen.events().keySet());
        types.add(plan.plan().saleEvent());
        types.addAll(InboundEvents.TYPES);
        conditions()
                .flatMap(Condition::walk)
                .forEach(
                        part -> {
                            if (part instanceof Condition.Events events) {
                                types.add(events.event());
                            }
                        });
        plan.programmes().stream()
                .flatMap(programme -> programme.scenarios().stream())
                .forEach(
                        scenario -> {
                            if (scenario.brief().trigger() instanceof Trigger.OnEvent trigger) {
                                types.add(trigger.event());
                            }
                        });
        return types.stream().map(this::event).toList();
    }

    /** The properties of a type of event that were seen. */
    List<Option> properties(String event) {
        return new TreeSet<>(seen.events().getOrDefault(event, Map.of()).keySet())
                .stream().map(name -> new Option(name, "")).toList();
    }

    private Stream<Condition> conditions() {
        return Stream.of(
                        plan.segments().stream().map(segment -> segment.when()),
                        plan.conventions().stages().stream().map(stage -> stage.when()),
                        plan.campaigns().stream()
                                .flatMap(one -> Stream.ofNullable(one.brief().target())))
                .flatMap(Function.identity());
    }

    private Option event(String type) {
        return new Option(type, words.known("condition.event." + type + ".one").orElse(""));
    }

    private Option field(String field) {
        return new Option(field, words.field(field));
    }

    /** What is chosen stays to be seen, though it is none of the list any more. */
    private List<Option> with(List<Option> options, @Nullable String chosen) {
        var all = new ArrayList<Option>();
        if (chosen == null || chosen.isEmpty()) {
            all.add(new Option("", words.say("condition.edit.choose")));
        }
        all.addAll(options);
        if (chosen != null
                && !chosen.isEmpty()
                && options.stream().noneMatch(option -> option.value().equals(chosen))) {
            all.add(new Option(chosen, chosen));
        }
        return all;
    }
}
