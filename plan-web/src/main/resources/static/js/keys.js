// Shortcuts, off inside fields: ? lists them, Ctrl+K searches, / asks why, G then a letter goes to a section, Ctrl+Enter is the primary action.
(() => {
  const isField = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  let waits = 0;

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      const search = document.getElementById("search");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      document.querySelector("dialog[open] .btn-primary, main .btn-primary, .m-head .btn-primary")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      document.getElementById("shortcuts")?.showModal();
    } else if (event.key === "/") {
      const why = document.querySelector("#why, #why-contact");
      if (why) { event.preventDefault(); why.focus(); }
    } else if (Date.now() < waits) {
      waits = 0;
      document.querySelector(`.m-nav-item[data-key="${CSS.escape(event.key.toUpperCase())}"]`)?.click();
    } else if (event.key.toLowerCase() === "g") {
      waits = Date.now() + 1500;
    }
  });
})();
