package org.marronnier.web.shell;

import java.util.List;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.template.Template;

/** What a plan has to choose from: its items and its conventions, by key and under their names. */
public record PlanOptions(PlanDocument plan) {

    public List<Option> segments() {
        return Options.of(plan.segments(), Segment::key, Segment::name);
    }

    public List<Option> objectives() {
        return Options.of(plan.objectives(), Objective::key, Objective::name);
    }

    public List<Option> programmes() {
        return Options.of(plan.programmes(), one -> one.brief().key(), one -> one.brief().name());
    }

    /** The scenarios of all programmes. */
    public List<Option> scenarios() {
        return Options.of(
                plan.programmes().stream().flatMap(one -> one.scenarios().stream()).toList(),
                one -> one.brief().key(),
                one -> one.brief().name());
    }

    public List<Option> campaigns() {
        return Options.of(plan.campaigns(), one -> one.brief().key(), one -> one.brief().name());
    }

    /** Templates have no names but their keys. */
    public List<Option> templates() {
        return Options.of(plan.templates(), Template::key, Template::key);
    }

    public List<Option> rules() {
        return Options.of(plan.pressure(), PressureRule::key, PressureRule::name);
    }

    public List<Option> stages() {
        return Options.of(
                plan.conventions().stages(), Conventions.Stage::key, Conventions.Stage::name);
    }

    public List<Option> touchpoints() {
        return Options.of(
                plan.conventions().touchpoints(),
                Conventions.Touchpoint::key,
                Conventions.Touchpoint::name);
    }

    public List<Option> purposes() {
        return Options.of(
                plan.conventions().purposes(), Conventions.Purpose::key, Conventions.Purpose::name);
    }

    /** Senders without a name go by their keys. */
    public List<Option> senders() {
        return Options.of(
                plan.conventions().senders(),
                Conventions.Sender::key,
                one -> one.name() == null ? one.key() : one.name());
    }

    public List<Option> departments() {
        return Options.of(
                plan.conventions().departments(),
                Conventions.Department::key,
                Conventions.Department::name);
    }
}
