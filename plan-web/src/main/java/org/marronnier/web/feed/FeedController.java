package org.marronnier.web.feed;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import org.marronnier.store.feed.Feeds;
import org.marronnier.web.security.ForAnyone;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A feed, for whoever knows its address. */
@Controller
@ForAnyone
class FeedController {

    private static final MediaType CALENDAR =
            new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Feeds feeds;
    private final WritingFeed writing;
    private final Clock clock;

    FeedController(Feeds feeds, WritingFeed writing, Clock clock) {
        this.feeds = feeds;
        this.writing = writing;
        this.clock = clock;
    }

    /** One that was revoked is as unknown as one that never was. */
    @GetMapping("/feeds/{secret}.ics")
    ResponseEntity<byte[]> feed(@PathVariable String secret, HttpServletRequest request) {
        var feed =
                feeds.withHash(new FeedSecret(secret).hash()).orElseThrow(FeedController::missing);
        var site = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        var text =
                writing.write(feed, site)
                        .orElseThrow(FeedController::missing)
                        .getBytes(StandardCharsets.UTF_8);
        feeds.read(feed.id(), clock.instant());
        var tag = "\"" + tag(text) + "\"";
        if (new ServletWebRequest(request).checkNotModified(tag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .contentType(CALENDAR)
                .body(text);
    }

    private static String tag(byte[] text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
