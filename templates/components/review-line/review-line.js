/** Shows the overdue line of every page whose next review lies in the past, on whatever host and day it is read. */
(() => {
  "use strict";
  const today = new Date().toISOString().slice(0, 10);
  /** @type {NodeListOf<HTMLElement>} */
  const lines = document.querySelectorAll("[data-next-review]");
  for (const line of lines) {
    line.hidden = (line.dataset.nextReview ?? today) >= today;
  }
})();
