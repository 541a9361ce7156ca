package org.marronnier.web.page;

import static org.marronnier.web.page.Ask.Kind.ALONE;
import static org.marronnier.web.page.Ask.Kind.OTHER;
import static org.marronnier.web.page.Ask.Kind.PAGE;
import static org.marronnier.web.page.Ask.Kind.PART;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page of the product, asked in the ways that matter; {@link AsksTest} misses none. */
final class Asks {

    /** What changes something and answers with a redirect. */
    static final Set<String> CHANGES =
            Set.of(
                    "POST /account/password",
                    "POST /calendar/campaigns",
                    "POST /calendar/feeds",
                    "POST /calendar/feeds/{id:\\d+}/revocation",
                    "POST /calendar/placements",
                    "POST /calendar/undo/{plan}/{changes:[0-9]{1,18}(?:-[0-9]{1,18})*}",
                    "POST /calendar/views",
                    "POST /calendar/views/{id:\\d+}/removal",
                    "POST /campaigns",
                    "POST /campaigns/{key}",
                    "POST /campaigns/{key}/archival",
                    "POST /campaigns/{key}/audience",
                    "POST /campaigns/{key}/copy",
                    "POST /campaigns/{key}/forecast",
                    "POST /campaigns/{key}/runs",
                    "POST /campaigns/{key}/runs/{id}/pause",
                    "POST /campaigns/{key}/runs/{id}/resumption",
                    "POST /campaigns/{key}/runs/{id}/stop",
                    "POST /changes/{id}/restoration",
                    "POST /changes/{id}/undo",
                    "POST /comments",
                    "POST /comments/{id}/removal",
                    "POST /contacts/{externalId}/preferences",
                    "POST /contacts/{externalId}/preferences/{channel}/removal",
                    "POST /conventions/duplicates/merges",
                    "POST /conventions/duplicates/merges/{id}/undo",
                    "POST /conventions/{tab}",
                    "POST /events",
                    "POST /events/{key}",
                    "POST /events/{key}/archival",
                    "POST /events/{key}/copy",
                    "POST /imports",
                    "POST /imports/{id:\\d+}/stop",
                    "POST /inbox/emptying",
                    "POST /journeys",
                    "POST /journeys/order",
                    "POST /journeys/{key}/archival",
                    "POST /journeys/{key}/copy",
                    "POST /journeys/{key}/name",
                    "POST /journeys/{key}/steps",
                    "POST /journeys/{key}/steps/move",
                    "POST /journeys/{key}/steps/removal",
                    "POST /journeys/{key}/steps/{step}/programme",
                    "POST /kpis",
                    "POST /kpis/order",
                    "POST /kpis/{key}",
                    "POST /kpis/{key}/archival",
                    "POST /kpis/{key}/copy",
                    "POST /language",
                    "POST /life/approval",
                    "POST /life/discard",
                    "POST /life/end",
                    "POST /life/pause",
                    "POST /life/resumption",
                    "POST /life/return",
                    "POST /life/submission",
                    "POST /life/withdrawal",
                    "POST /objectives",
                    "POST /objectives/order",
                    "POST /objectives/{key}",
                    "POST /objectives/{key}/archival",
                    "POST /objectives/{key}/copy",
                    "POST /plan-choice",
                    "POST /plan/copy",
                    "POST /plan/import",
                    "POST /plan/new",
                    "POST /plan/settings",
                    "POST /plan/spreadsheet",
                    "POST /plan/spreadsheet/{id:\\d+}",
                    "POST /plan/spreadsheet/{id:\\d+}/application",
                    "POST /plan/spreadsheet/{id:\\d+}/words",
                    "POST /programmes",
                    "POST /rules/capacity/{channel}",
                    "POST /rules/packs/{pack}/addition",
                    "POST /rules/packs/{pack}/addition/{first:\\d+}-{last:\\d+}/undo",
                    "POST /rules/packs/{pack}/removal",
                    "POST /rules/pressure",
                    "POST /rules/pressure/{key}",
                    "POST /rules/pressure/{key}/archival",
                    "POST /rules/pressure/{key}/copy",
                    "POST /rules/quiet",
                    "POST /rules/quiet/{key}",
                    "POST /rules/quiet/{key}/archival",
                    "POST /rules/quiet/{key}/copy",
                    "POST /rules/{kind}/{key}/application",
                    "POST /rules/{kind}/{key}/draft",
                    "POST /rules/{kind}/{key}/switch",
                    "POST /programmes/order",
                    "POST /programmes/{key}",
                    "POST /programmes/{key}/archival",
                    "POST /programmes/{key}/copy",
                    "POST /programmes/{programme}/scenarios",
                    "POST /programmes/{programme}/scenarios/order",
                    "POST /programmes/{programme}/scenarios/{key}/archival",
                    "POST /programmes/{programme}/scenarios/{key}/brief",
                    "POST /programmes/{programme}/scenarios/{key}/copy",
                    "POST /programmes/{programme}/scenarios/{key}/exit",
                    "POST /programmes/{programme}/scenarios/{key}/steps",
                    "POST /programmes/{programme}/scenarios/{key}/steps/move",
                    "POST /programmes/{programme}/scenarios/{key}/steps/removal",
                    "POST /programmes/{programme}/scenarios/{key}/target",
                    "POST /programmes/{programme}/scenarios/{key}/trigger",
                    "POST /segments",
                    "POST /segments/{key}",
                    "POST /segments/{key}/archival",
                    "POST /segments/{key}/audience",
                    "POST /segments/{key}/copy",
                    "POST /team/keys",
                    "POST /team/keys/{id}/revocation",
                    "POST /team/users",
                    "POST /team/users/{name}",
                    "POST /team/users/{name}/activation",
                    "POST /team/users/{name}/deactivation",
                    "POST /team/users/{name}/password",
                    "POST /templates",
                    "POST /templates/{key}",
                    "POST /templates/{key}/archival",
                    "POST /templates/{key}/copy",
                    "POST /templates/{key}/test");

