// The month: FullCalendar draws it, the feed fills it, arrows move through its days and from month to month.
(() => {
  const root = document.getElementById("calendar");
  if (!root) return;
  const words = root.dataset;
  const iso = (date) => date.toISOString().slice(0, 10);

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const chip = ({ title, extendedProps: facts }) => {
    const body = element("div", "m-fc-event");
    const icon = element("i", "ti ti-" + (facts.state === "sent" ? "lock" : facts.icon));
    icon.setAttribute("aria-hidden", "true");
    body.append(icon, element("span", "", title));
    if (facts.lot !== null) {
      const lots = element("span", "m-lots");
      const lot = element("i", "", String(facts.lot));
      lot.setAttribute("aria-hidden", "true");
      lots.append(lot, element("span", "m-vh", words.lot.replace("{0}", facts.lot)));
      body.append(lots);
    }
    body.append(element("span", "m-vh", facts.detail));
    return { domNodes: [body] };
  };

  const events = (range, done, failed) => {
    const address = new URL(words.feed, location.href);
    address.searchParams.set("from", iso(range.start));
    address.searchParams.set("to", iso(range.end));
    fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then(({ chips, bands }) => done([
        ...bands.map((band) => ({ start: band.start, end: band.end, title: band.name, display: "background", classNames: ["lane-" + Math.min(band.lane, 2)] })),
        ...chips.map((one) => ({
          start: one.day, allDay: true, title: one.name, url: one.href, classNames: [one.tone, one.state],
          extendedProps: { place: one.order, icon: one.icon, lot: one.lot, detail: one.detail, state: one.state },
        })),
      ]))
      .catch((error) => {
        document.dispatchEvent(new CustomEvent("toast", { detail: { text: words.failed, error: true } }));
        failed(error);
      });
  };

  const calendar = new FullCalendar.Calendar(root, {
    initialView: "dayGridMonth", initialDate: words.month, now: words.today, timeZone: "UTC",
    locale: { code: words.locale, week: { dow: 1, doy: 4 }, closeHint: words.close },
    headerToolbar: false, height: "100%", fixedWeekCount: false, dayMaxEvents: true,
    dayHeaderFormat: { weekday: "long" }, eventOrder: "place", events,
    moreLinkContent: (more) => words.more.replace("{0}", more.num),
    eventContent: (content) => (content.event.display === "background" ? { domNodes: [element("div", "fc-event-title", content.event.title)] } : chip(content.event)),
    dayCellDidMount: (cell) => { cell.el.tabIndex = -1; },
    eventsSet: () => requestAnimationFrame(settle),
  });

  const days = () => [...root.querySelectorAll(".fc-daygrid-day")];
  const go = (direction) => document.querySelector(`.m-cal-nav [rel=${direction}]`)?.click();

  // One day at a time can be reached with Tab, the others with the arrows.
  function settle() {
    if (root.querySelector(".fc-daygrid-day[tabindex='0']")) return;
    const first = root.querySelector(".fc-day-today") || root.querySelector(".fc-daygrid-day:not(.fc-day-other)");
    if (first) first.tabIndex = 0;
  }

  function focusDay(day) {
    for (const other of days()) other.tabIndex = other === day ? 0 : -1;
    day.focus();
  }

  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const day = event.target.closest(".fc-daygrid-day");
    if (!day) return;
    if (event.key === "Escape" && event.target !== day) {
      focusDay(day);
    } else if (event.target === day && event.key in steps) {
      event.preventDefault();
      event.stopPropagation();
      const all = days();
      const next = all[all.indexOf(day) + steps[event.key]];
      if (next) focusDay(next);
      else go(steps[event.key] < 0 ? "prev" : "next");
    } else if (event.target === day && event.key === "Enter") {
      day.querySelector("a.fc-event, a.fc-daygrid-more-link")?.focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog, details, .fc-popover")) return;
    if (event.key === "ArrowLeft" || event.key === "PageUp" || event.key === "k") go("prev");
    if (event.key === "ArrowRight" || event.key === "PageDown" || event.key === "j") go("next");
  });

  calendar.render();
})();
