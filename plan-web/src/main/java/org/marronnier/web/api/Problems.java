package org.marronnier.web.api;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The "no" of the API: answers as RFC 9457 problems. */
public final class Problems {

    /**
     * One mistake in what was sent.
     *
     * @param path where, such as {@code programmes[2].scenarios[0].key}; empty for the whole
     * @param message what was expected, as a sentence
     */
    public record Mistake(String path, String message) {}

    private Problems() {}

    /** 422, with every mistake at once. */
    public static ResponseEntity<ProblemDetail> unprocessable(
            String detail, List<Mistake> mistakes) {
        ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setProperty("errors", mistakes);
        return answer(problem);
    }

    /** 400, where what was sent cannot be read at all. */
    public static ResponseEntity<ProblemDetail> unreadable(String detail) {
        return answer(problem(HttpStatus.BAD_REQUEST, detail));
    }

    public static ResponseEntity<ProblemDetail> notFound(String detail) {
        return answer(problem(HttpStatus.NOT_FOUND, detail));
    }

    public static ResponseEntity<ProblemDetail> conflict(String detail) {
        return answer(problem(HttpStatus.CONFLICT, detail));
    }

    public static ResponseEntity<ProblemDetail> forbidden(String detail) {
        return answer(problem(HttpStatus.FORBIDDEN, detail));
    }

    /** 413. */
    public static ResponseEntity<ProblemDetail> tooLarge(String detail) {
        return answer(problem(HttpStatus.CONTENT_TOO_LARGE, detail));
    }

    /** 415. */
    public static ResponseEntity<ProblemDetail> unsupported(String detail) {
        return answer(problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail));
    }

    /** 503, with the seconds after which the same may be sent again. */
    public static ResponseEntity<ProblemDetail> busy(String detail, int retryAfter) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(HttpStatus.SERVICE_UNAVAILABLE, detail));
    }

    static ProblemDetail problem(HttpStatusCode status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
