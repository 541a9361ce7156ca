package org.marronnier.web.spreadsheet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.user.Role;
import org.marronnier.web.calendar.CalendarFilter;
import org.marronnier.web.security.For;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@For(Role.MARKETER)
class ExportController {

    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final ShownPlan shown;
    private final WritingCalendar writing;
    private final ExampleSheet example;
    private final Clock clock;

    ExportController(ShownPlan shown, WritingCalendar writing, ExampleSheet example, Clock clock) {
        this.shown = shown;
        this.writing = writing;
        this.example = example;
        this.clock = clock;
    }

    @GetMapping("/calendar/export.xlsx")
    void xlsx(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        var plan = shown.required();
        start(response, XLSX, plan.plan().key() + ".xlsx");
        writing.xlsx(
                plan,
                campaigns(plan, CalendarFilter.of(parameters)),
                locale,
                response.getOutputStream());
    }

    @GetMapping("/calendar/export.csv")
    void csv(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletResponse response,
            Locale locale)
            throws IOException {
        var plan = shown.required();
        start(response, "text/csv;charset=UTF-8", plan.plan().key() + ".csv");
        writing.csv(
                plan,
                campaigns(plan, CalendarFilter.of(parameters)),
                locale,
                response.getOutputStream());
    }

    /** A spreadsheet as a team would bring it, with dates that lie in the plan that is shown. */
    @GetMapping("/plan/spreadsheet/example.xlsx")
    void example(HttpServletResponse response, Locale locale) throws IOException {
        var plan = shown.required();
        var today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
        start(response, XLSX, example.name(locale));
        example.write(plan, today, locale, response.getOutputStream());
    }

    private static List<PlanDocument.Campaign> campaigns(PlanDocument plan, CalendarFilter filter) {
        return plan.campaigns().stream()
                .filter(campaign -> filter.shows(plan.plan(), campaign))
                .toList();
    }

    private static void start(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file, StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }
}
