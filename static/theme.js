/**
 * Sets the theme that the reader chose before anything is painted, so that the wrong one never flashes.
 * The choice lives in this browser only. Without a choice the device decides.
 */
(() => {
  "use strict";
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") {
      document.documentElement.dataset.theme = choice;
    }
  } catch {
    // Storage is closed to this page: the device decides.
  }
})();
