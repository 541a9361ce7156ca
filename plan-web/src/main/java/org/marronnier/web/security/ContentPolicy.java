package org.marronnier.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.security.web.header.HeaderWriter;

/** What a page may load and who may frame it, as the header Content-Security-Policy. */
public final class ContentPolicy implements HeaderWriter {

    private static final String NONCE = ContentPolicy.class.getName() + ".nonce";
    private static final String MESSAGE = ContentPolicy.class.getName() + ".message";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The nonce of this request for style elements that a library makes; scripts have none. */
    public static String nonce(HttpServletRequest request) {
        if (request.getAttribute(NONCE) instanceof String nonce) {
            return nonce;
        }
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        request.setAttribute(NONCE, nonce);
        return nonce;
    }

    /**
     * Says that this answer is the text of a message, shown in a frame of our own pages: it may
     * have styles of its own, loads nothing, runs nothing and links nowhere.
     */
    public static void isMessage(HttpServletRequest request) {
        request.setAttribute(MESSAGE, true);
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        boolean isMessage = request.getAttribute(MESSAGE) != null;
        response.setHeader("Content-Security-Policy", isMessage ? message() : page(nonce(request)));
        response.setHeader("X-Frame-Options", isMessage ? "SAMEORIGIN" : "DENY");
    }

    private static String message() {
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox";
    }

    private static String page(String nonce) {
        return "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                .formatted(nonce);
    }
}
