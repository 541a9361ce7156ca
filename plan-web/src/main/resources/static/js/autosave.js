// A form with data-autosave (the user's name) saves itself 600 ms after the last change. Its page has #saved, which says so. What was
// typed is never swapped while it is being typed; what could not be sent is kept in this browser and sent later.
(() => {
  const PAUSE = 600;
  const RETRY = 5000;
  const form = () => document.querySelector("form[data-autosave]");
  const region = () => document.getElementById("saved");
  let timer, retry, then;
  let kept = "";
  let sent = "";

  function typed(one) {
    const fields = new FormData(one);
    for (const name of ["version", "_csrf"]) fields.delete(name);
    return new URLSearchParams(fields).toString();
  }

  const place = (one) => ["draft", one.dataset.autosave, one.getAttribute("action"), one.elements.step.value].join(" ");
  const isChanged = () => form() !== null && typed(form()) !== kept;

  // Whose changes stand is for the user to say, with a button.
  const collides = () => form().querySelector(".m-collision") !== null;

  function say(icon, text) {
    const mark = document.createElement("i");
    mark.className = "ti ti-" + icon;
    mark.setAttribute("aria-hidden", "true");
    const words = document.createElement("span");
    words.textContent = text;
    region()?.replaceChildren(mark, words);
  }

  function save() {
    clearTimeout(timer);
    clearTimeout(retry);
    if (isChanged() && !collides()) htmx.trigger(form(), "autosave");
  }

  function changed(event) {
    if (!form() || (event.type === "input" && event.target.form !== form())) return;
    clearTimeout(timer);
    if (isChanged()) timer = setTimeout(save, PAUSE);
  }

  // The signs of an earlier refusal, once it is mended.
  function clear(one) {
    for (const field of one.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const gone of one.querySelectorAll(".error, .m-answer > *")) gone.remove();
  }

  function keep(one) {
    try { localStorage.setItem(place(one), typed(one) + "&version=" + document.getElementById("step-version").value); } catch { /* a full or closed store keeps nothing */ }
  }

  function forget(one) {
    try { localStorage.removeItem(place(one)); } catch { /* see keep */ }
  }

  // What an earlier visit could not send is sent as a plain form, so that the server answers it like any other.
  function resend(one) {
    let left = null;
    try { left = localStorage.getItem(place(one)); } catch { /* see keep */ }
    if (left === null) return;
    forget(one);
    const fields = new URLSearchParams(left);
    const now = new URLSearchParams(new FormData(one));
    fields.set("_csrf", now.get("_csrf") ?? "");
    const plain = document.createElement("form");
    plain.method = "post";
    plain.action = one.getAttribute("action");
    for (const [name, value] of fields) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      plain.append(input);
    }
    document.body.append(plain);
    plain.submit();
  }

  document.addEventListener("input", changed);
  document.addEventListener("conditionChanged", changed);
  window.addEventListener("online", save);

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== form()) return;
    sent = typed(form());
    keep(form());
    say("cloud-upload", region().dataset.saving);
    for (const toast of document.querySelectorAll("#toasts .m-toast:has([data-undo])")) toast.remove();
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const one = form();
    if (event.detail.requestConfig?.elt !== one) return;
    const isSaved = event.detail.xhr.status === 200;
    if (event.detail.xhr.status < 500) forget(one);
    if (isSaved) {
      kept = sent;
      clear(one);
    } else {
      then = null;
      say("alert-circle", region().dataset.wrong);
    }
    if (isSaved || typed(one) !== sent) event.detail.swapOverride = "none";
  });

  document.addEventListener("htmx:afterSettle", () => {
    const version = document.getElementById("step-version");
    if (!version) return;
    for (const other of document.querySelectorAll("input[data-version]")) other.value = version.value;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const one = event.detail.requestConfig?.elt;
    const status = event.detail.xhr?.status ?? 0;
    if (one?.matches?.("form[data-autosave]") !== true || status === 0 || !form()) return;
    if (status !== 200) kept = form() === one ? sent : typed(form());
    if (isChanged()) timer = setTimeout(save, PAUSE);
    else if (status === 200 && then) location.assign(then);
  });

  for (const lost of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(lost, (event) => {
      if (event.target !== form()) return;
      then = null;
      say("cloud-off", region().dataset.offline);
      retry = setTimeout(save, RETRY);
    });
  }

  // A link waits until what was typed is saved.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !isChanged() || collides() || link.getAttribute("href") === "") return;
    event.preventDefault();
    then = link.href;
    save();
  });
  window.addEventListener("pagehide", () => { if (isChanged() && !collides()) keep(form()); });

  if (form()) {
    kept = sent = typed(form());
    resend(form());
  }
})();
