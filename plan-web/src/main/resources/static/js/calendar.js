// The month and the week: FullCalendar draws them, the feed fills them; chips are dragged, stretched, and carried with the keyboard.
(() => {
  if (!Placing) return;
  const { root, element, iso, plus, place } = Placing;
  const words = root.dataset;
  const items = new Map();
  let focused = null;

  // FullCalendar has no way to give a drag up: Escape lets the chip go where it is, and it goes back.
  let isGrasped = false;
  let givenUp = false;
  const grasp = () => { isGrasped = true; givenUp = false; };
  const loosen = () => { isGrasped = false; };
  document.addEventListener("keydown", (event) => {
    if (!isGrasped || event.key !== "Escape") return;
    givenUp = true;
    addEventListener("pointerup", Placing.swallowClick, { once: true });
    document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
  }, true);

  const item = (event) => items.get(event.id);

  const events = async (range, done, failed) => {
    const feed = await Placing.feed(iso(range.start), iso(range.end));
    if (!feed) {
      failed(new Error("feed"));
      return;
    }
    items.clear();
    for (const chip of feed.chips) items.set(chip.id, chip);
    done([
      ...feed.bands.map((band) => ({
        start: band.start, end: band.end, title: band.name + (band.detail ? " " + band.detail : ""), display: "background", editable: false,
        classNames: band.kind === "school" ? ["school", "lane-" + Math.min(band.lane, 2)] : [band.kind],
      })),
      ...feed.chips.map((chip) => ({
        id: chip.id, start: chip.day, end: plus(chip.day, chip.days), allDay: true, title: chip.name, url: chip.href,
        classNames: [chip.tone, chip.state], editable: !chip.fixed, durationEditable: !chip.fixed && !chip.recurring,
        extendedProps: { order: chip.order },
      })),
    ]);
  };

  // Shows at once what was asked; the feed then says how it stands.
  async function settleAfter(done, revert) {
    if (await done) calendar.refetchEvents();
    else revert();
  }

  const calendar = new FullCalendar.Calendar(root, {
    initialView: words.view === "week" ? "dayGridWeek" : "dayGridMonth", initialDate: words.first, now: words.today, timeZone: "UTC",
    locale: { code: words.locale, week: { dow: 1, doy: 4 }, closeHint: words.close },
    headerToolbar: false, height: "100%", fixedWeekCount: false, dayMaxEvents: words.view !== "week", editable: true, eventStartEditable: true, eventDurationEditable: true,
    dayHeaderFormat: words.view === "week" ? { weekday: "long", day: "numeric" } : { weekday: "long" }, eventOrder: "order", events,
    moreLinkContent: (more) => words.more.replace("{0}", more.num),
    moreLinkDidMount: (more) => more.el.setAttribute("role", "button"),
    eventContent: ({ event }) => {
      if (event.display === "background") {
        const name = element("div", "fc-event-title", event.title);
        name.title = event.title;
        return { domNodes: [name] };
      }
      const body = element("div", "m-fc-event");
      body.append(...Placing.inside(item(event)));
      return { domNodes: [body] };
    },
    eventDidMount: ({ event, el }) => {
      el.dataset.id = event.id;
      const its = item(event);
      if (focused && its && (its.id === focused.id || (!its.recurring && its.plan === focused.plan && its.key === focused.key))) {
        focused = null;
        requestAnimationFrame(() => el.focus());
      }
    },
    eventDragStart: grasp,
    eventDragStop: loosen,
    eventResizeStart: grasp,
    eventResizeStop: loosen,
    eventDrop: ({ event, jsEvent, revert }) => {
      if (givenUp) return revert();
      const deed = jsEvent?.altKey ? "copy" : "move";
      settleAfter(place(item(event), { deed, to: iso(event.start) }), revert);
    },
    eventResize: ({ event, revert }) => {
      if (givenUp) return revert();
      const days = Placing.between(iso(event.start), iso(event.end));
      settleAfter(place(item(event), { deed: "stretch", days }), revert);
    },
    dateClick: ({ dateStr }) => Placing.create(dateStr),
    dayCellDidMount: (cell) => { cell.el.tabIndex = -1; },
    eventsSet: () => requestAnimationFrame(settle),
  });

  const days = () => [...root.querySelectorAll(".fc-daygrid-day")];

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

  function pick(chip) {
    const held = item({ id: chip.dataset.id });
    if (!held) return;
    const event = calendar.getEventById(held.id);
    Placing.carry(held, {
      show: ({ days: by, length }) => {
        focused = held;
        event.setDates(plus(held.day, by), plus(held.day, by + length), { allDay: true });
      },
      drop: async (drop) => {
        const done = await Placing.dropped(held, drop);
        focused = held;
        if (done) calendar.refetchEvents();
        else event.setDates(held.day, plus(held.day, held.days), { allDay: true });
      },
    });
  }

  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || Placing.isCarrying()) return;
    const chip = event.target.closest("a.fc-event");
    const day = event.target.closest(".fc-daygrid-day");
    if (chip && event.key === " ") {
      event.preventDefault();
      pick(chip);
    } else if (day && event.key === "Escape" && event.target !== day) {
      focusDay(day);
    } else if (event.target === day && event.key in steps) {
      event.preventDefault();
      event.stopPropagation();
      const all = days();
      const next = all[all.indexOf(day) + steps[event.key]];
      if (next) focusDay(next);
      else document.querySelector(`.m-cal-nav [rel=${steps[event.key] < 0 ? "prev" : "next"}]`)?.click();
    } else if (event.target === day && event.key === "Enter") {
      const first = day.querySelector("a.fc-event, a.fc-daygrid-more-link");
      if (first) first.focus();
      else Placing.create(day.dataset.date);
    }
  });

  root.addEventListener("pointerdown", (down) => {
    const its = items.get(down.target.closest("a.fc-event")?.dataset.id);
    if (its?.fixed && down.button === 0) Placing.resist(down, its);
  });

  root.addEventListener("stale", () => calendar.refetchEvents());

  root.addEventListener("contextmenu", (event) => {
    const chip = event.target.closest("a.fc-event");
    if (!chip || !items.has(chip.dataset.id)) return;
    event.preventDefault();
    Placing.menu(chip, items.get(chip.dataset.id));
  });

  root.replaceChildren();
  calendar.render();
})();
