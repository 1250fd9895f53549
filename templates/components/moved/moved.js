/**
 * At an old address: goes on to the new one with the part after `#`, which the page's own redirect would lose.
 * Without a script the redirect does the rest.
 */
(() => {
  "use strict";
  /** @type {HTMLAnchorElement | null} */
  const target = document.querySelector(".moved-target");
  if (target && location.hash && document.querySelector("meta[http-equiv=refresh]")) {
    location.replace(target.href + location.hash);
  }
})();
