package org.marronnier.web.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.convention.Conventions.Sender;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;

/** What a campaign needs before it may leave, checked one by one. Problems come first. */
public record CampaignChecks(List<Check> checks) {

    /**
     * One check.
     *
     * @param key its message; {@code <key>.detail} says more
     * @param facts what the detail names
     */
    public record Check(Verdict verdict, String key, List<String> facts) {

        public String icon() {
            return switch (verdict) {
                case GOOD -> "circle-check";
                case LOOK -> "alert-triangle";
                case STOP -> "alert-circle";
            };
        }

        public String tone() {
            return switch (verdict) {
                case GOOD -> "m-up";
                case LOOK -> "m-nut";
                case STOP -> "m-bad";
            };
        }
    }

    /** What a check found, the worst first: nothing can leave, somebody should look, good. */
    public enum Verdict {
        STOP,
        LOOK,
        GOOD
    }

    private static final Pattern WAY_OUT =
            Pattern.compile(
                    "\\{\\{\\s*unsubscribe|ne\\s+plus\\s+(\\S+\\s+)?recevoir|désabonn|désinscri|se\\s+désabonner|unsubscribe|opt-?out",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern STOP_WORD = Pattern.compile("\\bSTOP\\b");

    public CampaignChecks {
        checks =
                checks.stream()
                        .sorted((one, other) -> one.verdict.compareTo(other.verdict))
                        .toList();
    }

    /**
     * @param audience how many contacts match, where it is known
     */
    public static CampaignChecks of(
            PlanDocument plan,
            PlanDocument.Campaign campaign,
            @Nullable Long audience,
            Instant now) {
        return new CampaignChecks(
                new Checking(plan, campaign.brief(), campaign.status(), audience, now).all());
    }

    public long good() {
        return checks.stream().filter(check -> check.verdict == Verdict.GOOD).count();
    }

    public long toLookAt() {
        return checks.size() - good();
    }

    /** Whether the campaign could be sent. */
    public boolean pass() {
        return checks.stream().noneMatch(check -> check.verdict == Verdict.STOP);
    }

    private record Checking(
            PlanDocument plan,
            CampaignBrief campaign,
            Status status,
            @Nullable Long audience,
            Instant now) {

        List<Check> all() {
            var all = new ArrayList<Check>();
            if (campaign.kind() != CampaignKind.HIGHLIGHT) {
                var template = template();
                all.add(reach());
                all.add(channel());
                all.add(
                        template.map(found -> check(Verdict.GOOD, "template", found.key()))
                                .orElseGet(this::missingTemplate));
                template.ifPresent(
                        found -> {
                            all.add(sender(found));
                            wayOut(found).ifPresent(all::add);
                        });
                all.add(consent());
            }
            all.add(start());
            return all;
        }

        private Check reach() {
            if (audience == null) {
                return check(Verdict.LOOK, "audience.unknown");
            }
            return audience == 0
                    ? check(Verdict.STOP, "audience.empty")
                    : check(Verdict.GOOD, "audience");
        }

        private Check channel() {
            return campaign.channels().isEmpty()
                    ? check(Verdict.STOP, "channel.missing")
                    : check(Verdict.GOOD, "channel", campaign.channels().getFirst().name());
        }

        private Optional<Template> template() {
            return plan.templates().stream()
                    .filter(template -> template.key().equals(campaign.template()))
                    .findFirst();
        }

        private Check missingTemplate() {
            return campaign.template() == null
                    ? check(Verdict.STOP, "template.missing")
                    : check(Verdict.STOP, "template.unknown", campaign.template());
        }

        private Check sender(Template template) {
            var sender =
                    plan.conventions().senders().stream()
                            .filter(one -> one.key().equals(template.sender()))
                            .findFirst();
            if (sender.isEmpty()) {
                return check(Verdict.STOP, "sender.missing");
            }
            var address = address(sender.get());
            if (!sender.get().types().isEmpty()
                    && !sender.get().types().contains(campaign.type())) {
                return check(Verdict.STOP, "sender.type", address);
            }
            return check(Verdict.GOOD, "sender", address);
        }

        private static String address(Sender sender) {
            return sender.address() == null ? sender.key() : sender.address();
        }

        private Optional<Check> wayOut(Template template) {
            if (campaign.type() == MessageType.TRANSACTIONAL) {
                return Optional.empty();
            }
            return switch (template.channel()) {
                case EMAIL ->
                        Optional.of(
                                isIn(WAY_OUT, template.html(), template.text())
                                        ? check(Verdict.GOOD, "way-out")
                                        : check(Verdict.LOOK, "way-out.missing"));
                case SMS ->
                        Optional.of(
                                isIn(STOP_WORD, template.text())
                                        ? check(Verdict.GOOD, "stop")
                                        : check(Verdict.LOOK, "stop.missing"));
                case PUSH, PHONE, LETTER, WEB -> Optional.empty();
            };
        }

        private static boolean isIn(Pattern pattern, @Nullable String... texts) {
            for (var text : texts) {
                if (text != null && pattern.matcher(text).find()) {
                    return true;
                }
            }
            return false;
        }

        private Check consent() {
            var regime =
                    campaign.channels().stream()
                            .map(
                                    channel ->
                                            plan.conventions()
                                                    .typology()
                                                    .regime(channel, campaign.type()))
                            .max(Regime::compareTo)
                            .orElse(Regime.NONE);
            if (regime == Regime.NONE) {
                return check(Verdict.GOOD, "consent.none");
            }
            return campaign.purpose() == null
                    ? check(Verdict.STOP, "consent.purpose", regime.name())
                    : check(Verdict.GOOD, "consent", regime.name(), campaign.purpose());
        }

        private Check start() {
            var start = campaign.start();
            if (start == null) {
                return check(Verdict.STOP, "start.missing");
            }
            var zone = plan.plan().zone();
            if (LocalTimes.instant(start, zone).isAfter(now)) {
                return check(Verdict.GOOD, "start");
            }
            var next = Occurrences.of(campaign, zone).firstAfter(now);
            if (next.isPresent()) {
                return check(Verdict.GOOD, "start.next");
            }
            return check(status == Status.ENDED ? Verdict.GOOD : Verdict.LOOK, "start.past");
        }

        private static Check check(Verdict verdict, String key, String... facts) {
            return new Check(verdict, "check." + key, List.of(facts));
        }
    }
}
