package org.marronnier.domain.pack;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.law.Legal;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;

/**
 * What France asks of commercial SMS and calls, one line a rule:
 *
 * <ul>
 *   <li>SMS: none between 20:00 and 08:00, on Sundays and on public holidays (charter of the
 *       operators); consent first, customers excepted for similar products (CPCE, article L34-5);
 *   <li>calls: only on weekdays that are no public holiday, from 10:00 to 13:00 and from 14:00 to
 *       20:00; at most 4 in 30 days; none for 60 days after a refusal (décret 2022-1313 of 13
 *       October 2022, in force since 1 March 2023); since 11 August 2026 only with consent (loi
 *       2025-594 of 30 June 2025, article 13).
 * </ul>
 */
final class FrancePack {

    private static final String KEY = "france";

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final Legal OPERATORS =
            law("Règles des opérateurs (AF2M) pour les SMS commerciaux", null);
    private static final Legal L34_5 =
            law("CPCE, art. L34-5 ; produits analogues : client excepté", null);
    private static final Legal DECRET =
            law("Décret n° 2022-1313 du 13 octobre 2022", LocalDate.of(2023, 3, 1));
    private static final Legal LOI =
            law("Loi n° 2025-594 du 30 juin 2025, art. 13", LocalDate.of(2026, 8, 11));

    static final LegalPack FRANCE =
            new LegalPack(
                    KEY,
                    "FR",
                    List.of(
                            calls(
                                    "fr-appels-30-jours",
                                    "Quatre appels en 30 jours",
                                    30,
                                    new PressureRule.Cap(4, null, false, List.of())),
                            calls(
                                    "fr-appels-refus",
                                    "Silence de 60 jours après un refus au téléphone",
                                    60,
                                    new PressureRule.Block("call-refused", List.of()))),
                    List.of(
                            quiet("fr-sms-nuit", Channel.SMS, weekly(EVERY_DAY, 20, 8), OPERATORS),
                            quiet(
                                    "fr-sms-dimanche",
                                    Channel.SMS,
                                    whole(DayOfWeek.SUNDAY),
                                    OPERATORS),
                            quiet("fr-sms-feries", Channel.SMS, holidays(), OPERATORS),
                            quiet(
                                    "fr-appels-soir",
                                    Channel.PHONE,
                                    weekly(EVERY_DAY, 20, 10),
                                    DECRET),
                            quiet(
                                    "fr-appels-midi",
                                    Channel.PHONE,
                                    weekly(EVERY_DAY, 13, 14),
                                    DECRET),
                            quiet("fr-appels-week-end", Channel.PHONE, whole(WEEKEND), DECRET),
                            quiet("fr-appels-feries", Channel.PHONE, holidays(), DECRET)),
                    List.of(
                            asks(Channel.SMS, Regime.SOFT_OPT_IN, L34_5),
                            asks(Channel.PHONE, Regime.OPT_IN, LOI)));

    private FrancePack() {}

    private static Legal law(String source, @Nullable LocalDate since) {
        return new Legal(source, since, KEY);
    }

    private static PressureRule calls(String key, String name, int days, PressureRule.Limit limit) {
        return new PressureRule(
                key,
                name,
                new Scope(
                        Set.of(Channel.PHONE),
                        Set.of(MessageType.PROMOTIONAL),
                        Set.of(),
                        Set.of(),
                        Set.of()),
                new Window.Rolling(Span.days(days)),
                PressureRule.Unit.PERSON,
                limit,
                DECRET);
    }

    private static QuietPeriod quiet(
            String key, Channel channel, QuietPeriod.Pattern pattern, Legal legal) {
        return new QuietPeriod(
                key, Set.of(channel), Set.of(MessageType.PROMOTIONAL), pattern, legal);
    }

    private static Typology.Line asks(Channel channel, Regime regime, Legal legal) {
        return new Typology.Line(channel, MessageType.PROMOTIONAL, regime, legal);
    }

    private static QuietPeriod.Pattern weekly(Set<DayOfWeek> days, int from, int to) {
        return new QuietPeriod.Weekly(days, LocalTime.of(from, 0), LocalTime.of(to, 0), false);
    }

    private static QuietPeriod.Pattern whole(DayOfWeek day) {
        return whole(EnumSet.of(day));
    }

    private static QuietPeriod.Pattern whole(Set<DayOfWeek> days) {
        return new QuietPeriod.Weekly(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, true);
    }

    private static QuietPeriod.Pattern holidays() {
        return new QuietPeriod.PublicHolidays("FR");
    }
}
