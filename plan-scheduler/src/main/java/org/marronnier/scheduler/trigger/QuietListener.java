package org.marronnier.scheduler.trigger;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.FactListener;
import org.marronnier.domain.fact.RecordedMessage;
import org.marronnier.domain.message.MessageStatus;

/** Passes over every fact; who wants one overrides it. */
class QuietListener implements FactListener {

    @Override
    public void contact(long contact, @Nullable ZoneId zone) {}

    @Override
    public void field(int field, FactKind kind, String text) {}

    @Override
    public void event(long contact, int type, long at) {}

    @Override
    public void property(int property, FactKind kind, String text) {}

    @Override
    public void consent(long contact, int consent, ConsentStatus status, long at) {}

    @Override
    public void message(long contact, RecordedMessage message) {}

    @Override
    public void reached(MessageStatus status, long at) {}
}
