/**
 * The finder: shows the exercises that fit what is ticked. What is ticked stands in the address after `#`, which no
 * browser sends anywhere; nothing is stored.
 */
(() => {
  "use strict";
  /** @type {HTMLElement | null} */
  const finder = document.querySelector(".finder");
  if (!finder) {
    return;
  }
  const NAMES = /** @type {const} */ (["area", "position", "difficulty", "kind", "equipment"]);
  /** @typedef {Record<string, Set<string>>} Ticked */

  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (finder.querySelector(`.finder-${name}`));
  /** @param {string} name @returns {HTMLElement[]} */
  const parts = (name) => [.../** @type {NodeListOf<HTMLElement>} */ (finder.querySelectorAll(name))];
  const filters = part("filters");
  const bar = part("bar");
  const count = part("count");
  const none = part("none");
  const leftOut = part("left-out");
  const boxes = [...filters.querySelectorAll("input")];
  const sections = parts(".finder-section");
  const items = parts(".finder-item").map((element) => ({
    element,
    cautions: [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-mind]"))],
    /** @param {string} name */
    has: (name) => element.dataset[name]?.split(" ").filter(Boolean) ?? [],
  }));
  /** @typedef {typeof items[number]} Item */

  /** What is ticked, by the name of its group. @returns {Ticked} */
  function ticks() {
    /** @type {Ticked} */
    const ticked = Object.fromEntries(["mind", ...NAMES].map((name) => [name, new Set()]));
    boxes.filter((box) => box.checked).forEach((box) => ticked[box.name].add(box.value));
    return ticked;
  }

  /** One tick of a group is enough; but of what one has, all that is needed. @param {Item} item @param {string} name @param {Set<string>} wanted */
  function suits(item, name, wanted) {
    const has = item.has(name);
    return !wanted.size || (name === "equipment" ? has.every((one) => wanted.has(one)) : has.some((one) => wanted.has(one)));
  }

  /** @param {Item} item @param {Ticked} ticked @param {string} [except] */
  function fits(item, ticked, except) {
    return NAMES.every((name) => name === except || suits(item, name, ticked[name]));
  }

  /** What a reader has to mind with an exercise. @param {Item} item @param {Ticked} ticked */
  const minded = (item, ticked) => item.cautions.filter((one) => ticked.mind.has(one.dataset.mind ?? ""));
  /** @param {HTMLElement} caution */
  const rulesOut = (caution) => caution.dataset.level === "avoid";

  /** Beside each box, how many exercises it would show. @param {Ticked} ticked */
  function countChoices(ticked) {
    for (const box of boxes.filter((one) => one.name !== "mind")) {
      const wanted = box.name === "equipment" ? new Set([...ticked.equipment, box.value]) : new Set([box.value]);
      const would = items.filter(
        (item) => fits(item, ticked, box.name) && suits(item, box.name, wanted) && !minded(item, ticked).some(rulesOut),
      );
      const number = box.closest("label")?.querySelector(".finder-number");
      if (number) {
        number.textContent = String(would.length);
      }
    }
    for (const group of filters.querySelectorAll("details")) {
      const number = group.querySelectorAll("input:checked").length;
      /** @type {HTMLElement} */ (group.querySelector(".finder-ticked")).textContent = number ? String(number) : "";
    }
  }

  /** What is hidden and why, to be opened. @param {Ticked} ticked */
  function listLeftOut(ticked) {
    const open = new Set([...leftOut.querySelectorAll("details")].filter((one) => one.open).map((one) => one.dataset.because));
    const lists = [...ticked.mind].flatMap((mind) => {
      const cautions = items
        .filter((item) => fits(item, ticked))
        .flatMap((item) => item.cautions.filter((one) => one.dataset.mind === mind && rulesOut(one)).map((one) => ({ item, one })));
      const label = boxes.find((box) => box.value === mind)?.closest("label")?.textContent?.trim() ?? "";
      return cautions.length ? [leftOutBecause(mind, label, cautions, open.has(mind))] : [];
    });
    leftOut.replaceChildren(...lists);
  }

  /** @param {string} mind @param {string} label @param {{item: Item, one: HTMLElement}[]} cautions @param {boolean} open */
  function leftOutBecause(mind, label, cautions, open) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const list = document.createElement("ul");
    list.className = "finder-left-out-list";
    summary.textContent = (leftOut.dataset.text ?? "").replace("{what}", label).replace("{n}", String(cautions.length));
    for (const { item, one } of cautions) {
      const line = document.createElement("li");
      const link = /** @type {HTMLElement} */ (item.element.querySelector("a")).cloneNode(true);
      line.append(link, ` ${one.querySelector(".finder-note")?.textContent ?? ""}`);
      list.append(line);
    }
    details.dataset.because = mind;
    details.open = open;
    details.append(summary, list);
    return details;
  }

  function show() {
    const ticked = ticks();
    let shown = 0;
    for (const item of items) {
      const mind = minded(item, ticked);
      item.element.hidden = !fits(item, ticked) || mind.some(rulesOut);
      item.cautions.forEach((one) => (one.hidden = !mind.includes(one)));
      const list = item.element.querySelector(".finder-cautions");
      list?.toggleAttribute("hidden", !mind.length);
      shown += Number(!item.element.hidden);
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".finder-item:not([hidden])");
    }
    countChoices(ticked);
    listLeftOut(ticked);
    none.hidden = shown > 0;
    part("printed").textContent = boxes
      .filter((box) => box.checked)
      .map((box) => box.closest("label")?.querySelector("span")?.textContent ?? "")
      .join(" · ");
    part("reset").hidden = !boxes.some((box) => box.checked);
    const text = (count.dataset.text ?? "").replace("{n}", String(shown));
    if (count.textContent !== text) {
      count.textContent = text;
    }
  }

  /** What the address says after `#`; some programs write its signs in another way. */
  function fragment() {
    const hash = location.hash.slice(1);
    return hash.includes("=") ? hash : hash.replaceAll(/%3D/gi, "=").replaceAll(/%2C/gi, ",").replaceAll(/%26/g, "&");
  }

  /** Ticks what the address says; one that leads to a heading says nothing, so the ticks are written back. */
  function read() {
    const hash = fragment();
    if (hash && !hash.includes("=")) {
      return boxes.some((box) => box.checked) ? write() : show();
    }
    const said = new URLSearchParams(hash);
    boxes.forEach((box) => (box.checked = said.get(box.name)?.split(",").includes(box.value) ?? false));
    const minded = said.get("mind")?.split(",").filter(Boolean) ?? [];
    part("unknown").hidden = minded.every((one) => boxes.some((box) => box.name === "mind" && box.value === one));
    show();
  }

  /** Writes the ticks into the address, in the place of those before: one step back leaves the finder. */
  function write() {
    const said = Object.entries(ticks()).filter(([, values]) => values.size);
    const hash = said.map(([name, values]) => `${name}=${[...values].join(",")}`).join("&");
    history.replaceState(null, "", location.href.split("#")[0] + (hash && `#${hash}`));
    show();
  }

  filters.addEventListener("change", write);
  part("reset").addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = false));
    write();
    boxes[0]?.closest("details")?.querySelector("summary")?.focus();
  });
  part("see").addEventListener("click", () => {
    part("results").focus({ preventScroll: true });
    part("results").scrollIntoView();
  });
  window.addEventListener("beforeprint", () => leftOut.querySelectorAll("details").forEach((one) => (one.open = true)));
  window.addEventListener("hashchange", read);
  window.addEventListener("pageshow", read);
  if (matchMedia("(width >= 60rem)").matches) {
    filters.querySelectorAll("details").forEach((group) => (group.open = true));
  }
  filters.hidden = false;
  bar.hidden = false;
  part("anchors").hidden = true;
  read();
})();