    private final Shop shop;
    private final List<Ask> asks = new ArrayList<>();

    private Asks(Shop shop) {
        this.shop = shop;
    }

    static List<Ask> of(Shop shop) {
        var asks = new Asks(shop);
        asks.shell();
        asks.plan();
        asks.items();
        asks.spreadsheet();
        asks.feeds();
        asks.placing();
        asks.campaigns();
        asks.conditions();
        asks.segments();
        asks.templates();
        asks.scenarios();
        asks.journeys();
        asks.conventions();
        asks.run();
        asks.contacts();
        asks.contact();
        asks.imports();
        asks.inbox();
        asks.team();
        return List.copyOf(asks.asks);
    }

    /** The pages that the application maps, as method and pattern. */
    static Set<String> mapped(RequestMappingHandlerMapping mappings) {
        return mappings.getHandlerMethods().entrySet().stream()
                .filter(
                        each ->
                                each.getValue()
                                        .getBeanType()
                                        .getName()
                                        .startsWith("org.marronnier."))
                .flatMap(
                        each ->
                                each.getKey().getPatternValues().stream()
                                        .map(
                                                path ->
                                                        each
                                                                        .getKey()
                                                                        .getMethodsCondition()
                                                                        .getMethods()
                                                                        .stream()
                                                                        .map(Enum::name)
                                                                        .collect(
                                                                                Collectors.joining(
                                                                                        ","))
                                                                + " "
                                                                + path))
                .filter(mapping -> !mapping.contains(" /api/") && !mapping.equals(" /error"))
                .collect(Collectors.toCollection(TreeSet::new));
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

    private void plan() {
        get("plan", "/plan", "/plan", PAGE);
        get("plan, overview", "/plan/overview", "/plan/overview", PART);
        get("plan, diagnostic", "/plan/diagnostic", "/plan/diagnostic", PAGE);
        get("plan, its document", "/plan/document", "/plan/document", PAGE);
        get("plan, its programmes", "/plan/document", "/plan/document?parts=programmes", PAGE);
        get("plan, as YAML", "/plan/document.yaml", "/plan/document.yaml", OTHER);
        get("plan, new", "/plan/new", "/plan/new", PAGE);
        get("plan, settings", "/plan/settings", "/plan/settings", PAGE);
        get("plan, import", "/plan/import", "/plan/import", PAGE);
        get("calendar", "/calendar", "/calendar", PAGE);
        get("calendar, list", "/calendar", "/calendar?view=list", PAGE);
        get("calendar, week", "/calendar", "/calendar?view=week", PAGE);
        get("calendar, quarter", "/calendar", "/calendar?view=quarter", PAGE);
        get(
                "calendar, year by programme",
                "/calendar",
                "/calendar?view=year&lanes=programme&colour=status&moments=fr&moments=local",
                PAGE);
        get("calendar, filtered", "/calendar", "/calendar?channel=email&type=promotional", PAGE);
        var month = YearMonth.now(ZoneId.of("Europe/Paris")).atDay(1);
        get(
                "calendar, feed",
                "/calendar/feed",
                "/calendar/feed?from=%s&to=%s".formatted(month, month.plusMonths(1)),
                OTHER);
    }

    private void items() {
        get("rules", "/rules", "/rules", PAGE);
        get("rule, in place", "/rules", "/rules?edit=pressure:promo-semaine&part=max", PAGE);
        get("rules, their effects", "/rules/effects", "/rules/effects", PART);
        get("impact", "/rules/impacts/{id:\\d+}", "/rules/impacts/1", PAGE);
        get("legal pack", "/rules/packs/{pack}", "/rules/packs/france", PAGE);
        get("rule", "/rules/pressure/{key}", "/rules/pressure/promo-semaine", PAGE);
        get("rule, new", "/rules/pressure/new", "/rules/pressure/new", PAGE);
        get("quiet period", "/rules/quiet/{key}", "/rules/quiet/sms-nuit", PAGE);
        get("quiet period, new", "/rules/quiet/new", "/rules/quiet/new", PAGE);
        get("objectives", "/objectives", "/objectives", PAGE);
        get("objective", "/objectives/{key}", "/objectives/panier", PAGE);
        get("objective, new", "/objectives/new", "/objectives/new", PAGE);
        get("KPIs", "/kpis", "/kpis", PAGE);
        get("KPI", "/kpis/{key}", "/kpis/reachat-90", PAGE);
        get("KPI, built in", "/kpis/{key}", "/kpis/average-basket", PAGE);
        get("KPI, new", "/kpis/new", "/kpis/new", PAGE);
        get("programmes", "/programmes", "/programmes", PAGE);
        get("programme", "/programmes/{key}", "/programmes/accueil", PAGE);
        get("programme, new", "/programmes/new", "/programmes/new?stage=prospect", PAGE);
    }

    private void spreadsheet() {
        get("calendar, print", "/calendar/print", "/calendar/print", PAGE);
        get("quarter, print", "/calendar/print", "/calendar/print?view=quarter", PAGE);
        get("calendar, as XLSX", "/calendar/export.xlsx", "/calendar/export.xlsx", OTHER);
        get("calendar, as CSV", "/calendar/export.csv", "/calendar/export.csv?type=service", OTHER);
        get("spreadsheet", "/plan/spreadsheet", "/plan/spreadsheet", PAGE);
        var example = "/plan/spreadsheet/example.xlsx";
        get("spreadsheet, example", example, example, OTHER);
        var one = "/plan/spreadsheet/{id:\\d+}";
        get("spreadsheet, mapping", one, "/plan/spreadsheet/1", PAGE);
        get("spreadsheet, preview", one + "/preview", "/plan/spreadsheet/1/preview", PAGE);
        get("spreadsheet, refusals", one + "/refusals", "/plan/spreadsheet/1/refusals", OTHER);
        get("spreadsheet, result", one + "/result", "/plan/spreadsheet/1/result", PAGE);
    }

    private void feeds() {
        get("feeds", "/calendar/feeds", "/calendar/feeds?channel=email&status=live", PAGE);
        get("feed", "/feeds/{secret}.ics", "/feeds/feed-of-the-shop.ics", OTHER);
    }

    private void placing() {
        var campaign = "plan=%s&key=%s".formatted(shop.plan(), Shop.CAMPAIGN);
        get("plan, copy", "/plan/copy", "/plan/copy", PAGE);
        get("events", "/events", "/events", PAGE);
        get("event, new", "/events/new", "/events/new?from=2027-03-04", PAGE);
        get("event", "/events/{key}", "/events/week-end-outillage", PAGE);
        get(
                "calendar, placing",
                "/calendar/placements",
                "/calendar/placements?" + campaign + "&at=2027-01-12T10:00",
                PAGE);
        get(
                "calendar, campaign of a plan",
                "/calendar/campaigns/{plan}/{key}",
                "/calendar/campaigns/%s/%s".formatted(shop.plan(), Shop.CAMPAIGN),
                OTHER);
    }

    private void campaigns() {
        get("campaigns", "/campaigns", "/campaigns", PAGE);
        get(
                "campaigns, filtered",
                "/campaigns",
                "/campaigns?q=jardin&channel=email&status=live&type=promotional",
                PAGE);
        get("campaigns, none found", "/campaigns", "/campaigns?q=xyzzy", PAGE);
        get("campaign, new", "/campaigns/new", "/campaigns/new?event=noel&channel=email", PAGE);
        var one = "/campaigns/{key}";
        for (var key : List.of(Shop.CAMPAIGN, "soldes-hiver", "parrainage", "vente-flash-sms")) {
            get("campaign " + key, one, "/campaigns/" + key, PAGE);
            for (var step : List.of("brief", "audience", "content", "date")) {
                get(
                        "campaign " + key + ", its " + step,
                        one,
                        "/campaigns/" + key + "?step=" + step,
                        PAGE);
            }
        }
        var path = "/campaigns/" + Shop.CAMPAIGN;
        get("campaign, audience", one + "/audience", path + "/audience", PART);
        get("campaign, forecast", one + "/forecast", path + "/forecast", PART);
        get("campaign, preview", one + "/preview", path + "/preview", PART);
        get(
                "campaign, preview of one",
                one + "/preview",
                path + "/preview?contact=" + shop.contact(7),
                PART);
        get(
                "campaign with a target, preview",
                one + "/preview",
                "/campaigns/soldes-hiver/preview",
                PART);
        get(
                "campaign, message",
                one + "/preview/{contact}/message",
                path + "/preview/" + shop.contact(7) + "/message",
                OTHER);
        post("campaign, preview search", one + "/preview", path + "/preview", PART, "q", "martin");
        post("campaign, found", one + "/preview", path + "/preview", PAGE, "q", "camille");
    }

    private void conventions() {
        get("conventions", "/conventions", "/conventions", PAGE);
        get("duplicates", "/conventions/duplicates", "/conventions/duplicates", OTHER);
        for (var tab :
                List.of(
                        "stages",
                        "purposes",
                        "typology",
                        "senders",
                        "departments",
                        "touchpoints",
                        "costs",
                        "deduplication")) {
            get("conventions, " + tab, "/conventions/{tab}", "/conventions/" + tab, PAGE);
        }
    }

    private void templates() {
        get("templates", "/templates", "/templates", PAGE);
        get("template, new", "/templates/new", "/templates/new", PAGE);
        get("template", "/templates/{key}", "/templates/" + Shop.TEMPLATE, PAGE);
        post(
                "letter",
                "/templates/letter",
                "/templates/letter",
                PART,
                Map.of(
                        "channel",
                        "EMAIL",
                        "subject",
                        "Bonjour {{firstName}}",
                        "html",
                        "<p>Bonjour</p>"));
        get("letter, its text", "/templates/letter/message", "/templates/letter/message", OTHER);
    }

    private void segments() {
        get("segments", "/segments", "/segments", PAGE);
        get("segment, new", "/segments/new", "/segments/new", PAGE);
        get("segment", "/segments/{key}", "/segments/" + Shop.SEGMENT, PAGE);
        get(
                "segment, audience",
                "/segments/{key}/audience",
                "/segments/" + Shop.SEGMENT + "/audience",
                PART);
        post(
                "segment, tried",
                "/segments/{key}/trial",
                "/segments/" + Shop.SEGMENT + "/trial",
                PAGE,
                "contact",
                shop.contact(7));
    }

    private void conditions() {
        var twice =
                Map.of(
                        "when.kind", "all",
                        "when.parts[0].kind", "event",
                        "when.parts[0].event", "purchase",
                        "when.parts[0].count.is[0].op", "gte",
                        "when.parts[0].count.is[0].value", "2",
                        "when.parts[0].within.n", "90",
                        "when.parts[0].within.unit", "DAY");
        var pressed = new HashMap<>(twice);
        pressed.put("when.press", "add::segment");
        post("condition", "/conditions/editor", "/conditions/editor?prefix=when", PART, pressed);
        post("glimpse", "/conditions/glimpse", "/conditions/glimpse?prefix=when", PART, twice);
    }

    private void journeys() {
        get("journeys", "/journeys", "/journeys", PAGE);
        get("journey, new", "/journeys/new", "/journeys/new", PAGE);
        var path = "/journeys/premier-jardin";
        get("journey", "/journeys/{key}", path, PAGE);
        for (var part : List.of("name", "add", "decouverte")) {
            get("journey, " + part, "/journeys/{key}", path + "?edit=" + part, PAGE);
        }
    }

    private void scenarios() {
        var all = "/programmes/{programme}/scenarios";
        get("scenario, new", all + "/new", "/programmes/accueil/scenarios/new", PAGE);
        var path = "/programmes/accueil/scenarios/bienvenue-client";
        var one = all + "/{key}";
        get("scenario", one, path, PAGE);
        for (var part : List.of("brief", "trigger", "target", "exit")) {
            get("scenario, " + part, one, path + "?edit=" + part, PAGE);
        }
        for (var kind : List.of("send", "wait", "until", "branch", "split", "end")) {
            get(
                    "scenario, new " + kind,
                    one,
                    path + "?edit=add&at=steps&index=1&kind=" + kind,
                    PAGE);
        }
        for (var kind : List.of("date", "inactivity", "replenishment", "weather", "stage")) {
            get("scenario, by " + kind, one, path + "?edit=trigger&kind=" + kind, PAGE);
        }
    }

    private void run() {
        get(
                "campaign, why",
                "/campaigns/{key}/why",
                "/campaigns/" + Shop.CAMPAIGN + "/why?contact=" + shop.contact(7),
                OTHER);
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

    private String deep() {
        return shop.contact(shop.contacts() * 4 / 5);
    }

    private void contact() {
        var mapping = "/contacts/{externalId}";
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

    private void get(String name, String mapping, String path, Ask.Kind kind) {
        asks.add(new Ask(name, "GET " + mapping, path, Map.of(), kind));
    }

    private void post(
            String name, String mapping, String path, Ask.Kind kind, String field, String value) {
        post(name, mapping, path, kind, Map.of(field, value));
    }

    private void post(
            String name, String mapping, String path, Ask.Kind kind, Map<String, String> form) {
        asks.add(new Ask(name, "POST " + mapping, path, form, kind));
    }

    /** Where a list was left, as its own links say it. */
    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u0000", parts).getBytes(StandardCharsets.UTF_8));
    }
}
