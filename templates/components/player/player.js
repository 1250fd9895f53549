/**
 * Plays the movement of a figure in the place of its first still. The movement is a script of its own: it calls
 * `movement` with the outlines at one moment after the other (see `film` in kinesite/figures/animation.py).
 */
(() => {
  "use strict";
  /**
   * @typedef {[size: number, smooth: number, closed: number]} Curve
   * @typedef {{box: string, shapes: [string, Curve[]][], moves: number[], home: boolean, orders: number[][],
   *   points: number[][]}} Film
   * @typedef {[from: number, to: number, seconds: number, name: string]} Phase
   */
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  /** @type {Film} */
  let film;
  Object.assign(window, { movement: (/** @type {Film} */ data) => (film = data) });

  /**
   * Path data through points, as kinesite/figures/outline.py writes it: tangents are parallel to the neighbours' chord.
   * @param {number[]} points @param {Curve[]} curves
   */
  function path(points, curves) {
    let data = "";
    let first = 0;
    for (const [size, smooth, closed] of curves) {
      const start = first;
      /** @param {number} n */
      const dot = (n) => {
        const place = 2 * (start + (closed ? (n + size) % size : Math.max(0, Math.min(size - 1, n))));
        return [points[place], points[place + 1]];
      };
      data += `M${dot(0)}`;
      for (let n = 1; n < size + closed; n++) {
        const [before, a, b, after] = [n - 2, n - 1, n, n + 1].map(dot);
        data += smooth ? `C${handle(a, b, before, b)} ${handle(b, a, after, a)} ${b}` : `L${b}`;
      }
      first += size;
    }
    return data;
  }

  /** A third of the way from a point to another, along a chord. @param {number[][]} places */
  function handle(...[[x, y], other, left, right]) {
    const across = right[0] - left[0];
    const down = right[1] - left[1];
    const reach = Math.hypot(other[0] - x, other[1] - y) / 3 / (Math.hypot(across, down) || 1);
    return [x + across * reach, y + down * reach];
  }

  /** Draws the body as it is at a moment of the film, or between two. @param {SVGElement} body @param {Film} film */
  function painter(body, { shapes, orders, points }) {
    const paths = shapes.map(() => document.createElementNS(body.namespaceURI, "path"));
    /** @type {number[][]} */
    const last = [];
    const moments = points.map((row, moment) => {
      /** @type {number[][]} */
      const shown = [];
      let at = 0;
      for (const place of [...orders[moment]].sort((a, b) => a - b)) {
        const shape = place >> 1;
        const before = last[shape];
        const end = at + 2 * shapes[shape][1].reduce((sum, [size]) => sum + size, 0);
        /** @type {number[]} */
        const now = [];
        for (let n = 0; at < end; n++) {
          now[n] = row[at++] + ((before ?? now)[before ? n : n - 2] ?? 0);
        }
        last[shape] = shown[shape] = now;
      }
      return shown;
    });
    return (/** @type {number} */ at) => {
      const before = moments[Math.floor(at)];
      const after = moments[Math.ceil(at)];
      body.replaceChildren(
        ...orders[Math.round(at)].map((place) => {
          const [name, curves] = shapes[place >> 1];
          const a = before[place >> 1] ?? after[place >> 1];
          const b = after[place >> 1] ?? a;
          const shape = paths[place >> 1];
          shape.setAttribute("class", place & 1 ? `${name} far` : name);
          shape.setAttribute("d", path(a.map((value, n) => value + (b[n] - value) * (at % 1)), curves));
          return shape;
        }),
      );
    };
  }

  /** What follows each other, again and again. @param {Film} film @param {DOMStringMap} pace @returns {Phase[]} */
  function phases({ moves, home }, pace) {
    let at = 0;
    /** @type {Phase[]} */
    const there = moves.map((steps) => [at, (at += steps), Number(pace.move), "move"]);
    const back = home ? there.splice(-1) : there.map(([from, to]) => [to, from]).reverse();
    /** @type {Phase[]} */
    const all = [...there, [back[0][0], back[0][0], Number(pace.hold), "hold"]];
    back.forEach(([from, to]) => all.push([from, to, Number(pace.back), "back"]));
    return all.filter(([, , seconds]) => seconds);
  }

  /** @param {HTMLElement} part */
  function player(part) {
    const still = /** @type {SVGSVGElement} */ (part.parentElement?.querySelector("svg"));
    const [toggle, stop] = part.querySelectorAll("button");
    const left = /** @type {HTMLElement} */ (part.querySelector(".player-left"));
    const status = /** @type {HTMLOutputElement} */ (part.querySelector("output"));
    /** @type {SVGSVGElement} */
    let stage;
    /** @type {(at: number) => void} */
    let show;
    /** @type {Phase[]} */
    let plan;
    let phase = 0;
    let passed = 0;
    let time = 0;

    /** @param {string} state */
    function enter(state) {
      part.dataset.state = state;
      status.value = status.dataset[state] ?? "";
    }

    /** @param {number} now */
    function tick(now) {
      if (part.dataset.state === "playing") {
        passed += Math.max(0, now - time) / 1000;
        time = now;
        if (passed >= plan[phase][2]) {
          phase = (phase + 1) % plan.length;
          passed = 0;
        }
        const [from, to, seconds, name] = plan[phase];
        const share = passed / seconds;
        part.dataset.phase = name;
        left.textContent = name === "hold" ? String(Math.ceil(seconds - passed)) : "";
        show(from + (to - from) * share * share * (3 - 2 * share));
        requestAnimationFrame(tick);
      }
    }

    function play() {
      enter("playing");
      time = performance.now();
      requestAnimationFrame(tick);
    }

    function pause() {
      if (part.dataset.state === "playing") {
        enter("paused");
      }
    }

    function end() {
      if (document.activeElement === stop) {
        toggle.focus();
      }
      stage?.remove();
      part.dataset.phase = left.textContent = "";
      enter("idle");
    }

    function begin() {
      if (part.dataset.state !== "loading") {
        return;
      }
      stage = /** @type {SVGSVGElement} */ (still.cloneNode(true));
      stage.classList.add("player-stage");
      stage.setAttribute("viewBox", film.box);
      stage.querySelectorAll(":not(.floor, .prop, .water)").forEach((shape) => shape.remove());
      const body = document.createElementNS(stage.namespaceURI, "g");
      stage.insertBefore(body, stage.querySelector(".near"));
      still.after(stage);
      show = painter(/** @type {SVGElement} */ (body), film);
      plan = phases(film, part.dataset);
      phase = passed = 0;
      play();
    }

    function load() {
      const script = document.createElement("script");
      script.src = part.dataset.src ?? "";
      script.onload = begin;
      script.onerror = () => enter("failed");
      enter("loading");
      document.head.append(script);
    }

    toggle.onclick = () => {
      const { state } = part.dataset;
      if (state === "playing") {
        pause();
      } else if (state === "paused") {
        play();
      } else if (state !== "loading") {
        load();
      }
    };
    stop.onclick = end;
    calm.addEventListener("change", end);
    document.addEventListener("visibilitychange", pause);
    new IntersectionObserver(([seen]) => seen.isIntersecting || pause()).observe(still);
  }

  /** @type {NodeListOf<HTMLElement>} */
  const players = document.querySelectorAll(".figure-panel ~ .player");
  players.forEach(player);
})();
