package org.marronnier.web.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.api.Problems.Mistake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Turns every exception under /api into an RFC 9457 problem that says nothing about the inside. */
@Component
public final class ApiErrors implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    private static final String API = "/api/";

    private final JsonMapper json;

    ApiErrors(JsonMapper json) {
        this.json = json;
    }

    /** Whether a path belongs to the API. */
    public static boolean concern(String path) {
        return path.startsWith(API) || path.equals("/api");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            Exception exception) {
        boolean isOfTheFilters =
                exception instanceof AccessDeniedException
                        || exception instanceof AuthenticationException;
        if (isOfTheFilters || response.isCommitted() || !concern(request.getRequestURI())) {
            return null;
        }
        ProblemDetail problem = problem(exception);
        if (problem.getStatus() >= 500) {
            LOG.error("{} failed", request.getMethod() + " " + handlerName(handler), exception);
        }
        HttpHeaders headers =
                exception instanceof ErrorResponse error ? error.getHeaders() : HttpHeaders.EMPTY;
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        try {
            write(request, response, problem);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return new ModelAndView();
    }

    /** 401, with the way in. */
    public void unauthorized(
            HttpServletRequest request, HttpServletResponse response, String detail)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"marronnier\"");
        write(request, response, Problems.problem(HttpStatus.UNAUTHORIZED, detail));
    }

    /** 403, for a key without the scope. */
    public void forbidden(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(
                request,
                response,
                Problems.problem(
                        HttpStatus.FORBIDDEN, "The key does not have the scope for this call."));
    }

    /** What the container refused before any controller saw it. */
    public void status(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        HttpStatusCode code = HttpStatusCode.valueOf(status);
        write(request, response, Problems.problem(code, sentence(code)));
    }

    private static ProblemDetail problem(Exception exception) {
        return switch (exception) {
            case MethodArgumentNotValidException invalid -> invalid(invalid.getBindingResult());
            case BindException invalid -> invalid(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> invalid(invalid);
            case HttpMessageNotReadableException unreadable ->
                    Problems.problem(
                            HttpStatus.BAD_REQUEST,
                            "The body cannot be read as the type that it claims to be.");
            case TypeMismatchException mismatch ->
                    Problems.problem(
                            HttpStatus.BAD_REQUEST,
                            "The value of %s has the wrong form."
                                    .formatted(mismatch.getPropertyName()));
            case NoResourceFoundException missing ->
                    Problems.problem(HttpStatus.NOT_FOUND, sentence(HttpStatus.NOT_FOUND));
            case ErrorResponse error when error.getStatusCode().is4xxClientError() ->
                    Problems.problem(error.getStatusCode(), detail(error));
            case ErrorResponse error ->
                    Problems.problem(error.getStatusCode(), sentence(error.getStatusCode()));
            case OptimisticLockingFailureException stale ->
                    Problems.problem(
                            HttpStatus.CONFLICT,
                            "Someone else changed this meanwhile. Read it again, then send.");
            default ->
                    Problems.problem(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            sentence(HttpStatus.INTERNAL_SERVER_ERROR));
        };
    }

    private static String detail(ErrorResponse error) {
        String detail = error.getBody().getDetail();
        return detail == null ? sentence(error.getStatusCode()) : detail;
    }

    private static ProblemDetail invalid(BindingResult result) {
        List<Mistake> mistakes =
                result.getAllErrors().stream()
                        .map(
                                error ->
                                        new Mistake(
                                                error
                                                                instanceof
                                                                org.springframework.validation
                                                                                .FieldError
                                                                        field
                                                        ? field.getField()
                                                        : "",
                                                message(error.getDefaultMessage())))
                        .toList();
        return invalid(mistakes);
    }

    private static ProblemDetail invalid(HandlerMethodValidationException exception) {
        List<Mistake> mistakes =
                exception.getParameterValidationResults().stream()
                        .flatMap(
                                result ->
                                        result.getResolvableErrors().stream()
                                                .map(
                                                        error ->
                                                                new Mistake(
                                                                        String.valueOf(
                                                                                result.getMethodParameter()
                                                                                        .getParameterName()),
                                                                        message(
                                                                                error
                                                                                        .getDefaultMessage()))))
                        .toList();
        return invalid(mistakes);
    }

    private static ProblemDetail invalid(List<Mistake> mistakes) {
        ProblemDetail problem =
                Problems.problem(HttpStatus.UNPROCESSABLE_CONTENT, "What was sent has mistakes.");
        problem.setProperty("errors", mistakes);
        return problem;
    }

    private static String message(@Nullable String message) {
        return message == null ? "This value is not accepted." : message;
    }

    private static String sentence(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "The request cannot be read.";
            case 404 -> "There is nothing at this address.";
            case 413 -> "The body is too large.";
            default ->
                    status.is5xxServerError()
                            ? "Something failed here. It was written down; trying again later may help."
                            : "The request is refused.";
        };
    }

    private static String handlerName(@Nullable Object handler) {
        return handler == null ? "(no handler)" : handler.toString();
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
            throws IOException {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", problem.getTitle());
        body.put("status", problem.getStatus());
        body.put("detail", problem.getDetail());
        body.put("instance", path(request));
        if (problem.getProperties() != null) {
            body.putAll(problem.getProperties());
        }
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static String path(HttpServletRequest request) {
        Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return original == null ? request.getRequestURI() : original.toString();
    }
}
