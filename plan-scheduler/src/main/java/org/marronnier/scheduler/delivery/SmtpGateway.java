package org.marronnier.scheduler.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/*
 * E-mail by SMTP, over connections that are kept.
 *
 * What went wrong is told by how far the mail had got. An answer of the server is its word: 4xx is not now, 5xx is never.
 * Without an answer, a mail whose end was not said yet was not taken; one whose end was said may have been, and is
 * unknown: it must not be sent again.
 */
public final class SmtpGateway implements Gateway, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpGateway.class);
    private static final int SILENCE = 421;

    private final JavaMailSenderImpl settings;
    private final Session session;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();

    public SmtpGateway(JavaMailSenderImpl settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public boolean isIdempotent() {
        return false;
    }

    @Override
    public int batch() {
        return 20;
    }

    @Override
    public List<Handed> hand(List<Letter> letters) {
        var outcomes = new ArrayList<Handed>();
        SmtpConnection connection = null;
        String unreachable = null;
        for (var letter : letters) {
            if (unreachable == null && (connection == null || !connection.isConnected())) {
                try {
                    connection = connected();
                } catch (MessagingException e) {
                    unreachable = "UNREACHABLE: " + said(e);
                    LOG.warn(
                            "The mail server {} cannot be reached: {}",
                            settings.getHost(),
                            said(e));
                }
            }
            if (unreachable != null || connection == null) {
                outcomes.add(new Handed.NotNow(letter.message(), String.valueOf(unreachable)));
            } else {
                outcomes.add(hand(letter, connection));
            }
        }
        keep(connection);
        return List.copyOf(outcomes);
    }

    @Override
    public void destroy() {
        synchronized (idle) {
            idle.forEach(SmtpGateway::close);
            idle.clear();
        }
    }

    private Handed hand(Letter letter, SmtpConnection connection) {
        MimeMessage mail;
        try {
            mail = Mails.mail(letter, session);
        } catch (MessagingException e) {
            return new Handed.Refused(letter.message(), "UNWRITABLE: " + said(e));
        }
        if (!isAscii(letter.recipient()) && !connection.supportsExtension("SMTPUTF8")) {
            return new Handed.Refused(letter.message(), "ADDRESS_NEEDS_SMTPUTF8");
        }
        connection.begin();
        try {
            connection.sendMessage(mail, mail.getAllRecipients());
            return new Handed.Taken(letter.message());
        } catch (MessagingException e) {
            return outcome(letter, connection, e);
        }
    }

    private static Handed outcome(
            Letter letter, SmtpConnection connection, MessagingException failure) {
        var code = code(failure);
        if (code == 0 || code == SILENCE) {
            close(connection);
        }
        if (code >= 500) {
            return new Handed.Refused(letter.message(), "REFUSED: " + said(failure));
        }
        if (code >= 400) {
            return new Handed.NotNow(letter.message(), "NOT_NOW: " + said(failure));
        }
        return connection.wholeMailSaid()
                ? new Handed.Unknown(letter.message(), "SILENT_AFTER_DATA")
                : new Handed.NotNow(letter.message(), "BROKEN: " + said(failure));
    }

    /** The answer of the server, where the failure is one; 0 otherwise. */
    private static int code(MessagingException failure) {
        for (Exception cause = failure; cause != null; cause = next(cause)) {
            var code =
                    switch (cause) {
                        case SMTPAddressFailedException refused -> refused.getReturnCode();
                        case SMTPSenderFailedException refused -> refused.getReturnCode();
                        case SMTPSendFailedException refused -> refused.getReturnCode();
                        default -> 0;
                    };
            if (code >= 400) {
                return code;
            }
        }
        return failure instanceof SendFailedException
                        && failure.getCause() instanceof AddressException
                ? 553
                : 0;
    }

    private static @Nullable Exception next(Exception exception) {
        return exception instanceof MessagingException messaging
                ? messaging.getNextException()
                : null;
    }

    /** What the other side said, on one line and without the addresses that it repeats. */
    private static String said(MessagingException failure) {
        var deepest = failure.getNextException() == null ? failure : failure.getNextException();
        var message =
                String.valueOf(deepest.getMessage())
                        .replaceAll("[^\\s<>\"]+@[^\\s<>\"]+", "…")
                        .replaceAll("\\s+", " ")
                        .strip();
        return message.length() > 200 ? message.substring(0, 200) : message;
    }

    private SmtpConnection connected() throws MessagingException {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                var connection = idle.pop();
                if (connection.isConnected()) {
                    return connection;
                }
                close(connection);
            }
        }
        var connection = new SmtpConnection(session, protocol(settings));
        connection.connect(
                settings.getHost(),
                settings.getPort(),
                settings.getUsername(),
                settings.getPassword());
        return connection;
    }

    private void keep(@Nullable SmtpConnection connection) {
        if (connection != null) {
            synchronized (idle) {
                idle.push(connection);
            }
        }
    }

    private static void close(SmtpConnection connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.debug("A connection to the mail server was gone already.", e);
        }
    }

    private static boolean isAscii(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf('@')))
                .chars()
                .allMatch(c -> c < 128);
    }

    private static String protocol(JavaMailSenderImpl settings) {
        return settings.getProtocol() == null ? "smtp" : settings.getProtocol();
    }

    private static Properties properties(JavaMailSenderImpl settings) {
        var protocol = "mail." + protocol(settings) + ".";
        var properties = new Properties();
        properties.setProperty(protocol + "connectiontimeout", "10000");
        properties.setProperty(protocol + "timeout", "30000");
        properties.setProperty(protocol + "writetimeout", "30000");
        properties.setProperty(protocol + "quitwait", "false");
        properties.setProperty("mail.mime.allowutf8", "true");
        properties.putAll(settings.getJavaMailProperties());
        if (protocol(settings).equals("smtp")) {
            properties.put("mail.smtp.socketFactory", new PromptSockets());
            properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        }
        return properties;
    }
}
