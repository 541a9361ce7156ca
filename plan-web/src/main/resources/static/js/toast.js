// Toasts stay eight seconds, longer while the pointer or the focus is on them.
// The server sends one with the header HX-Trigger: {"toast": {"text": "…"}}; a script with document.dispatchEvent(new CustomEvent("toast", {detail: {text}})).
(() => {
  const region = () => document.getElementById("toasts");

  function live(toast) {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), 8000); };
    const stop = () => clearTimeout(timer);
    for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, stop);
    for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, () => { stop(); start(); });
    toast.querySelector("[data-close-toast]").addEventListener("click", () => toast.remove());
    start();
  }

  function show(text, isError) {
    const toast = document.createElement("div");
    toast.className = "m-toast";
    toast.setAttribute("role", isError ? "alert" : "status");
    const words = document.createElement("span");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.dataset.closeToast = "";
    close.textContent = region().dataset.close;
    toast.append(words, close);
    region().append(toast);
    live(toast);
  }

  document.addEventListener("toast", (event) => show(event.detail.text, event.detail.error === true));
  for (const toast of document.querySelectorAll("#toasts .m-toast")) live(toast);
})();
