package org.marronnier.scheduler.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.imports.ReadingEvents;
import org.marronnier.store.imports.SentEvents.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchAcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Takes the records of a topic in, an event each. Their offsets are committed after the database
 * has them: what is read twice because of that is stored once.
 */
final class TakingRecords implements BatchAcknowledgingMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(TakingRecords.class);

    private final EventIntake intake;
    private final KafkaTemplate<byte[], byte[]> deadLetters;
    private final String deadTopic;

    TakingRecords(EventIntake intake, KafkaTemplate<byte[], byte[]> deadLetters, String deadTopic) {
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.deadTopic = deadTopic;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records, @Nullable Acknowledgment offsets) {
        if (offsets == null) {
            throw new IllegalStateException("The offsets are to be committed by hand.");
        }
        var read =
                ReadingEvents.each(
                        records.stream()
                                .map(
                                        record ->
                                                record.value() == null
                                                        ? new byte[0]
                                                        : record.value())
                                .toList());
        switch (intake.take(read, EventSource.KAFKA)) {
            case EventIntake.Answer.Busy(var after) -> offsets.nack(0, after);
            case EventIntake.Answer.Taken(_, var refused) -> {
                putAside(records, refused);
                offsets.acknowledge();
            }
        }
    }

    private void putAside(List<ConsumerRecord<byte[], byte[]>> records, List<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        if (!deadTopic.isEmpty()) {
            var sent =
                    refused.stream()
                            .map(one -> deadLetters.send(deadLetter(records.get(one.index()), one)))
                            .toList();
            sent.forEach(CompletableFuture::join);
        }
        LOG.warn("{} of {} events of the topic were refused.", refused.size(), records.size());
    }

    private ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> record, Refused refused) {
        var letter = new ProducerRecord<>(deadTopic, record.key(), record.value());
        letter.headers()
                .add("reason", refused.reason().sentence().getBytes(StandardCharsets.UTF_8));
        var field = refused.field();
        if (field != null) {
            letter.headers().add("field", field.getBytes(StandardCharsets.UTF_8));
        }
        return letter;
    }
}
