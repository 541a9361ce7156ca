// What both calendars share: asking the server to place a campaign, carrying one with the keyboard, the menu of a chip, a new campaign on a day.
const Placing = (() => {
  const root = document.querySelector("[data-calendar]");
  if (!root) return null;
  const words = { ...root.querySelector("[data-words]").dataset };
  const DAY = 86400000;
  const say = (text) => { document.getElementById("placing-status").textContent = text; };
  const toast = (detail) => document.dispatchEvent(new CustomEvent("toast", { detail }));
  const written = new Intl.DateTimeFormat(root.dataset.locale, { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });

  const date = (day) => new Date(day + "T00:00:00Z");
  const iso = (time) => time.toISOString().slice(0, 10);
  const plus = (day, days) => iso(new Date(date(day).getTime() + days * DAY));
  const between = (from, to) => Math.round((date(to) - date(from)) / DAY);
  const named = (day) => written.format(date(day));
  const fill = (text, ...facts) => text.replace(/\{(\d)\}/g, (all, i) => facts[i] ?? all);

  // Which occurrences of a recurring campaign are meant; empty where the user goes back.
  function which(item, to) {
    const dialog = document.getElementById("which");
    dialog.querySelector("[data-what]").textContent = fill(words.what, item.name, named(to));
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
  }

  // Asks the server; true where it was done. What was asked is shown already, and goes back where it was not.
  async function place(item, { deed = "move", to = item.day, days, lane }) {
    if (item.fixed) {
      toast({ text: item.fixed, error: true });
      return false;
    }
    const fields = new URLSearchParams({ plan: item.plan, key: item.key, at: item.at, was: item.start, deed, to });
    if (days) fields.set("days", days);
    if (lane) fields.set("lane", lane);
    if (item.recurring && deed === "move") {
      const scope = await which(item, to);
      if (!scope) return false;
      fields.set("scope", scope);
    }
    const csrf = document.querySelector("meta[name=csrf]");
    try {
      const answer = await fetch("/calendar/placements", {
        method: "POST", body: fields, headers: { Accept: "application/json", [csrf.dataset.header]: csrf.content },
      });
      const told = await answer.json();
      toast({ text: told.text, undo: told.undo ?? undefined, error: !answer.ok });
      if (answer.status === 409) root.dispatchEvent(new Event("stale"));
      return answer.ok;
    } catch {
      toast({ text: words.offline, error: true });
      return false;
    }
  }

  // The click that ends a drag opens nothing.
  function swallowClick() {
    const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  }

  // What is over does not move: who drags it is told why.
  function resist(down, item) {
    let told = false;
    const move = (event) => {
      if (told || Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < 5) return;
      told = true;
      toast({ text: item.fixed, error: true });
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      if (told) swallowClick();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", stop, { once: true });
  }

  root.addEventListener("dragstart", (event) => event.preventDefault());

  // A chip that the keyboard carries: arrows move it, Space drops it, Escape puts it back.
  let carried = null;

  function carry(item, { show, drop, lanes = [] }) {
    if (item.fixed) {
      toast({ text: item.fixed, error: true });
      return;
    }
    carried = { item, show, drop, lanes, days: 0, length: item.days, lane: null };
    say(fill(words.picked, item.name, named(item.day)) + " " + words.hint);
    show(carried);
  }

  const steps = { ArrowLeft: -1, ArrowRight: 1 };

  function hold(event) {
    const { item } = carried;
    if (event.key in steps) {
      carried.days += steps[event.key] * (event.shiftKey ? 7 : 1);
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && carried.lanes.length) {
      const now = carried.lanes.indexOf(carried.lane ?? carried.lanes.find((lane) => item.lanes.includes(lane)));
      carried.lane = carried.lanes[Math.min(Math.max(now + (event.key === "ArrowUp" ? -1 : 1), 0), carried.lanes.length - 1)];
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      carried.days += event.key === "ArrowUp" ? -7 : 7;
    } else if ((event.key === "+" || event.key === "-") && !item.recurring) {
      carried.length = Math.max(1, carried.length + (event.key === "+" ? 1 : -1));
    } else if (event.key === " " || event.key.toLowerCase() === "c") {
      const held = carried;
      carried = null;
      held.drop({ ...held, to: plus(item.day, held.days), copy: event.key !== " " });
      event.preventDefault();
      return;
    } else if (event.key === "Escape" || event.key === "Tab") {
      const held = carried;
      carried = null;
      held.show({ ...held, days: 0, length: item.days, lane: null, over: true });
      say(words.dropped);
      if (event.key === "Escape") event.preventDefault();
      return;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const last = plus(item.day, carried.days + carried.length - 1);
    say(carried.length === item.days ? named(plus(item.day, carried.days)) : fill(words.until, named(plus(item.day, carried.days)), named(last)));
    carried.show(carried);
  }

  document.addEventListener("keydown", (event) => { if (carried) hold(event); }, true);

  // What a drop means: a copy, another length, or another place.
  async function dropped(item, { to, copy, length, lane, days }) {
    if (copy) return place(item, { deed: "copy", to });
    if (length && length !== item.days) {
      const done = await place(item, { deed: "stretch", days: length });
      return done && days ? place(item, { to, lane }) : done;
    }
    if (to === item.day && !lane) {
      say(words.dropped);
      return false;
    }
    return place(item, { to, lane });
  }

  function menu(chip, item) {
    const list = document.getElementById("chip-menu");
    const address = new URLSearchParams({ plan: item.plan, key: item.key, at: item.at, was: item.start, back: location.pathname + location.search });
    list.querySelector("[data-open]").href = item.href;
    for (const name of ["move", "copy", "omit"]) {
      const link = list.querySelector(`[data-${name}]`);
      link.href = "/calendar/placements?" + address;
      link.parentElement.hidden = Boolean(item.fixed && name !== "copy") || (name === "omit" && !item.recurring);
    }
    list.showPopover();
    const place = chip.getBoundingClientRect();
    list.style.left = Math.min(place.left, innerWidth - list.offsetWidth - 8) + "px";
    list.style.top = Math.min(place.bottom + 4, innerHeight - list.offsetHeight - 8) + "px";
    list.querySelector("a").focus();
  }

  document.getElementById("chip-menu").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const links = [...event.currentTarget.querySelectorAll("li:not([hidden]) a")];
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    links[(next + links.length) % links.length].focus();
  });

  // A new campaign on a day, and in a lane where there is one.
  function create(day, lane = "") {
    const dialog = document.getElementById("new-campaign");
    if (day) dialog.querySelector("[name=start]").value = day + "T10:00";
    dialog.querySelector("[name=lane]").value = lane;
    dialog.showModal();
  }

  document.addEventListener("keydown", (event) => {
    if (carried || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog, details, .fc-popover, [popover]")) return;
    const views = { m: "month", w: "week", q: "quarter", a: "year", l: "list" };
    if (event.key in views) document.querySelector(`.m-seg [data-view=${views[event.key]}]`)?.click();
    if (event.key === "n") { event.preventDefault(); create(); }
    if (event.key === "ArrowLeft" || event.key === "PageUp" || event.key === "k") document.querySelector(".m-cal-nav [rel=prev]")?.click();
    if (event.key === "ArrowRight" || event.key === "PageDown" || event.key === "j") document.querySelector(".m-cal-nav [rel=next]")?.click();
  });

  // The feed of some days; nothing where it cannot be read.
  async function feed(from, to) {
    const address = new URL(root.dataset.feed, location.href);
    address.searchParams.set("from", from);
    address.searchParams.set("to", to);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      return await answer.json();
    } catch {
      toast({ text: root.dataset.failed, error: true });
      return null;
    }
  }

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const icon = (name) => {
    const made = element("i", "ti ti-" + name);
    made.setAttribute("aria-hidden", "true");
    return made;
  };

  // What stands in a chip: the channel, the name, the lot, and the rest for who cannot see its colours.
  function inside(item) {
    const parts = [icon(item.state === "sent" ? "lock" : item.state === "prepared" ? "clock" : item.icon), element("span", "", item.name)];
    if (item.lot !== null) {
      const lots = element("span", "m-lots");
      const lot = element("i", "", String(item.lot));
      lot.setAttribute("aria-hidden", "true");
      lots.append(lot, element("span", "m-vh", fill(words.lot, item.lot)));
      parts.push(lots);
    }
    if (item.trouble) parts.push(icon("alert-triangle m-trouble"));
    parts.push(element("span", "m-vh", item.detail + (item.trouble ? words.trouble : "")));
    return parts;
  }

  return { root, words, feed, place, carry, dropped, resist, swallowClick, menu, create, inside, element, icon, plus, between, named, fill, iso, isCarrying: () => carried !== null };
})();
