package org.marronnier.scheduler.calendar;

import java.time.Instant;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.springframework.stereotype.Component;

/** Fires a campaign for the instant that its trigger names. */
@Component
class FireCampaignJob implements Job {

    private final CampaignClockwork clockwork;

    FireCampaignJob(CampaignClockwork clockwork) {
        this.clockwork = clockwork;
    }

    @Override
    public void execute(JobExecutionContext context) {
        var asked = context.getMergedJobDataMap();
        clockwork.fire(
                asked.getString(CampaignClockwork.PLAN),
                asked.getString(CampaignClockwork.CAMPAIGN),
                Instant.parse(asked.getString(CampaignClockwork.FIRED_FOR)));
    }
}
