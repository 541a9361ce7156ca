package org.marronnier.scheduler.delivery;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Letters as mails: one text, or a text and an HTML alternative, in UTF-8. */
final class Mails {

    private static final String UTF_8 = "UTF-8";

    private Mails() {}

    /**
     * @throws AddressException when an address cannot be written to; nothing of a letter can reach
     *     the headers by another way
     * @throws MessagingException when the letter has no sender
     */
    static MimeMessage mail(Letter letter, Session session) throws MessagingException {
        var sender = letter.sender();
        if (sender == null) {
            throw new AddressException("The template names no sender with an address");
        }
        var mail = new Referenced(session, letter.reference());
        mail.setFrom(address(sender.address(), sender.name()));
        mail.setRecipient(Message.RecipientType.TO, address(letter.recipient(), null));
        mail.setSubject(onOneLine(letter.subject()), UTF_8);
        mail.setSentDate(Date.from(letter.at()));
        if (letter.unsubscribe() != null) {
            mail.setHeader("List-Unsubscribe", "<" + onOneLine(letter.unsubscribe()) + ">");
        }
        var html = letter.html();
        if (html == null) {
            mail.setText(letter.text(), UTF_8);
        } else {
            var text = new MimeBodyPart();
            text.setText(letter.text(), UTF_8);
            var rich = new MimeBodyPart();
            rich.setText(html, UTF_8, "html");
            mail.setContent(new MimeMultipart("alternative", text, rich));
        }
        mail.saveChanges();
        return mail;
    }

    /** The domain in ASCII, the name before it as it is. */
    private static InternetAddress address(String written, @Nullable String name)
            throws MessagingException {
        if (written.chars()
                .anyMatch(character -> Character.isISOControl(character) || character == ',')) {
            throw new AddressException("An address holds a character that it cannot");
        }
        var at = written.lastIndexOf('@');
        if (at < 1 || at == written.length() - 1) {
            throw new AddressException("An address has no domain");
        }
        try {
            var ascii = written.substring(0, at + 1) + IDN.toASCII(written.substring(at + 1));
            var address = new InternetAddress(ascii, true);
            if (name != null && !name.isBlank()) {
                address.setPersonal(onOneLine(name), UTF_8);
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new AddressException("The domain of an address is none");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8.", e);
        }
    }

    private static String onOneLine(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** A mail whose Message-ID is the same at every attempt. */
    private static final class Referenced extends MimeMessage {
        private final String reference;

        private Referenced(Session session, String reference) {
            super(session);
            this.reference = reference;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", reference);
        }
    }
}
