package org.marronnier.scheduler.weather;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the weather watched for as long as this process lives. */
@Component
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class WatchingWeather {

    private final WeatherWorker worker;

    WatchingWeather(WeatherWorker worker) {
        this.worker = worker;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
    void goOn() {
        while (worker.drainOnce() > 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
