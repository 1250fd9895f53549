/** The choice of theme: shows the switch, remembers the choice in this browser, and applies it at once. */
(() => {
  "use strict";
  const root = document.documentElement;

  /** @param {string} theme */
  function remember(theme) {
    try {
      if (theme === "system") {
        localStorage.removeItem("theme");
      } else {
        localStorage.setItem("theme", theme);
      }
    } catch {
      // Storage is closed to this page: the choice lasts as long as the page.
    }
  }

  /** @param {string} theme */
  function apply(theme) {
    if (theme === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = theme;
    }
  }

  /** @type {NodeListOf<HTMLFieldSetElement>} */
  const switches = document.querySelectorAll(".theme-switch");
  for (const part of switches) {
    /** @type {NodeListOf<HTMLInputElement>} */
    const choices = part.querySelectorAll("input");
    for (const choice of choices) {
      choice.checked = choice.value === (root.dataset.theme ?? "system");
      choice.addEventListener("change", () => {
        remember(choice.value);
        apply(choice.value);
      });
    }
    part.hidden = false;
  }
})();
