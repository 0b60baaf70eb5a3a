// Opens the source of a sentence while the pointer rests on its number, copies, tells the desk that a brief is seen, and
// says on the front page what is new. Everything works without this.
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
(() => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      const name = button.textContent;
      button.textContent = button.dataset.sayCopied;
      setTimeout(() => { button.textContent = name; }, 2000);
    });
  }
})();
(() => {
  const brief = document.querySelector("[data-view]");
  if (!brief || !navigator.sendBeacon) return;
  const tell = () => {
    if (document.visibilityState !== "visible" || document.prerendering) return; // nobody sees it yet
    document.removeEventListener("visibilitychange", tell);
    // a body of this type makes the browser name this site as the beacon's origin
    navigator.sendBeacon("/view/" + encodeURIComponent(brief.dataset.view), new Blob([], { type: "application/json" }));
  };
  document.addEventListener("visibilitychange", tell);
  document.addEventListener("prerenderingchange", tell);
  tell();
})();
(() => {
  let line = document.querySelector(".fresh");
  if (!line || !window.EventSource) return;
  let stream, since = +line.dataset.since, told = since;
  const stories = new Map(); // printed since this page: whether each is new, or told anew
  const said = (what, number) => line.dataset["say" + what].replace("{number}", number);
  const say = () => {
    const fresh = [...stories.values()].filter(Boolean).length, again = stories.size - fresh;
    const words = [fresh && said("New", fresh), again && said("Updated", again)].filter(Boolean).join(", ");
    line.classList.toggle("some", !!words);
    if (words) line.firstElementChild.textContent = words;
  };
  const listen = () => {
    if (stream) stream.close(); // a hidden page gives its connection back
    stream = document.visibilityState === "visible" ? new EventSource("/updates?since=" + told) : null;
    if (stream) stream.addEventListener("printed", (event) => {
      const { story, first } = JSON.parse(event.data);
      told = +event.lastEventId;
      stories.set(story, first > since);
      say();
    });
  };
  const load = async (event) => {
    event.preventDefault();
    const answer = await fetch(line.firstElementChild.pathname, { cache: "no-cache" }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page && page.querySelector("main");
    if (!main?.querySelector(".fresh")) { location.assign(line.firstElementChild.href); return; }
    document.querySelector("main").replaceWith(main);
    begin();
    main.querySelector("#latest").focus();
  };
  const begin = () => {
    line = document.querySelector(".fresh");
    since = +line.dataset.since;
    told = Math.max(told, since);
    stories.clear();
    line.firstElementChild.addEventListener("click", load);
  };
  begin();
  document.addEventListener("visibilitychange", listen);
  listen();
})();
