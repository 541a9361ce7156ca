package org.marronnier.scheduler.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A fast SMTP server that keeps what it takes, and treats some recipients badly when asked to. */
public final class SmtpSink implements AutoCloseable {

    /** How a recipient is treated. */
    public enum Treatment {
        /** 550 at RCPT. */
        REFUSED,
        /** 451 at RCPT. */
        NOT_NOW,
        /** No answer at RCPT, on a line that stays open. */
        HANGS,
        /** 554 after the whole mail. */
        REFUSED_AFTER_DATA,
        /** The mail is taken, but the line goes dead before the answer. */
        SILENT_AFTER_DATA,
        /** The line goes dead before the mail. */
        CUT_BEFORE_DATA
    }

    private final ServerSocket server;
    private final Map<String, Treatment> treatments = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final boolean keepsMails;

    public SmtpSink(boolean keepsMails) throws IOException {
        this.keepsMails = keepsMails;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void treat(String recipient, Treatment treatment) {
        treatments.put(recipient, treatment);
    }

    public void treatWell(String recipient) {
        treatments.remove(recipient);
    }

    /** How often each recipient's mail was taken. */
    public Map<String, AtomicInteger> taken() {
        return taken;
    }

    public List<String> mails() {
        return mails;
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var out = socket.getOutputStream();
            say(out, "220 sink");
            var recipient = "";
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO", "HELO" -> say(out, "250 sink");
                    case "RCPT" -> {
                        recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                        var treatment = treatments.get(recipient);
                        if (treatment == Treatment.HANGS) {
                            continue;
                        }
                        say(
                                out,
                                treatment == Treatment.REFUSED
                                        ? "550 no such user " + recipient
                                        : treatment == Treatment.NOT_NOW ? "451 later" : "250 ok");
                    }
                    case "DATA" -> {
                        if (treatments.get(recipient) == Treatment.CUT_BEFORE_DATA) {
                            return;
                        }
                        say(out, "354 go on");
                        if (!take(in, out, recipient)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException gone) {
            // The other side was killed, which is what this server is for.
        } finally {
            open.remove(socket);
        }
    }

    /** False when the line is to go dead. */
    private boolean take(BufferedReader in, OutputStream out, String recipient) throws IOException {
        var treatment = treatments.get(recipient);
        var mail = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                return false;
            }
            if (keepsMails) {
                mail.append(line).append('\n');
            }
        }
        if (treatment == Treatment.REFUSED_AFTER_DATA) {
            say(out, "554 no");
            return true;
        }
        taken.computeIfAbsent(recipient, any -> new AtomicInteger()).incrementAndGet();
        if (keepsMails) {
            mails.add(mail.toString());
        }
        if (treatment == Treatment.SILENT_AFTER_DATA) {
            return false;
        }
        say(out, "250 taken");
        return true;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
