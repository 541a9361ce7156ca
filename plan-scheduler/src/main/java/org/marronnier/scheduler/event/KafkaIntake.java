package org.marronnier.scheduler.event;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/** Reads events from a topic of Kafka, where {@code marronnier.kafka.enabled} says so. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("marronnier.kafka.enabled")
class KafkaIntake {

    private static final int AT_ONCE = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    KafkaTemplate<byte[], byte[]> deadLetters(Environment environment) {
        return new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(
                        with(
                                KafkaSettings.of(environment).client(),
                                Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    /** A batch that fails is read again until it goes in: nothing is skipped. */
    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> eventTopic(
            EventIntake intake,
            KafkaTemplate<byte[], byte[]> deadLetters,
            Environment environment) {
        var settings = KafkaSettings.of(environment);
        var properties = new ContainerProperties(settings.topic());
        properties.setGroupId(settings.group());
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setMessageListener(
                new TakingRecords(intake, deadLetters, settings.deadLetters()));
        var container =
                new ConcurrentMessageListenerContainer<byte[], byte[]>(
                        new DefaultKafkaConsumerFactory<>(
                                with(
                                        settings.client(),
                                        Map.of(
                                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                                false,
                                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                                "earliest",
                                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                                AT_ONCE)),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()),
                        properties);
        container.setBeanName("event-topic");
        container.setCommonErrorHandler(
                new DefaultErrorHandler(
                        new FixedBackOff(PAUSE.toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
        return container;
    }

    private static Map<String, Object> with(Map<String, Object> client, Map<String, Object> more) {
        client.putAll(more);
        return client;
    }
}
