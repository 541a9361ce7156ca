package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.template.Template;
import org.marronnier.scheduler.HouseTest;
import org.marronnier.scheduler.PlansInHand;

/** A house over an empty database, whose plan has the campaign {@code sale}. */
abstract class RunTest extends HouseTest {

    RunTest(Instant begins) {
        super(new PlansInHand().campaign("sale"), begins);
    }

    /** Fires a campaign and decides whoever is due. */
    final Run decided(String campaign) {
        var run = house.fire(campaign);
        house.decide();
        return run;
    }

    /** Fires a campaign, decides whoever is due and hands their messages over. */
    final Run delivered(String campaign) {
        var run = decided(campaign);
        house.deliver();
        return run;
    }

    static Condition only(String... contacts) {
        return is("externalId", contacts);
    }

    static Condition is(String field, String... values) {
        return new Condition.Attribute(
                field,
                List.of(
                        new Comparison(
                                Comparison.Operator.IN,
                                Stream.of(values).map(Operand::of).toList())));
    }

    /** The template of every campaign, with another text. */
    static Template writing(String text) {
        return new Template("hello", Channel.EMAIL, "fr", "club", "Bonjour", text, null);
    }
}
