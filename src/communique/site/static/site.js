// Opens the source of a sentence while the pointer rests on its number. Everything works without this.
(() => {
  if (!matchMedia("(hover: hover)").matches || !("showPopover" in HTMLElement.prototype)) return;
  let timer, open;
  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  const close = () => { if (open && open.matches(":popover-open")) open.hidePopover(); open = null; };
  for (const mark of document.querySelectorAll("button.mark[popovertarget]")) {
    const card = document.getElementById(mark.getAttribute("popovertarget"));
    if (!card) continue;
    mark.addEventListener("pointerenter", () => later(() => {
      if (card.matches(":popover-open")) return;
      close();
      card.showPopover({ source: mark });
      open = card;
    }, 250));
    mark.addEventListener("pointerleave", () => later(close, 400));
    mark.addEventListener("click", (event) => {
      clearTimeout(timer);
      if (open === card) { event.preventDefault(); open = null; } // a click keeps what the pointer opened
    });
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => { if (open === card) later(close, 400); });
  }
})();
