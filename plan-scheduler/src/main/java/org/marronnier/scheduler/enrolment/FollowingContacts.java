package org.marronnier.scheduler.enrolment;

import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.contact.ContactConsequences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Does what changes of contacts mean for those inside scenarios and for messages. */
@Component
public class FollowingContacts implements Loop {

    private static final int AT_ONCE = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(FollowingContacts.class);

    private final ContactConsequences consequences;

    FollowingContacts(ContactConsequences consequences) {
        this.consequences = consequences;
    }

    @Override
    public int drainOnce() {
        try {
            return consequences.follow(AT_ONCE);
        } catch (ConcurrencyFailureException e) {
            LOG.info("What follows from changes of contacts is tried again.");
            return 0;
        }
    }
}
