package org.marronnier.web.page;

import static org.marronnier.web.page.Ask.Kind.ALONE;
import static org.marronnier.web.page.Ask.Kind.OTHER;
import static org.marronnier.web.page.Ask.Kind.PAGE;
import static org.marronnier.web.page.Ask.Kind.PART;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The pages around contacts: runs, imports, the inbox, and who signs in. */
final class ContactAsks extends AskList {

    ContactAsks(Shop shop) {
        super(shop);
        shell();
        run();
        contacts();
        contact();
        imports();
        inbox();
        team();
    }

    private void shell() {
        get("start", "/", "/", OTHER);
        get("sign in", "/sign-in", "/sign-in", ALONE);
        get("account", "/account", "/account", PAGE);
        get("search", "/search", "/search", PAGE);
        post("search, “jardin”", "/search", "/search", PAGE, "q", "jardin");
        post("search, “martin”", "/search", "/search", PAGE, "q", "martin");
        post("search, none found", "/search", "/search", PAGE, "q", "xyzzy plugh");
    }

    private void run() {
        for (var asked : List.of(shop.contact(7), "martin", "mar")) {
            post(
                    "campaign, why, “" + asked + "”",
                    "/campaigns/{key}/why",
                    "/campaigns/" + Shop.CAMPAIGN + "/why",
                    OTHER,
                    "contact",
                    asked);
        }
        var mapping = "/campaigns/{key}/runs/{id}";
        var path = "/campaigns/" + Shop.CAMPAIGN + "/runs/1";
        get("run", mapping, path, PART);
        for (var line :
                List.of(
                        "targeted",
                        "blocked",
                        "noAddress",
                        "noConsent",
                        "duplicate",
                        "control",
                        "pressure:promo-semaine",
                        "sent",
                        "failed",
                        "uncertain")) {
            var contacts = path + "/contacts?line=" + line;
            get("run, " + line, mapping + "/contacts", contacts, PAGE);
            var deep = shop.contacts() * 2 / 5 - shop.contacts() / 100;
            get(
                    "run, " + line + ", deep",
                    mapping + "/contacts",
                    contacts + "&after=" + deep,
                    OTHER);
        }
    }

    private void contacts() {
        get("contacts", "/contacts", "/contacts", PAGE);
        var search = "/contacts/search";
        post("contacts, none found", search, search, PAGE, "q", "xyzzy plugh");
        post("contacts, found", search, search, PAGE, "q", "martin");
        for (var text :
                List.of(
                        "m",
                        "mar",
                        "martin",
                        "marie martin",
                        "martin zoé",
                        "zoé bernard",
                        "j m",
                        "xyzzy",
                        "xyzzy plugh",
                        "marie xyzzy",
                        "xyzzy martin",
                        "xyzzy m",
                        shop.contact(77),
                        "C",
                        "marie.martin",
                        "camille.",
                        "marie.xyzzy@example.com")) {
            post("contacts, “" + text + "”", search, search, PART, "q", text);
        }
        post(
                "contacts, all, deep",
                search,
                search,
                PART,
                Map.of("q", "", "after", cursor("0", deep(), deep())));
        post(
                "contacts, “martin”, deep",
                search,
                search,
                PART,
                Map.of("q", "martin", "after", cursor("2", "martin", deep())));
        post(
                "contacts, “marie martin”, deep",
                search,
                search,
                PART,
                Map.of("q", "marie martin", "after", cursor("2", "martin", deep())));
    }

    private void contact() {
        var mapping = "/contacts/{externalId}";
        get(
                "contact, scenarios",
                mapping + "/scenarios",
                "/contacts/" + shop.contact(77) + "/scenarios",
                PAGE);
        var path = "/contacts/" + shop.contact(1);
        var then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(200, ChronoUnit.DAYS);
        get("contact with much history", mapping, path, PAGE);
        get("contact", mapping, "/contacts/" + shop.contact(141), PAGE);
        for (var outcome : List.of("sent", "deferred", "suppressed")) {
            get("contact, " + outcome, mapping, path + "?outcome=" + outcome, PAGE);
        }
        get("contact, decisions", mapping + "/decisions", path + "/decisions?outcome=sent", PART);
        get(
                "contact, decisions, deep",
                mapping + "/decisions",
                path + "/decisions?after=" + cursor(then.toString(), "30", "0"),
                PART);
        get(
                "contact, events, deep",
                mapping + "/events",
                path + "/events?after=" + cursor(then.toString(), "f000001000"),
                PART);
        get("contact, planned", mapping + "/planned", path + "/planned", PAGE);
        get("contact, as CSV", mapping + "/decisions.csv", path + "/decisions.csv", OTHER);
        get("contact, consents", mapping + "/consents", path + "/consents", PART);
        get(
                "contact, consents, deep",
                mapping + "/consents",
                path + "/consents?after=" + cursor(then.toString(), "1000"),
                PART);
        for (var source : List.of("", "campaign:" + Shop.CAMPAIGN)) {
            get(
                    "contact, why, “" + source + "”",
                    mapping + "/why",
                    path + "/why?source=" + source,
                    PAGE);
        }
        post("contact, addresses", mapping + "/addresses", path + "/addresses", PART, Map.of());
    }

    private void imports() {
        var one = "/imports/{id:\\d+}";
        var path = "/imports/" + shop.lastImport();
        get("imports", "/imports", "/imports", PAGE);
        get("received events", "/received-events", "/received-events", PAGE);
        get("import with refusals", one, path, PAGE);
        get("import that failed", one, "/imports/" + shop.brokenImport(), PAGE);
        get("import, progress", one + "/progress", path + "/progress", PART);
        get("import, 10,000 refusals", one + "/refusals", path + "/refusals", OTHER);
    }

    private void inbox() {
        get("inbox", "/inbox", "/inbox", PAGE);
        get("inbox, deep", "/inbox", "/inbox?before=" + (shop.mail() - shop.contacts() / 6), PAGE);
        for (var text :
                List.of(
                        "la lettre",
                        "votre commande",
                        "votre commande 1",
                        "marie.",
                        "marie.martin",
                        "xyzzy")) {
            post("inbox, “" + text + "”", "/inbox/search", "/inbox/search", PAGE, "q", text);
        }
        post(
                "inbox, “marie.”, deep",
                "/inbox/search",
                "/inbox/search",
                PAGE,
                Map.of("q", "marie.", "before", String.valueOf(shop.mail() - shop.contacts() / 6)));
        get("mail", "/inbox/{message}", "/inbox/" + shop.mail(), PAGE);
        get("mail, its text", "/inbox/{message}/html", "/inbox/" + shop.mail() + "/html", OTHER);
    }

    private void team() {
        get("team", "/team", "/team", PAGE);
        get("user, new", "/team/users/new", "/team/users/new", PAGE);
        get("user", "/team/users/{name}", "/team/users/user7", PAGE);
        get("key, new", "/team/keys/new", "/team/keys/new", PAGE);
    }

    private String deep() {
        return shop.contact(shop.contacts() * 4 / 5);
    }

    /** Where a list was left, as its own links say it. */
    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
    }
}
