/**
 * Finds guides and warning signs by what a reader types. Loaded with MiniSearch when a reader asks for the search;
 * a classic script without any page in it, so that tests run it as it is.
 */
(() => {
  "use strict";

  /**
   * @typedef {{href: string, kind: string, title: string, names?: string[], words?: string[], summary?: string,
   *   headings?: string[], thumbnail?: string, leave?: string, language?: string, reading?: boolean, avoid?: string[]}} Guide
   * @typedef {{level: string, sign: string, short?: string, words?: string[]}} Sign
   * @typedef {{skip: string[], same: string[][], harmless: string[], mind: string[][], signs: Sign[],
   *   levels: Record<string, {urgency: string, title: string, action: string}>, about: {numbers: string[][], more: {label?: string, href?: string}}, guides: Guide[]}} Data
   */

  /** The words of a text: small letters without accents; no apostrophe, nor what stands for one, parts a word. */
  /** @param {string} text */
  function wordsOf(text) {
    const plain = text.normalize("NFD").replace(/[\p{M}'’‘‛´`ʼʹ′＇]/gu, "").toLowerCase();
    return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  /** A word without the s of its plural. @param {string} word */
  const rootOf = (word) => (word.length > 3 ? word.replace(/([^s])s$/, "$1") : word);

  /** How many slips of a finger part two words; swapped neighbours are one slip. @param {string} a @param {string} b */
  function slips(a, b) {
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let row = 1; row <= a.length; row += 1) {
      const here = [row];
      for (let column = 1; column <= b.length; column += 1) {
        const same = a[row - 1] === b[column - 1] ? 0 : 1;
        let least = Math.min(above[column] + 1, here[column - 1] + 1, above[column - 1] + same);
        if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
          least = Math.min(least, before[column - 2] + 1);
        }
        here.push(least);
      }
      before = above;
      above = here;
    }
    return above[b.length];
  }

  /** Whether a word was most likely meant as another one. @param {string} typed @param {string} meant */
  function isSlipOf(typed, meant) {
    const allowed = typed.length > 7 ? 2 : typed.length > 3 ? 1 : 0;
    return typed[0] === meant[0] && Math.abs(typed.length - meant.length) <= allowed && slips(typed, meant) <= allowed;
  }

  /** Gives the search over the data of one language. @param {Data} data */
  function searcher(data) {
    const skip = new Set(data.skip.flatMap(wordsOf));
    /** @type {Map<string, string[]>} */
    const groups = new Map();
    for (const group of data.same.map((one) => one.flatMap(wordsOf))) {
      for (const word of group) {
        groups.set(word, group);
      }
    }
    /** @param {string} word */
    const meaning = (word) => groups.get(word)?.[0] ?? word;
    /** @param {string} text */
    const termsOf = (text) => wordsOf(text).filter((word) => !skip.has(word));

    const wordings = data.signs.flatMap((sign) =>
      (sign.words ?? []).map((words) => ({ sign, terms: termsOf(words).map(meaning) })),
    );
    const alarming = new Set(wordings.flatMap((wording) => wording.terms));
    const telling = [...alarming].flatMap((word) => groups.get(word) ?? [word]);
    const known = new Set([...telling, ...groups.keys()]);
    const harmless = data.harmless.map((text) => wordsOf(text).map(rootOf));
    const noSlip = new Set(harmless.filter((words) => words.length === 1).map(([word]) => word));

    /**
     * What a typed word may mean: itself when warnings know it, else a plural, a slip or, last, a beginning of a word
     * that they know. No guide has a say in this, so that no guide can switch a warning off.
     * @param {string} typed @param {boolean} isLast
     */
    function meanings(typed, isLast) {
      const root = rootOf(typed);
      if (known.has(typed) || noSlip.has(root)) {
        return [meaning(typed)];
      }
      const begun = isLast && typed.length > 2 && ![...noSlip].some((word) => word.startsWith(typed));
      const plural = telling.filter((word) => rootOf(word) === root);
      const near = telling.filter((word) => (begun && word.startsWith(typed)) || isSlipOf(typed, word));
      return (plural.length ? plural : near).map(meaning);
    }

    /** The words of a text, without a harmless phrase that it begins with. @param {string} text */
    function worrying(text) {
      const words = wordsOf(text);
      const roots = words.map(rootOf);
      const phrases = harmless.filter((phrase) => phrase.length > 1 && phrase.every((word, place) => word === roots[place]));
      return words.slice(Math.max(0, ...phrases.map((phrase) => phrase.length))).filter((word) => !skip.has(word));
    }

    /** The warning signs that a text words, the gravest first. @param {string} text */
    function signsOf(text) {
      const typed = worrying(text);
      const meant = new Set(typed.flatMap((word, place) => meanings(word, place === typed.length - 1)));
      const met = wordings.filter((wording) => wording.terms.every((term) => meant.has(term)));
      const order = Object.keys(data.levels);
      const signs = [...new Set(met.map((wording) => wording.sign))];
      return signs.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
    }

    const minds = data.mind.map(([id, ...wordings]) => ({ id, wordings: wordings.map((text) => termsOf(text).map(rootOf)) }));

    /** What a text says that its reader has, as ids of contraindications. @param {string} text */
    function mindsOf(text) {
      const typed = new Set(termsOf(text).map(rootOf));
      const said = minds.filter(({ wordings }) => wordings.some((terms) => terms.every((term) => typed.has(term))));
      return new Set(said.map(({ id }) => id));
    }

    const fields = ["title", "names", "words", "summary", "headings"];
    const engine = new MiniSearch({
      fields,
      tokenize: termsOf,
      processTerm: (/** @type {string} */ term) => groups.get(term) ?? term,
      searchOptions: {
        processTerm: (/** @type {string} */ term) => term,
        boost: { title: 6, names: 5, words: 4, summary: 1.5 },
        prefix: (/** @type {string} */ term) => term.length > 1,
        fuzzy: (/** @type {string} */ term) => (term.length > 3 ? 0.25 : false),
        weights: { prefix: 0.5, fuzzy: 0.3 },
      },
    });
    engine.addAll(data.guides.map((guide, id) => ({ ...guide, id })));

    /** The guides that hold every word of a text; if asked for, those that hold some when none holds all. */
    /** @param {string} text @param {boolean} orSome */
    function guidesOf(text, orSome) {
      const all = engine.search(text, { combineWith: "AND" });
      const minded = mindsOf(text);
      const found = (all.length || !orSome ? all : engine.search(text))
        .map(({ id }) => data.guides[id])
        .filter((guide) => !guide.avoid?.some((what) => minded.has(what)));
      const exactly = wordsOf(text).join(" ");
      const named = found.filter((guide) => wordsOf(guide.title).join(" ") === exactly);
      return [...new Set([...named, ...found])];
    }

    /** What one reads in an emergency, and nothing to do: the words as typed, no slips and no beginnings. */
    /** @param {string} text */
    function readingOf(text) {
      const found = engine.search(text, { combineWith: "AND", prefix: false, fuzzy: false }).map(({ id }) => data.guides[id]);
      return found.filter((guide) => guide.reading);
    }

    // Whoever words a warning sign is not offered guides that only happen to share a word with it.
    return (/** @type {string} */ text) => {
      const signs = signsOf(text);
      const isEmergency = signs[0]?.level === "emergency";
      return { signs, guides: isEmergency ? readingOf(text) : guidesOf(text, !signs.length) };
    };
  }

  Object.assign(globalThis, { kinesiteSearcher: searcher });
})();
