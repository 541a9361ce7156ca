// A button with data-opens="id" opens that dialog, one with data-closes closes the dialog that it stands in.
(() => {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    event.target.closest("[data-closes]")?.closest("dialog")?.close();
  });
})();
