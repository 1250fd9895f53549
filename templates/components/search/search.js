/**
 * The search: opened by its link or by the key `/`, over the page that the reader is on. Engine and data are loaded
 * when it is opened first. What is typed stays in the field: it reaches no address, no storage and no server.
 */
(() => {
  "use strict";
  const MOST = 30;
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector(".site-search");
  /** @type {HTMLElement | null} */
  const panel = document.querySelector(".search");
  if (!link || !panel || !("HTMLDialogElement" in window)) {
    return;
  }
  const texts = panel.dataset;
  const query = /** @type {HTMLInputElement} */ (panel.querySelector(".search-query"));
  const status = /** @type {HTMLElement} */ (panel.querySelector(".search-status"));
  const found = /** @type {HTMLElement} */ (panel.querySelector(".search-found"));
  const close = /** @type {HTMLButtonElement} */ (panel.querySelector(".search-close"));
  /** @type {HTMLElement | null} */
  const idle = document.querySelector(".search-idle");
  /** @type {Promise<void> | undefined} */
  let loading;
  /** @type {((text: string) => Found) | undefined} */
  let find;
  let hasFailed = false;
  let base = "";

  /** @param {string} address @returns {Promise<void>} */
  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });
  }

  /** Loads the data that a file names. @param {string} latest */
  async function loadData(latest) {
    await load(latest);
    base = new URL(globalThis.kinesiteSearch.data, latest).href;
    await load(base);
  }

  async function prepare() {
    const latest = new URL("latest.js", /** @type {HTMLAnchorElement} */ (link).href).href;
    const parts = ["search/minisearch.js", "search/finding.js"].map((name) => new URL(name, own).href);
    // A cache may hold an old list, whose data is gone: asked for by a new address, it comes from the server.
    const data = loadData(latest).catch(() => loadData(`${latest}?${Date.now()}`));
    await Promise.all([...parts.map(load), data]);
    find = globalThis.kinesiteSearcher(globalThis.kinesiteSearch);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {string} name @param {(Node | string)[]} inside
   */
  function made(tag, name, ...inside) {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...inside);
    return element;
  }

  /** @param {string} text @param {string} href */
  function linkTo(text, href) {
    const element = made("a", "search-link", text);
    element.href = new URL(href, base || undefined).href;
    return element;
  }

  /** The card of a level, with the signs that were typed first. @param {string} level @param {Sign[]} signs */
  function card(level, signs) {
    const { levels, about, signs: all } = globalThis.kinesiteSearch;
    const { urgency, title, action } = levels[level];
    const others = all.filter((sign) => sign.level === level && sign.short && !signs.includes(sign));
    const lines = [...signs.map((sign) => sign.sign), ...others.map((sign) => sign.short ?? "")];
    const heading = made("h2", "care-card-title", made("span", "visually-hidden", `${urgency}: `), title);
    const list = made("ul", "care-card-signs", ...lines.map((line) => made("li", "care-card-sign", line)));
    const body = made("div", "care-card-body", list, made("p", "care-card-action", action));
    if (level === "emergency") {
      const numbers = about.numbers.map(([number, where]) => {
        const call = made("a", "search-link", number);
        call.href = `tel:${number.replaceAll(" ", "")}`;
        return made("li", "emergency-number", call, ` ${where}`);
      });
      body.append(made("div", "emergency-numbers", made("ul", "emergency-numbers-list", ...numbers)));
    }
    if (about.more.href && about.more.label) {
      body.append(made("p", "care-card-more", linkTo(about.more.label, about.more.href)));
    }
    return made("section", `care-card care-card-${level}`, heading, body);
  }

  /** @param {Guide} guide */
  function result(guide) {
    const title = linkTo(guide.title, guide.href);
    const words = made("div", "search-words", made("p", "search-title", title));
    words.append(made("p", "search-kind", guide.kind, ...(guide.leave ? [made("strong", "search-leave", guide.leave)] : [])));
    words.append(made("p", "search-summary", guide.summary ?? ""));
    words.lang = guide.language ?? "";
    if (!guide.language) {
      words.removeAttribute("lang");
    }
    const item = made("li", "search-result", words);
    if (guide.thumbnail) {
      const picture = made("img", "search-picture");
      Object.assign(picture, { alt: "", width: 96, height: 60, loading: "lazy", src: new URL(guide.thumbnail, base).href });
      item.prepend(picture);
    }
    return item;
  }

  /** Where a reader can go while nothing can be found: the alphabet, and the warning signs if the site has them. */
  function instead() {
    const ways = [[texts.aZLabel, texts.aZ], [texts.signsLabel, texts.signs]].filter(([, href]) => href);
    const here = document.baseURI;
    return ways.map(([label, href]) => made("p", "search-instead", linkTo(label ?? "", new URL(href ?? "", here).href)));
  }

  function show() {
    const text = query.value.trim();
    if (idle) {
      idle.hidden = text !== "" && !hasFailed;
    }
    if (!find || !text) {
      const waiting = text ? texts.loading : "";
      found.replaceChildren(...(hasFailed ? instead() : []));
      status.textContent = (hasFailed ? texts.failed : waiting) ?? "";
      return;
    }
    const { signs, guides } = find(text);
    const levels = [...new Set(signs.map((sign) => sign.level))];
    const cards = levels.map((level) => card(level, signs.filter((sign) => sign.level === level)));
    const list = made("ul", "search-results", ...guides.slice(0, MOST).map(result));
    found.replaceChildren(...cards, ...(guides.length ? [list] : []));
    const none = levels.length ? "" : texts.none;
    const counted = guides.length > MOST ? texts.first?.replace("{most}", String(MOST)) : texts.count;
    const count = guides.length ? counted?.replace("{n}", String(guides.length)) : none;
    const urgency = levels.length ? globalThis.kinesiteSearch.levels[levels[0]].urgency : "";
    status.textContent = `${urgency ? texts.urgent?.replace("{urgency}", urgency) : ""} ${count}`.trim();
  }

  function begin() {
    loading ??= prepare().then(
      () => {
        hasFailed = false;
      },
      () => {
        hasFailed = true;
        loading = undefined;
      },
    ).then(show);
  }

  function open() {
    begin();
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
    query.select();
    query.focus();
  }

  /** Up and down go through the field and all links below it. @param {KeyboardEvent} event */
  function move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    /** @type {HTMLElement[]} */
    const stops = [query, ...found.querySelectorAll("a")];
    const here = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = stops[here + (event.key === "Enter" && here === 0 ? 1 : (step ?? 0))];
    if (event.key === "Escape" && dialog) {
      event.preventDefault();
      dialog.close();
    } else if (here >= 0 && next && next !== stops[here]) {
      event.preventDefault();
      next.focus();
    }
  }

  /** @type {HTMLDialogElement | null} */
  const dialog = link.hasAttribute("aria-current") ? null : made("dialog", "search-dialog");
  if (dialog) {
    dialog.setAttribute("aria-label", link.textContent?.trim() ?? "");
    dialog.append(panel);
    document.body.append(dialog);
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    close.hidden = false;
    close.addEventListener("click", () => dialog.close());
  }
  panel.hidden = false;
  panel.addEventListener("keydown", move);
  query.addEventListener("input", () => {
    begin();
    show();
  });
  query.addEventListener("focus", open, { once: true });
  link.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("keydown", (event) => {
    const busy = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      open();
    }
  });
})();
