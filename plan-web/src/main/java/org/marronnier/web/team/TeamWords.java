package org.marronnier.web.team;

import java.util.stream.Collectors;
import org.marronnier.domain.user.ApiKey;
import org.marronnier.domain.user.Scope;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the team page says about a key. */
@Component("teamWords")
public final class TeamWords {

    private final MessageSource messages;

    TeamWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The scopes of a key, or that it has them all. */
    public String scopes(ApiKey key) {
        return key.scopes().size() == Scope.values().length
                ? messages.getMessage("team.key.all-scopes", null, LocaleContextHolder.getLocale())
                : key.scopes().stream().sorted().map(Scope::text).collect(Collectors.joining(", "));
    }
}
