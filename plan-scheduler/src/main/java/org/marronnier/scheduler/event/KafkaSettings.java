package org.marronnier.scheduler.event;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Where events are read from, {@code marronnier.kafka.*}.
 *
 * @param deadLetters the topic that events go to that cannot be taken; empty: they are counted only
 * @param properties more settings of Kafka's clients, such as those of security
 */
record KafkaSettings(
        String servers,
        String topic,
        String group,
        String deadLetters,
        Map<String, String> properties) {

    static KafkaSettings of(Environment environment) {
        return new KafkaSettings(
                environment.getRequiredProperty("marronnier.kafka.servers"),
                environment.getProperty("marronnier.kafka.topic", "marronnier-events"),
                environment.getProperty("marronnier.kafka.group", "marronnier"),
                environment.getProperty("marronnier.kafka.dead-letters", ""),
                Binder.get(environment)
                        .bind(
                                "marronnier.kafka.properties",
                                Bindable.mapOf(String.class, String.class))
                        .orElseGet(Map::of));
    }

    /** What every client of Kafka is told. */
    Map<String, Object> client() {
        var client = new HashMap<String, Object>(properties);
        client.put("bootstrap.servers", servers);
        return client;
    }
}
