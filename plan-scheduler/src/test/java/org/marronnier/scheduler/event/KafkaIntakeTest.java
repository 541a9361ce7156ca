package org.marronnier.scheduler.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.database.TestDatabase;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class KafkaIntakeTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final EmbeddedKafkaBroker BROKER =
            new EmbeddedKafkaKraftBroker(1, 2, "events", "held-events", "faulty");

    @BeforeAll
    static void starts() {
        BROKER.afterPropertiesSet();
    }

    @AfterAll
    static void stops() {
        BROKER.destroy();
    }

    @BeforeEach
    void aContact() {
        DATABASE.jdbc()
                .sql("truncate contact, contact_preference, event, waiting_event, arrival")
                .update();
        DATABASE.jdbc().sql("insert into contact (external_id) values ('C1')").update();
    }

    @Test
    void takesTheEventsOfATopicOnceAndPutsTheFaultyAside() throws Exception {
        send("events", event("a"), event("b"), "{\"id\": \"broken\"", event("a"));

        try (var _ = house("events", "1000")) {
            await(() -> stored() == 2);
            var faulty = faulty();
            assertThat(new String(faulty.value(), UTF_8)).isEqualTo("{\"id\": \"broken\"");
            assertThat(new String(faulty.headers().lastHeader("reason").value(), UTF_8))
                    .isEqualTo("the line is not one JSON object");
        }
        DATABASE.jdbc().sql("truncate event").update();
        send("events", event("c"));
        try (var _ = house("events", "1000")) {
            await(() -> stored() > 0);
        }

        assertThat(DATABASE.jdbc().sql("select id from event").query(String.class).list())
                .as("what was committed is not read again")
                .containsExactly("c");
    }

    @Test
    void leavesInTheTopicWhatIsTooMuch() throws Exception {
        DATABASE.jdbc()
                .sql(
                        "insert into arrival (contact_id, at, received_at) select 1, now(), now() from generate_series(1, 10)")
                .update();
        send("held-events", event("d"), event("e"));

        try (var _ = house("held-events", "10")) {
            TimeUnit.SECONDS.sleep(3);
            assertThat(stored()).isZero();

            DATABASE.jdbc().sql("truncate arrival").update();
            await(() -> stored() == 2);
        }
    }

    private static House house(String topic, String backlog) {
        return new House(
                DATABASE.dataSource(),
                new PlansInHand(),
                Clock.systemUTC(),
                Map.of(
                        "marronnier.workers",
                        "false",
                        "marronnier.events.backlog",
                        backlog,
                        "marronnier.kafka.enabled",
                        "true",
                        "marronnier.kafka.servers",
                        BROKER.getBrokersAsString(),
                        "marronnier.kafka.topic",
                        topic,
                        "marronnier.kafka.dead-letters",
                        "faulty"));
    }

    private static void send(String topic, String... values) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        servers(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var value : values) {
                producer.send(new ProducerRecord<byte[], byte[]>(topic, value.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> faulty() {
        var settings = servers();
        settings.put("group.id", "test");
        settings.put("auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("faulty"));
            for (int i = 0; i < 60; i++) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    return record;
                }
            }
        }
        throw new AssertionError("No faulty event was put aside.");
    }

    private static Map<String, Object> servers() {
        return new HashMap<>(Map.of("bootstrap.servers", BROKER.getBrokersAsString()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static int stored() {
        return DATABASE.jdbc().sql("select count(*) from event").query(Integer.class).single();
    }

    private static String event(String id) {
        return "{\"id\": \"%s\", \"externalId\": \"C1\", \"type\": \"visit\", \"at\": \"2027-01-31T10:00:00Z\"}"
                .formatted(id);
    }
}
