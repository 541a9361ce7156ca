package org.marronnier.web.contact;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.user.Role;
import org.marronnier.web.condition.SpanField;
import org.marronnier.web.decision.Links;
import org.marronnier.web.security.For;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** How often a contact wishes to be written to, set for it. */
@Controller
@RequestMapping("/contacts/{externalId}/preferences")
@For(Role.CRM_MANAGER)
class PreferenceController {

    private final SettingPreference setting;
    private final ShowingContact showing;
    private final PreferencePages pages;

    PreferenceController(SettingPreference setting, ShowingContact showing, PreferencePages pages) {
        this.setting = setting;
        this.showing = showing;
        this.pages = pages;
    }

    @PostMapping
    String set(
            @PathVariable String externalId,
            @RequestParam String channel,
            @RequestParam(defaultValue = "") String max,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "DAY") String unit,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Principal user,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var answer =
                setting.set(
                        user.getName(),
                        externalId,
                        channel,
                        max,
                        SpanField.written(number.strip(), unit));
        var typed = new PreferencePages.Typed(channel, max, number, unit);
        return shown(externalId, answer, typed, htmx != null, response, model, locale);
    }

    @PostMapping("/{channel}/removal")
    String remove(
            @PathVariable String externalId,
            @PathVariable String channel,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Principal user,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        return shown(
                externalId,
                setting.remove(user.getName(), externalId, channel),
                PreferencePages.Typed.NEW,
                htmx != null,
                response,
                model,
                locale);
    }

    private String shown(
            String externalId,
            SettingPreference.Answer answer,
            PreferencePages.Typed typed,
            boolean inPlace,
            HttpServletResponse response,
            Model model,
            Locale locale) {
        var contact = showing.known(externalId, model);
        return switch (answer) {
            case SettingPreference.Answer.Kept _, SettingPreference.Answer.Gone _ -> {
                if (!inPlace) {
                    yield "redirect:" + Links.contact(contact.externalId()) + "#preferences";
                }
                showing.preferences(contact, model, locale);
                yield "contact/one :: preferences";
            }
            case SettingPreference.Answer.Refused refused -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                showing.whole(contact, "", model, locale);
                pages.refuse(refused, typed, model, locale);
                yield inPlace ? "contact/one :: preferences" : "contact/one";
            }
            case SettingPreference.Answer.NoContact _ ->
                    throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case SettingPreference.Answer.Erased _ ->
                    throw new ResponseStatusException(HttpStatus.CONFLICT);
        };
    }
}
