package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.inbound.AskingNextMessage;
import org.marronnier.scheduler.inbound.NextMessage;
import org.marronnier.scheduler.inbound.ReportingShown;
import org.marronnier.scheduler.inbound.ReportingShown.Answer;
import org.marronnier.store.contact.ContactMerges;

/** The survivor of a merge is offered what the merged contact was, once. */
class MergedOffersTest extends ScenarioTest {

    MergedOffersTest() {
        contacts.agreed("zoe", "").agreed("max", "");
    }

    @Test
    void offersWhatAStepOfTheMergedOneOffered() {
        var scenario = live(welcome());
        enrol(scenario, "max");
        walk();
        var message = next("max");
        assertThat(none("zoe")).containsExactly("NOTHING");

        merge();

        assertThat(next("zoe")).isEqualTo(message);
        assertThat(next("max")).isEqualTo(message);
        assertThat(show("max", message)).isInstanceOf(Answer.Counted.class);
        assertThat(none("zoe")).containsExactly("NOTHING");
        assertThat(shown()).containsExactly("zoe " + message);
    }

    @Test
    void offersOnceWhatAStepOfBothOffered() {
        var scenario = live(welcome());
        enrol(scenario, "zoe");
        enrol(scenario, "max");
        walk();
        var ofZoe = next("zoe");
        var ofMax = next("max");
        show("max", ofMax);

        merge();
        assertThat(none("zoe")).as("the one that both are was shown it").containsExactly("NOTHING");

        undo();
        assertThat(next("zoe")).isEqualTo(ofZoe);
        assertThat(none("max")).containsExactly("NOTHING");
    }

    @Test
    void offersOnceWhatACampaignOfferedToBoth() {
        plans.campaign(
                "banner",
                Status.APPROVED,
                asks -> asks.on(Channel.WEB).start("2026-03-02T09:00").expiry("P2D"));
        var ofZoe = next("zoe");
        var ofMax = next("max");

        merge();
        assertThat(next("zoe")).isEqualTo(ofZoe);
        assertThat(show("max", ofMax))
                .as("the page that was answered before")
                .isInstanceOf(Answer.Counted.class);
        assertThat(none("zoe")).containsExactly("NOTHING");
        assertThat(shown()).containsExactly("zoe " + ofMax);

        undo();
        assertThat(next("zoe")).isEqualTo(ofZoe);
        assertThat(none("max")).containsExactly("NOTHING");
    }

    private static ScenarioBrief welcome() {
        return of(
                "welcome",
                new Step.Send(
                        "hello",
                        List.of(Channel.WEB),
                        Span.parse("P3D"),
                        WhenCapped.DEFER,
                        BigDecimal.ZERO,
                        null,
                        List.of()),
                pause("P1D"));
    }

    /** Max becomes Zoe. */
    private void merge() {
        var merged =
                house.get(ContactMerges.class).merge("zoe", "max", "anna", "", clock.instant());
        assertThat(merged).isEqualTo(ContactMerges.Outcome.DONE);
    }

    private void undo() {
        var merges = house.get(ContactMerges.class);
        merges.undo(merges.standing(1).getFirst().id(), "anna", clock.instant());
    }

    private long next(String contact) {
        return ((NextMessage.Message) house.get(AskingNextMessage.class).ask(contact, null))
                .message();
    }

    private List<String> none(String contact) {
        return ((NextMessage.None) house.get(AskingNextMessage.class).ask(contact, null)).reasons();
    }

    private Answer show(String contact, long message) {
        return house.get(ReportingShown.class).report(contact, message, null);
    }

    private List<String> shown() {
        return column(
                "select c.external_id || ' ' || m.id from message m join contact c on c.id = m.contact_id");
    }
}
