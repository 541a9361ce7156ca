package org.marronnier.scheduler.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.inbound.ReportingShown.Answer;
import org.marronnier.store.contact.ContactMerges;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.outbox.ContactFields;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contacts are merged, or are themselves again, between two looks of who asks for one of them. */
class MergeWhileAskingTest {

    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final SteppedClock clock = new SteppedClock(NOW);
    private Runnable onceFound = () -> {};
    private Runnable onceWritten = () -> {};
    private final House house =
            new House(
                    database.dataSource(),
                    plans,
                    clock,
                    Map.of("marronnier.workers", "false"),
                    this::interrupted);
    private final AskingNextMessage asking = house.get(AskingNextMessage.class);

    MergeWhileAskingTest() {
        new org.marronnier.scheduler.Contacts(database.jdbc()).agreed("zoe", "").agreed("max", "");
        plans.campaign(
                "banner",
                Status.APPROVED,
                asks -> asks.on(Channel.WEB).start("2026-03-10T09:00").expiry("P2D"));
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void answersForTheSurvivorOnceTheContactIsFound() {
        onceFound = this::merge;

        assertThat(reported("max", message("max"))).isInstanceOf(Answer.Counted.class);
        assertThat(none("zoe")).containsExactly("NOTHING");
    }

    @Test
    void answersForTheSurvivorOnceTheMessageIsWritten() {
        onceWritten = this::merge;
        var number = message("max");

        assertThat(message("zoe")).isEqualTo(number);
        assertThat(reported("max", number)).isInstanceOf(Answer.Counted.class);
        assertThat(none("zoe")).containsExactly("NOTHING");
        assertThat(offered()).as("nothing is offered to nobody").containsExactly("zoe");
        undo();
    }

    @Test
    void answersNothingThatTheSurvivorWasShown() {
        reported("zoe", message("zoe"));
        onceWritten = this::merge;

        assertThat(none("max")).containsExactly("NOTHING");
    }

    @Test
    void answersForWhoIsThereAgain() {
        merge();
        onceFound = this::undo;

        assertThat(message("max")).isPositive();
        assertThat(message("max")).isNotEqualTo(message("zoe"));
    }

    @Test
    void countsWhatWasShownOnceTheContactIsFound() {
        var number = message("max");
        onceFound = this::merge;

        assertThat(reported("max", number)).isInstanceOf(Answer.Counted.class);
        assertThat(none("zoe")).containsExactly("NOTHING");
    }

    @Test
    void countsWhatWasShownToWhoIsThereAgain() {
        var number = message("max");
        merge();
        onceFound = this::undo;

        assertThat(reported("max", number)).isInstanceOf(Answer.Counted.class);
        assertThat(none("max")).containsExactly("NOTHING");
        assertThat(message("zoe")).isPositive();
    }

    private void interrupted(AnnotationConfigApplicationContext context) {
        context.registerBean(
                "interruptedContacts",
                Contacts.class,
                () -> interrupted((Contacts) context.getBean("jdbcContacts")),
                bean -> bean.setPrimary(true));
        context.registerBean(
                "interruptedFields",
                ContactFields.class,
                () ->
                        new ContactFields(context.getBean(JdbcClient.class)) {
                            @Override
                            public Optional<Map<String, String>> of(String externalId) {
                                var fields = super.of(externalId);
                                var then = onceWritten;
                                onceWritten = () -> {};
                                apart(then);
                                return fields;
                            }
                        },
                bean -> bean.setPrimary(true));
    }

    private Contacts interrupted(Contacts contacts) {
        return (Contacts)
                Proxy.newProxyInstance(
                        Contacts.class.getClassLoader(),
                        new Class<?>[] {Contacts.class},
                        (_, method, arguments) -> {
                            try {
                                var found = method.invoke(contacts, arguments);
                                var then = onceFound;
                                onceFound = () -> {};
                                apart(then);
                                return found;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /** In a transaction of its own, whatever the caller is in. */
    private static void apart(Runnable work) {
        try (var other = Executors.newSingleThreadExecutor()) {
            other.submit(work).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Max becomes Zoe. */
    private void merge() {
        var merged =
                house.get(ContactMerges.class).merge("zoe", "max", "anna", "", clock.instant());
        assertThat(merged).isEqualTo(ContactMerges.Outcome.DONE);
    }

    private void undo() {
        var merges = house.get(ContactMerges.class);
        var undone = merges.undo(merges.standing(1).getFirst().id(), "anna", clock.instant());
        assertThat(undone).isEqualTo(ContactMerges.Outcome.DONE);
    }

    private long message(String contact) {
        return ((NextMessage.Message) asking.ask(contact, null)).message();
    }

    private List<String> none(String contact) {
        return ((NextMessage.None) asking.ask(contact, null)).reasons();
    }

    private Answer reported(String contact, long message) {
        return house.get(ReportingShown.class).report(contact, message, null);
    }

    private List<String> offered() {
        return house.column(
                "select coalesce(c.external_id, 'nobody') from web_offer o left join contact c on c.id = o.contact_id");
    }
}
