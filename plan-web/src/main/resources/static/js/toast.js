// Toasts stay eight seconds, longer while the pointer or the focus is on them.
// The server sends one with the header HX-Trigger: {"toast": {"text": "…", "undo": "/changes/12/undo"}}; a script with
// document.dispatchEvent(new CustomEvent("toast", {detail: {text}})). Ctrl+Z outside fields takes back the last change of the page.
(() => {
  const region = () => document.getElementById("toasts");
  let last = document.querySelector("#toasts form")?.getAttribute("action");

  function live(toast) {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), 8000); };
    const stop = () => clearTimeout(timer);
    for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, stop);
    for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, () => { stop(); start(); });
    toast.querySelector("[data-close-toast]").addEventListener("click", () => toast.remove());
    start();
  }

  function field(name, value) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    return input;
  }

  function undoing(path) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    form.append(
      field("_csrf", document.querySelector("meta[name=csrf]")?.content ?? ""),
      field("to", location.pathname + location.search));
    return form;
  }

  function show({ text, error, undo }) {
    const toast = document.createElement("div");
    toast.className = "m-toast";
    toast.setAttribute("role", error === true ? "alert" : "status");
    const words = document.createElement("span");
    words.textContent = text;
    toast.append(words);
    if (undo) {
      last = undo;
      const form = undoing(undo);
      const button = document.createElement("button");
      button.type = "submit";
      button.dataset.undo = "";
      const key = document.createElement("kbd");
      key.textContent = "Ctrl Z";
      button.append(region().dataset.undo, " ", key);
      form.append(button);
      toast.append(form);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.dataset.closeToast = "";
    close.textContent = region().dataset.close;
    toast.append(close);
    region().append(toast);
    live(toast);
  }

  document.addEventListener("toast", (event) => show(event.detail));
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || !last || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const form = undoing(last);
    last = null;
    document.body.append(form);
    form.submit();
  });
  for (const toast of document.querySelectorAll("#toasts .m-toast")) live(toast);
})();
