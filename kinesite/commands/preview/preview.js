/**
 * The live preview's half in the browser: keeps the page current and shows mistakes over it.
 *
 * The server marks each page with what it was when it was sent. Whenever something may have happened (the page has
 * loaded, the connection is back, a build has ended) this script asks what the page is now, so no save can be missed.
 *
 * @typedef {{code: string, severity: string, message: string, why: string, fix: string, path: string, line: number,
 *   column: number}} Diagnostic
 * @typedef {{page: string, styles: string, scripts: string, stylesheet: string, diagnostics: Diagnostic[]}} State
 */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = { page: script.dataset.page, styles: script.dataset.styles, scripts: script.dataset.scripts };
  let asked = 0;

  const place = `preview place of ${location.pathname}`;

  /** Loads the page anew. The reader's place is kept by hand: a browser forgets it when two reloads overlap. */
  function renew() {
    if (sessionStorage.getItem(place) === null) {
      sessionStorage.setItem(place, String(window.scrollY));
    }
    location.reload();
  }

  window.addEventListener("load", () => {
    const kept = sessionStorage.getItem(place);
    if (kept !== null) {
      sessionStorage.removeItem(place);
      window.scrollTo(0, Number(kept));
    }
  });

  /** Asks what this page is now; only the newest answer counts. */
  async function look() {
    asked += 1;
    const question = asked;
    try {
      const answer = await fetch(`/_preview/state?path=${encodeURIComponent(location.pathname)}`, { cache: "no-store" });
      const state = /** @type {State} */ (await answer.json());
      if (question === asked) {
        follow(state);
      }
    } catch {
      // The server is away; livereload connects again and asks again.
    }
  }

  /** @param {State} state */
  function follow(state) {
    if (state.page !== shown.page || state.scripts !== shown.scripts) {
      renew();
      return;
    }
    if (state.styles !== shown.styles) {
      restyle(state);
    }
    tell(state.diagnostics);
  }

  /** Puts the new style in place of the old one once it has arrived. @param {State} state */
  function restyle(state) {
    const old = document.querySelector('link[rel="stylesheet"][href*="/site.css"]');
    if (!old) {
      renew();
      return;
    }
    const fresh = /** @type {HTMLLinkElement} */ (old.cloneNode());
    fresh.href = state.stylesheet;
    fresh.addEventListener("load", () => old.remove());
    old.after(fresh);
    shown.styles = state.styles;
  }

  /** @param {string} name @param {string} kind @param {string} text */
  function element(name, kind, text) {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  /** @param {Diagnostic} one */
  function item(one) {
    const made = element("li", `preview-${one.severity}`, "");
    made.append(
      element("p", "preview-place", `${one.path}:${one.line}:${one.column}: ${one.severity} ${one.code}`),
      element("p", "preview-message", one.message),
      element("p", "preview-why", `Why: ${one.why}`),
      element("p", "preview-fix", `Fix: ${one.fix}`),
    );
    return made;
  }

  /** Shows mistakes over the last good page, or takes the panel away. @param {Diagnostic[]} diagnostics */
  function tell(diagnostics) {
    document.getElementById("preview-panel")?.remove();
    if (diagnostics.length === 0) {
      return;
    }
    const errors = diagnostics.filter((one) => one.severity === "error").length;
    const title = errors
      ? `${errors} to mend. This is the last page that was whole.`
      : `${diagnostics.length} to look at.`;
    const panel = element("section", "preview-panel", "");
    panel.id = "preview-panel";
    panel.setAttribute("role", "alert");
    const close = element("button", "preview-close", "Close");
    close.addEventListener("click", () => panel.remove());
    const list = document.createElement("ul");
    list.append(...diagnostics.map(item));
    panel.append(element("h2", "preview-title", title), close, list);
    document.body.append(panel);
  }

  /** livereload hands every message to its plugins first; this one takes them all. */
  class Follower {
    static identifier = "kinesite";
    static version = "1.0";

    reload() {
      look();
      return true;
    }
  }

  const live = /** @type {{LiveReload?: {addPlugin: (plugin: typeof Follower) => void}}} */ (
    /** @type {unknown} */ (window)
  ).LiveReload;
  live?.addPlugin(Follower);
  document.addEventListener("LiveReloadConnect", look);
  document.addEventListener("visibilitychange", look);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.getElementById("preview-panel")?.remove();
    }
  });
  look();
})();
