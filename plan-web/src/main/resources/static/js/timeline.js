// The quarter and the year: campaigns in lanes along the time. Chips are dragged and stretched with the pointer, carried with the keyboard.
(() => {
  if (!Placing) return;
  const { root, element, plus, between, named } = Placing;
  const { first, end, today, locale, lanes: side } = root.dataset;
  const total = between(first, end);
  const isYear = root.classList.contains("year");
  const MOVABLE = ["programme", "department", "lot", "segment"];
  const ROW = 36;
  const share = (days) => (days / total) * 100 + "%";
  const at = (day) => Math.min(Math.max(between(first, day), 0), total);
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  let feed = null;
  let focused = null;

  const inner = element("div", "tl-inner");
  root.append(inner);

  function row(className, label, ...rest) {
    const made = element("div", "tl-row " + className);
    const name = element("div", "tl-name");
    name.append(...(typeof label === "string" ? [element("span", "", label)] : label));
    const area = element("div", "tl-area");
    made.append(name, area, ...rest);
    inner.append(made);
    return area;
  }

  function axis() {
    const area = row("tl-axis", "");
    area.setAttribute("aria-hidden", "true");
    for (let day = first; day < end; day = plus(day, 1)) {
      const date = new Date(day + "T00:00:00Z");
      if (date.getUTCDate() === 1 || day === first) {
        const label = element("b", "tl-month", month.format(date));
        label.style.left = share(at(day));
        area.append(label);
      }
      if (date.getUTCDay() === 1) {
        const number = element("span", "tl-day", String(date.getUTCDate()));
        number.style.left = share(at(day));
        area.append(number);
      }
    }
    if (today >= first && today < end) {
      const mark = element("span", "tl-now", named(today).replace(/^\S+ /, ""));
      mark.style.left = share(at(today) + 0.5);
      area.append(mark);
    }
  }

  // Week lines, the bands of key dates and the line of today run down behind the lanes.
  function back() {
    const behind = element("div", "tl-back");
    behind.setAttribute("aria-hidden", "true");
    for (let day = first; day < end; day = plus(day, 1)) {
      if (new Date(day + "T00:00:00Z").getUTCDay() !== 1) continue;
      const line = element("i", "tl-week");
      line.style.left = share(at(day));
      behind.append(line);
    }
    for (const band of feed.bands.filter((one) => one.kind !== "school")) {
      const made = element("i", "tl-band " + band.kind);
      made.style.left = share(at(band.start));
      made.style.width = share(at(band.end) - at(band.start));
      behind.append(made);
    }
    if (today >= first && today < end) {
      const line = element("i", "tl-today");
      line.style.left = share(at(today) + 0.5);
      behind.append(line);
    }
    inner.append(behind);
  }

  function bands(className, label, all) {
    if (!all.length) return;
    const area = row("tl-events " + className, label);
    area.setAttribute("role", "list");
    area.setAttribute("aria-label", label);
    for (const band of all) {
      const made = element("div", "tl-event " + band.kind);
      made.setAttribute("role", "listitem");
      const last = plus(band.end, -1);
      const dates = band.start === last ? named(band.start) : named(band.start) + " – " + named(last);
      const text = element(band.href ? "a" : "span", "", band.name);
      if (band.href) text.href = band.href;
      made.title = [band.name, dates, band.detail].filter(Boolean).join(", ");
      made.append(text, element("span", "m-vh", ", " + [dates, band.detail].filter(Boolean).join(", ")));
      made.style.left = share(at(band.start));
      made.style.minWidth = share(at(band.end) - at(band.start));
      area.append(made);
    }
    pack(area, 24, 2);
  }

  // Puts what overlaps into the next sub-row; the lane grows.
  function pack(area, height, gap) {
    const rows = [];
    const width = area.clientWidth;
    for (const chip of area.children) {
      chip.style.maxWidth = Math.max(width - chip.offsetLeft, 28) + "px";
      const left = chip.offsetLeft;
      const right = left + chip.offsetWidth + gap;
      let place = rows.findIndex((taken) => taken <= left);
      if (place < 0) place = rows.length;
      rows[place] = right;
      chip.style.top = gap + place * height + "px";
    }
    area.style.height = gap * 2 + Math.max(rows.length, 1) * height + "px";
  }

  function chip(item) {
    const made = element("a", ["m-campaign", item.tone, item.state].join(" "));
    made.href = item.href;
    made.draggable = false;
    made.dataset.id = item.id;
    made.dataset.key = item.plan + "/" + item.key;
    made.title = item.name + item.detail;
    made.append(...Placing.inside(item));
    if (item.recurring || isYear) made.classList.add("short");
    if (item.trouble) made.classList.add("trouble");
    if (!item.fixed && !item.recurring) made.append(element("span", "tl-grip"));
    made.style.left = share(Math.max(between(first, item.day), 0));
    if (item.days > 1) made.style.minWidth = share(item.days);
    return made;
  }

  function lane(word, name) {
    const add = element("button", "btn btn-g btn-icon btn-xs tl-add");
    add.type = "button";
    add.append(Placing.icon("plus"), element("span", "m-vh", document.querySelector("[data-opens=new-campaign] span").textContent + ", " + name));
    add.addEventListener("click", () => Placing.create(null, side + ":" + word));
    const area = row("tl-lane", [element("b", "", name), add]);
    area.dataset.lane = word;
    area.setAttribute("role", "list");
    area.setAttribute("aria-label", name);
    for (const item of feed.chips.filter((one) => one.lanes.includes(word))) {
      const holder = chip(item);
      const listed = element("div", "tl-item");
      listed.setAttribute("role", "listitem");
      listed.append(holder);
      listed.style.left = holder.style.left;
      listed.style.minWidth = holder.style.minWidth;
      holder.style.left = "";
      area.append(listed);
    }
    pack(area, ROW, 6);
    area.addEventListener("click", (event) => {
      if (event.target !== area) return;
      const box = area.getBoundingClientRect();
      Placing.create(plus(first, Math.floor(((event.clientX - box.left) / box.width) * total)), side + ":" + word);
    });
  }

  function scenarios() {
    if (!feed.scenarios) return;
    const { name, count, daily, text } = feed.scenarios;
    const area = row("tl-scenarios", [element("b", "", name), element("small", "m-sub", count)]);
    const peak = Math.max(...daily, 1);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${total} 40`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    const points = [];
    for (let i = 0; i < total; i++) {
      const volume = daily[(new Date(plus(first, i) + "T00:00:00Z").getUTCDay() + 6) % 7];
      points.push(`${i},${40 - (volume / peak) * 34}`, `${i + 1},${40 - (volume / peak) * 34}`);
    }
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "polygon");
    shape.setAttribute("points", `0,40 ${points.join(" ")} ${total},40`);
    svg.append(shape);
    area.append(svg, element("p", "", text));
  }

  function draw() {
    inner.replaceChildren();
    axis();
    bands("", root.dataset.events, feed.bands.filter((band) => band.kind !== "school"));
    bands("school", root.dataset.school, feed.bands.filter((band) => band.kind === "school"));
    const names = Object.entries(feed.lanes);
    if (!names.length) row("tl-none", root.dataset.empty);
    for (const [word, name] of names) lane(word, name);
    scenarios();
    back();
    if (focused) (inner.querySelector(`[data-id="${CSS.escape(focused.id)}"]`) ?? inner.querySelector(`[data-key="${CSS.escape(focused.plan + "/" + focused.key)}"]`))?.focus();
    focused = null;
  }

  async function load() {
    const answer = await Placing.feed(first, end);
    if (!answer) return;
    const isFirst = !feed;
    feed = answer;
    draw();
    if (isFirst && isYear && today >= first && today < end) showToday();
  }

  // A year is wider than its window: it opens where today is.
  function showToday() {
    const lanes = root.clientWidth - inner.querySelector(".tl-name").clientWidth;
    root.scrollLeft = at(today) * dayWidth() - lanes / 3;
  }

  const item = (chip) => feed.chips.find((one) => one.id === chip.dataset.id);
  const dayWidth = () => inner.querySelector(".tl-area").clientWidth / total;

  // A chip held by the pointer.
  const tip = element("div", "tl-tip");
  tip.setAttribute("role", "status");
  tip.hidden = true;
  root.append(tip);

  function laneUnder(event) {
    return [...inner.querySelectorAll(".tl-lane .tl-area")].find((area) => {
      const box = area.parentElement.getBoundingClientRect();
      return event.clientY >= box.top && event.clientY < box.bottom;
    });
  }

  function show(holder, held, { days, length, lane: word }) {
    holder.classList.add("drag");
    holder.style.transform = `translateX(${days * dayWidth()}px)`;
    holder.style.width = length === held.days ? "" : length * dayWidth() + "px";
    for (const area of inner.querySelectorAll(".tl-lane .tl-area")) area.classList.toggle("over", area.dataset.lane === word);
  }

  function release(holder) {
    holder.classList.remove("drag");
    holder.style.transform = "";
    holder.style.width = "";
    for (const area of inner.querySelectorAll(".tl-area.over")) area.classList.remove("over");
    tip.hidden = true;
  }

  async function finish(holder, held, drop) {
    const done = await Placing.dropped(held, drop);
    focused = held;
    if (done) {
      await load();
    } else {
      release(holder);
      holder.focus();
    }
  }

  inner.addEventListener("pointerdown", (down) => {
    const holder = down.target.closest(".m-campaign");
    if (!holder || down.button !== 0) return;
    const held = item(holder);
    if (held.fixed) {
      Placing.resist(down, held);
      return;
    }
    const stretches = down.target.classList.contains("tl-grip");
    const from = holder.closest(".tl-area").dataset.lane;
    let drag = null;

    const move = (event) => {
      const dx = event.clientX - down.clientX;
      if (!drag && Math.hypot(dx, event.clientY - down.clientY) < 5) return;
      const days = Math.round(dx / dayWidth());
      const word = !stretches && MOVABLE.includes(side) ? laneUnder(event)?.dataset.lane : undefined;
      drag = {
        days: stretches ? 0 : days, length: stretches ? Math.max(1, held.days + days) : held.days,
        lane: word !== undefined && word !== from ? word : null, copy: event.altKey,
      };
      show(holder, held, drag);
      const last = plus(held.day, drag.days + drag.length - 1);
      tip.textContent = (drag.copy ? Placing.words.copying + " " : "") + (stretches ? Placing.fill(Placing.words.until, named(held.day), named(last)) : Placing.fill(Placing.words.at, named(plus(held.day, drag.days)), named(held.day)));
      tip.hidden = false;
      const box = root.getBoundingClientRect();
      tip.style.left = event.clientX - box.left + root.scrollLeft + 14 + "px";
      tip.style.top = event.clientY - box.top + root.scrollTop + 18 + "px";
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("keydown", escape, true);
    };
    const up = (event) => {
      stop();
      if (!drag) return;
      Placing.swallowClick();
      const lane = drag.lane === null ? undefined : side + ":" + drag.lane;
      finish(holder, held, { ...drag, copy: event.altKey, lane, to: plus(held.day, drag.days) });
      tip.hidden = true;
    };
    const escape = (event) => {
      if (event.key !== "Escape") return;
      stop();
      release(holder);
      addEventListener("pointerup", Placing.swallowClick, { once: true });
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("keydown", escape, true);
  });

  root.addEventListener("stale", load);

  inner.addEventListener("keydown", (event) => {
    const holder = event.target.closest?.(".m-campaign");
    if (!holder || event.key !== " " || Placing.isCarrying()) return;
    event.preventDefault();
    const held = item(holder);
    Placing.carry(held, {
      lanes: MOVABLE.includes(side) ? Object.keys(feed.lanes) : [],
      show: (carried) => (carried.over ? release(holder) : show(holder, held, carried)),
      drop: (drop) => finish(holder, held, { ...drop, lane: drop.lane === null ? undefined : side + ":" + drop.lane }),
    });
  });

  inner.addEventListener("contextmenu", (event) => {
    const holder = event.target.closest(".m-campaign");
    if (!holder) return;
    event.preventDefault();
    Placing.menu(holder, item(holder));
  });

  let width = root.clientWidth;
  addEventListener("resize", () => {
    if (feed && root.clientWidth !== width) draw();
    width = root.clientWidth;
  });

  load();
})();
