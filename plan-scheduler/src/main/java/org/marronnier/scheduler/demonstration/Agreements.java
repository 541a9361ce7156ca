package org.marronnier.scheduler.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Confirmation;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.scheduler.demonstration.Crowd.Agreement;
import org.marronnier.scheduler.demonstration.Crowd.Card;

/**
 * What a contact agrees to when it becomes known, and takes back later; the shares are those of an
 * ordinary base.
 */
final class Agreements {

    private static final String OFFERS = "offers";
    private static final String NEWSLETTER = "newsletter";
    private static final String SURVEYS = "surveys";
    private static final double CONFIRMED = 0.45;

    private final RandomGenerator random;
    private final Instant now;
    private final boolean buyer;
    private final List<Agreement> agreements = new ArrayList<>();

    Agreements(RandomGenerator random, Instant now, boolean buyer) {
        this.random = random;
        this.now = now;
        this.buyer = buyer;
    }

    List<Agreement> of(Card card) {
        if (card.email() != null) {
            ask(card, Channel.EMAIL, NEWSLETTER, buyer ? 0.70 : 0.95, 0.08, 0.08);
            ask(card, Channel.EMAIL, OFFERS, buyer ? 0.66 : 0.55, 0.14, 0.10);
            ask(card, Channel.EMAIL, SURVEYS, 0.30, 0.10, 0.05);
        }
        if (card.phone() != null) {
            ask(card, Channel.SMS, OFFERS, 0.28, 0.30, 0.12);
        }
        ask(card, Channel.LETTER, OFFERS, 0, 0.06, 0);
        return agreements.stream().sorted(Comparator.comparing(Agreement::at)).toList();
    }

    /**
     * Granted, denied or left open with the given chances; a granted one is taken back at a rate a
     * year.
     */
    private void ask(
            Card card,
            Channel channel,
            String purpose,
            double granted,
            double denied,
            double takenBack) {
        var answer = random.nextDouble();
        var asked = card.since().plusSeconds(random.nextInt(5, 600));
        if (asked.isAfter(now)) {
            asked = card.since();
        }
        if (answer < granted) {
            var confirmed = channel == Channel.EMAIL && random.nextDouble() < CONFIRMED;
            add(
                    channel,
                    purpose,
                    ConsentStatus.GRANTED,
                    confirmed ? Confirmation.SOURCE : "formulaire",
                    asked);
            var days = -Math.log(1 - random.nextDouble()) / Math.max(takenBack, 1e-9) * 365;
            var left = Duration.between(asked, now).toDays();
            if (days < left) {
                add(
                        channel,
                        purpose,
                        ConsentStatus.WITHDRAWN,
                        "lien de désinscription",
                        asked.plus(Duration.ofDays((long) days + 1)));
            }
        } else if (answer < granted + denied) {
            add(channel, purpose, ConsentStatus.DENIED, "formulaire", asked);
        }
    }

    private void add(
            Channel channel, String purpose, ConsentStatus status, String source, Instant at) {
        var proof = "%s, %s, version 2 du texte".formatted(source, at.toString().substring(0, 10));
        agreements.add(
                new Agreement(
                        channel,
                        purpose,
                        status,
                        "consentement",
                        source,
                        proof,
                        at.isAfter(now) ? now : at));
    }
}
