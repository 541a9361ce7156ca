package org.marronnier.scheduler.calendar;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One trigger for each campaign that may run, at its next occurrence. A trigger that was missed
 * fires as soon as it can, and the run judges whether it is too late.
 */
@Component
public class CampaignClockwork {

    static final String PLAN = "plan";
    static final String CAMPAIGN = "campaign";
    static final String FIRED_FOR = "firedFor";
    private static final String GROUP_PREFIX = "plan:";
    private static final Logger LOG = LoggerFactory.getLogger(CampaignClockwork.class);

    private final Scheduler scheduler;
    private final Plans plans;
    private final CampaignRunner runner;
    private final Clock clock;

    CampaignClockwork(Scheduler scheduler, Plans plans, CampaignRunner runner, Clock clock) {
        this.scheduler = scheduler;
        this.plans = plans;
        this.runner = runner;
        this.clock = clock;
    }

    /**
     * Fires a campaign, unless it was moved away from the instant after its trigger came due, and
     * winds it up for its next occurrence.
     */
    void fire(String plan, String campaign, Instant firedFor) {
        plans.load(plan)
                .ifPresent(
                        document -> {
                            if (happens(document, campaign, firedFor)) {
                                runner.run(plan, campaign, firedFor);
                            }
                            windUpAgain(document, campaign, firedFor);
                        });
    }

    private boolean happens(PlanDocument plan, String key, Instant at) {
        return plan.campaigns().stream()
                .filter(one -> one.brief().key().equals(key))
                .anyMatch(
                        one -> next(plan, one, at.minusSeconds(1)).filter(at::equals).isPresent());
    }

    /**
     * Puts the next occurrence in the place of the trigger that is firing, which Quartz still holds
     * and may have fired a moment early.
     */
    private void windUpAgain(PlanDocument plan, String key, Instant firedFor) {
        var now = clock.instant();
        plan.campaigns().stream()
                .filter(one -> one.brief().key().equals(key))
                .forEach(
                        one ->
                                next(plan, one, now.isAfter(firedFor) ? now : firedFor)
                                        .ifPresent(at -> set(plan, one, at)));
    }

    /** Brings the triggers of all plans in line with what the plans say. */
    public void reconcile() {
        var groups = new HashSet<String>();
        for (var plan : plans.list()) {
            groups.add(GROUP_PREFIX + plan.key());
            reconcile(plan.key());
        }
        try {
            for (var group : scheduler.getTriggerGroupNames()) {
                if (group.startsWith(GROUP_PREFIX) && !groups.contains(group)) {
                    unwindAllBut(group, Set.of());
                }
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("The triggers cannot be read.", e);
        }
    }

    /**
     * Brings the triggers of a plan in line with what it says. One that is due already is left to
     * fire.
     */
    public void reconcile(String plan) {
        var kept = new HashSet<String>();
        plans.load(plan)
                .ifPresent(
                        document ->
                                document.campaigns()
                                        .forEach(
                                                campaign ->
                                                        next(document, campaign, clock.instant())
                                                                .or(
                                                                        () ->
                                                                                pending(
                                                                                        document,
                                                                                        campaign))
                                                                .ifPresent(
                                                                        at -> {
                                                                            kept.add(
                                                                                    campaign.brief()
                                                                                            .key());
                                                                            wind(
                                                                                    document,
                                                                                    campaign, at);
                                                                        })));
        try {
            unwindAllBut(GROUP_PREFIX + plan, kept);
        } catch (SchedulerException e) {
            throw new IllegalStateException(
                    "The triggers of plan %s cannot be removed.".formatted(plan), e);
        }
    }

    private Optional<Instant> next(
            PlanDocument plan, PlanDocument.Campaign campaign, Instant instant) {
        try {
            return Upcoming.after(plan, campaign, instant);
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Campaign {} of plan {} cannot be scheduled: {}",
                    campaign.brief().key(),
                    plan.plan().key(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The instant of a trigger that is due and has not fired yet, such as after a night without
     * power.
     */
    private Optional<Instant> pending(PlanDocument plan, PlanDocument.Campaign campaign) {
        return campaign.status().mayRun()
                ? scheduled(triggerKey(plan, campaign)).filter(at -> !at.isAfter(clock.instant()))
                : Optional.empty();
    }

    private void wind(PlanDocument plan, PlanDocument.Campaign campaign, Instant at) {
        var scheduled = scheduled(triggerKey(plan, campaign));
        if (scheduled.isEmpty()
                || (scheduled.get().isAfter(clock.instant()) && !scheduled.get().equals(at))) {
            set(plan, campaign, at);
        }
    }

    private void set(PlanDocument plan, PlanDocument.Campaign campaign, Instant at) {
        var key = triggerKey(plan, campaign);
        var job =
                JobBuilder.newJob(FireCampaignJob.class)
                        .withIdentity(JobKey.jobKey(key.getName(), key.getGroup()))
                        .requestRecovery()
                        .build();
        var trigger =
                TriggerBuilder.newTrigger()
                        .withIdentity(key)
                        .forJob(job)
                        .usingJobData(PLAN, plan.plan().key())
                        .usingJobData(CAMPAIGN, campaign.brief().key())
                        .usingJobData(FIRED_FOR, at.toString())
                        .startAt(Date.from(at))
                        .withSchedule(
                                SimpleScheduleBuilder.simpleSchedule()
                                        .withMisfireHandlingInstructionFireNow())
                        .build();
        try {
            scheduler.scheduleJob(job, Set.of(trigger), true);
            LOG.info("Campaign {} of plan {} is due at {}.", key.getName(), plan.plan().key(), at);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The trigger %s cannot be set.".formatted(key), e);
        }
    }

    private Optional<Instant> scheduled(TriggerKey key) {
        try {
            return Optional.ofNullable(scheduler.getTrigger(key))
                    .map(trigger -> Instant.parse(trigger.getJobDataMap().getString(FIRED_FOR)));
        } catch (SchedulerException e) {
            throw new IllegalStateException("The trigger %s cannot be read.".formatted(key), e);
        }
    }

    private void unwindAllBut(String group, Set<String> kept) throws SchedulerException {
        for (var key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(group))) {
            if (!kept.contains(key.getName())) {
                scheduler.deleteJob(JobKey.jobKey(key.getName(), group));
            }
        }
    }

    private static TriggerKey triggerKey(PlanDocument plan, PlanDocument.Campaign campaign) {
        return TriggerKey.triggerKey(campaign.brief().key(), GROUP_PREFIX + plan.plan().key());
    }
}
