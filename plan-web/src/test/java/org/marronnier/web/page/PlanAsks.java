package org.marronnier.web.page;

import static org.marronnier.web.page.Ask.Kind.OTHER;
import static org.marronnier.web.page.Ask.Kind.PAGE;
import static org.marronnier.web.page.Ask.Kind.PART;

import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of a plan and of everything that stands in it. */
final class PlanAsks extends AskList {

    PlanAsks(Shop shop) {
        super(shop);
        plan();
        items();
        spreadsheet();
        feeds();
        placing();
        campaigns();
        conditions();
        segments();
        templates();
        scenarios();
        journeys();
        conventions();
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
        get(
                "campaign, forecast, its contacts",
                one + "/forecast/contacts",
                path + "/forecast/contacts",
                PAGE);
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
        get("scenario, live", one + "/live", path + "/live", PAGE);
        get("scenario, its figures", one + "/live/figures", path + "/live/figures", PART);
        for (var state : List.of("RUNNING", "DEFERRED", "FAILED", "REFUSED", "EXITED")) {
            get(
                    "scenario, " + state,
                    one + "/enrolments",
                    path + "/enrolments?state=" + state,
                    PAGE);
        }
        get("enrolment", one + "/enrolments/{id}", path + "/enrolments/1", PAGE);
        get("trial, nobody chosen", one + "/trial", path + "/trial", PAGE);
        get(
                "trial",
                one + "/trial",
                path + "/trial?n=300&a=opened&contact=" + shop.contact(77),
                PAGE);
        get(
                "trial, a message",
                one + "/trial/message",
                path + "/trial/message?template=bienvenue-client&contact=" + shop.contact(77),
                OTHER);
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
}
