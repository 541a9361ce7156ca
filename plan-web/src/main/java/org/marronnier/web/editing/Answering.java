package org.marronnier.web.editing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.shell.Sayings;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says the answer to an edit to whoever sent a form or an htmx request. A form that is shown again
 * finds in the model: {@code values} (the tree to show), {@code version}, {@code mistakes} (a
 * sentence by path), {@code mistakeLines}, {@code collision}, {@code refusal}.
 */
@Component
public final class Answering {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sayings sayings;
    private final MistakeSentences sentences;
    private final Differences differences;

    Answering(Sayings sayings, MistakeSentences sentences, Differences differences) {
        this.sayings = sayings;
        this.sentences = sentences;
        this.differences = differences;
    }

    /** Somebody else's changes, as a page tells them; what the form was sent with is kept. */
    public record Collision(String by, String at, List<Differences.Line> theirs) {
        public Collision {
            theirs = List.copyOf(theirs);
        }
    }

    /**
     * The view that answers. A form that was sent plainly goes on to another page once it is saved,
     * and htmx gets the fragment again; both are told so by a toast that undoes it.
     *
     * @param typed what was typed
     * @param there where a plain form goes on to
     * @param again the page or fragment with the form
     * @param said the key of the sentence of the toast
     * @throws ResponseStatusException where there is no such item
     */
    public String view(
            Answer answer,
            Map<String, Object> typed,
            String there,
            String again,
            String said,
            Model model) {
        return switch (answer) {
            case Answer.Saved saved -> saved(saved, there, again, said, model);
            case Answer.Refused(var mistakes) -> {
                response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                mark(mistakes, model);
                model.addAttribute("values", typed);
                yield again;
            }
            case Answer.Collided collided -> {
                response().setStatus(HttpStatus.CONFLICT.value());
                model.addAttribute("values", collided.merged(typed));
                model.addAttribute("version", collided.now().version());
                model.addAttribute("collision", collision(collided));
                yield again;
            }
            case Answer.NotAllowed(var key) -> {
                response().setStatus(HttpStatus.FORBIDDEN.value());
                model.addAttribute("values", typed);
                model.addAttribute("refusal", sayings.say(key));
                yield again;
            }
            case Answer.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    /** The same for what has no form: a plain request goes on whatever the answer, with a toast. */
    public String onward(Answer answer, String there, String said) {
        switch (answer) {
            case Answer.Saved(var _, var change) -> toast(sayings.say(said), change, false);
            case Answer.Refused(var mistakes) -> refuse(sentence(mistakes));
            case Answer.Collided collided -> {
                var collision = collision(collided);
                refuse(sayings.say("collision.undone", collision.by(), collision.at()));
            }
            case Answer.NotAllowed(var key) -> refuse(sayings.say(key));
            case Answer.Unknown _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + there;
    }

    /** Says it in a toast, with a way to undo a change: at once to htmx, else on the next page. */
    public void toast(String text, @Nullable Long change, boolean isError) {
        toast(text, change == null ? null : "/changes/" + change + "/undo", isError);
    }

    private void refuse(String text) {
        toast(text, (String) null, true);
    }

    /**
     * The same for what is undone otherwise.
     *
     * @param undo the path that a form is sent to; null where nothing can be undone
     */
    public void toast(String text, @Nullable String undo, boolean isError) {
        var toast = new LinkedHashMap<String, Object>();
        toast.put("text", text);
        if (undo != null) {
            toast.put("undo", undo);
        }
        if (isError) {
            toast.put("error", true);
        }
        if (isHtmx() && !isError) {
            response()
                    .setHeader(
                            "HX-Trigger", ascii(JSON.writeValueAsString(Map.of("toast", toast))));
        } else {
            var flash = RequestContextUtils.getOutputFlashMap(request());
            flash.put("toast", text);
            if (undo != null) {
                flash.put("undo", undo);
            }
        }
    }

    private String saved(Answer.Saved saved, String there, String again, String said, Model model) {
        var isPrepared = saved.change() != null && saved.item().preparation() != null;
        toast(sayings.say(isPrepared ? "editing.prepared" : said), saved.change(), false);
        if (!isHtmx()) {
            return "redirect:" + there;
        }
        model.addAttribute("values", saved.item().working());
        model.addAttribute("version", saved.item().version());
        return again;
    }

    /**
     * Marks the fields of a form with the mistakes that were found, and tells them all above it.
     */
    public void mark(List<Mistake> mistakes, Model model) {
        model.addAttribute("mistakes", sentences.byPath(mistakes, LocaleContextHolder.getLocale()));
        model.addAttribute("mistakeLines", differences.mistakes(mistakes));
    }

    private Collision collision(Answer.Collided collided) {
        return new Collision(
                differences.person(collided.by()),
                differences.when(collided.at()),
                differences.lines(collided.theirs()));
    }

    private String sentence(List<Mistake> mistakes) {
        var first = differences.mistakes(mistakes).getFirst();
        return sayings.say(
                mistakes.size() == 1 ? "editing.refused.one" : "editing.refused.other",
                first.field(),
                first.text(),
                String.valueOf(mistakes.size() - 1));
    }

    /** Headers carry no other letters. */
    private static String ascii(String json) {
        var ascii = new StringBuilder();
        json.chars()
                .forEach(
                        letter ->
                                ascii.append(
                                        letter < 128
                                                ? String.valueOf((char) letter)
                                                : String.format(Locale.ROOT, "\\u%04x", letter)));
        return ascii.toString();
    }

    private static boolean isHtmx() {
        return request().getHeader("HX-Request") != null;
    }

    private static HttpServletRequest request() {
        return attributes().getRequest();
    }

    private static HttpServletResponse response() {
        var response = attributes().getResponse();
        if (response == null) {
            throw new IllegalStateException("There is no response to answer with.");
        }
        return response;
    }

    private static ServletRequestAttributes attributes() {
        return (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
    }
}
