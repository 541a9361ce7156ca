package org.marronnier.scheduler.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to an SMTP server that knows how far the current mail has got. */
final class SmtpConnection extends SMTPTransport {

    private boolean wholeMailSaid;

    SmtpConnection(Session session, String protocol) {
        super(
                session,
                new URLName(protocol, null, -1, null, null, null),
                protocol,
                protocol.equals("smtps"));
    }

    /** A new mail begins. */
    void begin() {
        wholeMailSaid = false;
    }

    /**
     * Whether the end of the mail was said, after which only the server knows whether it took it.
     */
    boolean wholeMailSaid() {
        return wholeMailSaid;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        wholeMailSaid = true;
        super.finishData();
    }
}
