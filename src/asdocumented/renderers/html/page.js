"use strict";
(() => {
  const BLOCK = 200;
  const STEP = 50;
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const list = $("list");

  for (const one of all(".scripted")) one.hidden = false;
  for (const one of all(".unscripted")) one.hidden = true;
  for (const one of all(".fold")) one.disabled = false;
  const say = (words) => { $("said").textContent = words; };

  // Theme: kept where the browser lets a page keep something.
  const themes = ["system", "light", "dark"];
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* barred */ } };
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const setTheme = (theme) => {
    if (theme === "system") delete root.dataset.theme; else root.dataset.theme = theme;
    $("theme").textContent = `Theme: ${theme}`;
  };
  let theme = themes.includes(kept("theme")) ? kept("theme") : "system";
  setTheme(theme);
  $("theme").onclick = () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    setTheme(theme);
    keep("theme", theme);
  };

  // Packed parts: blocks of gzip in Base64, unpacked when one of their parts is asked for.
  const blocks = all("script.block");
  const unpacked = new Map();
  const inflate = async (element) => {
    const bytes = Uint8Array.from(atob(element.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const unpack = (number) => {
    if (!unpacked.has(number)) unpacked.set(number, inflate(blocks[number]));
    return unpacked.get(number);
  };
  const part = async (number) => (await unpack(Math.floor(number / BLOCK)))[number % BLOCK];
  const parsed = (html, tag) => {
    const holder = document.createElement("template");
    holder.innerHTML = tag === "tr" ? `<table><tbody>${html}</tbody></table>` : html;
    return tag === "tr" ? [...holder.content.querySelectorAll("tr")] : holder.content.firstElementChild;
  };

  // Problems: those in the page, then those that are packed.
  const entries = all(".problem", list).map((card, place) => ({
    card, place, id: card.id.slice("problem-".length), kind: card.dataset.kind,
    operation: card.dataset.operation, sets: card.dataset.sets.split(" "),
    checks: card.dataset.checks.split(" "), status: card.dataset.status,
    drifts: Number(card.dataset.drifts), text: null,
    ids: all(".drift", card).map((one) => one.id),
  }));
  const inPage = entries.length;
  const owner = new Map();
  const own = (one) => {
    owner.set(`problem-${one.id}`, one);
    for (const id of one.ids) owner.set(id, one);
  };
  entries.forEach(own);
  const readPacked = async () => {
    if (!$("packed")) return;
    const first = Number($("packed").dataset.part);
    for (const [number, one] of (await inflate($("packed"))).entries()) {
      entries.push({
        ...one, card: null, part: first + number, place: entries.length, sets: one.sets.map(String),
        text: one.text.toLowerCase(), ids: [],
      });
      own(entries.at(-1));
    }
  };
  const textOf = (one) => (one.text ??= one.card.textContent.toLowerCase());
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 5 }), 50));
  let warm = 0;
  const warmUp = (deadline) => {
    while (warm < entries.length && deadline.timeRemaining() > 2) textOf(entries[warm++]);
    if (warm < entries.length) idle(warmUp);
  };
  idle(warmUp);
  const cardOf = async (one) => (one.card ??= parsed(await part(one.part)));

  // Filter and sort; their state stands in the address.
  const fields = ["q", "operation", "set", "check", "status", "sort"].filter($);
  const chips = all(".chip");
  const only = $("only-differing");
  const first = () => (entries.length > 8 * STEP ? STEP : Infinity);
  let limit = Infinity;
  let matching = entries;
  const state = () => {
    const found = {};
    for (const name of fields) if ($(name).value && !(name === "sort" && $(name).value === "worst")) found[name] = $(name).value;
    const kinds = chips.filter((one) => one.getAttribute("aria-pressed") === "true").map((one) => one.dataset.kind);
    if (kinds.length) found.severity = kinds.join(",");
    if (only && only.checked !== onlyAtFirst) found.rows = only.checked ? "differing" : "all";
    return found;
  };
  const matches = (one, wanted, words) =>
    (!wanted.severity || wanted.severity.split(",").includes(one.kind)) &&
    (!wanted.operation || one.operation === wanted.operation) &&
    (!wanted.set || one.sets.includes(wanted.set)) &&
    (!wanted.check || one.checks.includes(wanted.check)) &&
    (!wanted.status || one.status === wanted.status) &&
    words.every((word) => textOf(one).includes(word));
  const orders = {
    page: (a, b) => a.operation.localeCompare(b.operation) || a.place - b.place,
    drifts: (a, b) => b.drifts - a.drifts || a.place - b.place,
    sets: (a, b) => b.sets.filter(Boolean).length - a.sets.filter(Boolean).length || a.place - b.place,
  };
  let shownOnes = entries.slice(0, inPage);
  let drawn = 0;
  const draw = async () => {
    const now = ++drawn;
    const wanted = matching.slice(0, limit);
    for (const one of wanted) {
      await cardOf(one);
      if (now !== drawn) return;
    }
    const places = new Map(wanted.map((one, place) => [one.card, place]));
    const stay = [...list.children].filter((card) => places.has(card));
    const inOrder = stay.length === wanted.length && stay.every((card, place) => places.get(card) === place);
    if (!inOrder) list.append(...wanted.map((one) => one.card));
    for (const card of list.children) card.hidden = !places.has(card);
    shownOnes = wanted;
    $("rest").hidden = matching.length <= limit;
    $("more").textContent = `Show ${Math.min(STEP, matching.length - limit)} more of ${matching.length}`;
    $("nothing").hidden = matching.length > 0;
    const words = matching.length === entries.length ? `${entries.length} ${list.dataset.of}` : `${matching.length} of ${entries.length}`;
    $("count").textContent = words;
  };
  const filterMatrix = (wanted, words) => {
    if (!$("matrix")) return;
    const operations = all("#operation option").map((one) => one.value);
    $("matrix").classList.toggle("every", !only.checked);
    for (const body of all("#matrix tbody")) {
      const name = matrixOperations[body.dataset.operation];
      body.classList.toggle("elsewhere", Boolean(wanted.operation) && name !== wanted.operation);
      body.hidden = body.classList.contains("elsewhere") || body.classList.contains("folded");
    }
    if (!words.length && !rowsFiltered && !wanted.set) return;
    rowsFiltered = words.length > 0 || Boolean(wanted.set);
    const column = wanted.set ? Number(wanted.set) + 1 : 0;
    for (const row of all("#matrix .row")) {
      const text = row.cells[0].textContent.toLowerCase() + row.cells[0].title.toLowerCase();
      const drifts = !column || /error|warning|note/.test(row.cells[column].className);
      row.hidden = !(drifts && words.every((word) => text.includes(word)));
    }
  };
  let rowsFiltered = false;
  const matrixOperations = {};
  const apply = (keepAddress) => {
    const wanted = state();
    const words = (wanted.q ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    matching = entries.filter((one) => matches(one, wanted, words));
    if (orders[wanted.sort]) matching = [...matching].sort(orders[wanted.sort]);
    setTimeout(filterMatrix, 0, wanted, words);
    all(".clear").forEach((one) => { one.hidden = !Object.keys(wanted).some((name) => !["sort", "rows"].includes(name)); });
    if (!keepAddress) writeAddress(wanted);
    return draw();
  };
  let anchor = "";
  const writeAddress = (wanted) => {
    const parts = Object.entries(wanted).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const hash = [anchor, ...parts].filter(Boolean).join("&");
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };
  const readAddress = () => {
    const found = {};
    anchor = "";
    for (const one of location.hash.slice(1).split("&").filter(Boolean)) {
      const [name, value] = one.split("=");
      if (value === undefined) anchor = name;
      else try { found[name] = decodeURIComponent(value); } catch { /* it is none of ours */ }
    }
    return found;
  };
  const restore = (found) => {
    for (const name of fields) {
      const field = $(name);
      field.value = found[name] ?? (name === "sort" ? "worst" : "");
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
    for (const one of chips) one.setAttribute("aria-pressed", String((found.severity ?? "").split(",").includes(one.dataset.kind)));
    if (found.rows && only) only.checked = found.rows === "differing";
  };
  const clear = () => { restore({}); anchor = ""; limit = first(); apply(); };

  let waiting = 0;
  $("q").oninput = () => { clearTimeout(waiting); waiting = setTimeout(() => { limit = first(); apply(); }, 40); };
  for (const name of fields.slice(1)) $(name).onchange = () => apply();
  for (const one of chips) one.onclick = () => {
    one.setAttribute("aria-pressed", String(one.getAttribute("aria-pressed") !== "true"));
    apply();
  };
  for (const one of all(".clear")) one.onclick = clear;
  $("more").onclick = () => { limit += STEP; draw(); };
  $("filter").onsubmit = (event) => event.preventDefault();

  // Matrix: fold operations and tables, unpack rows.
  const bodies = all("#matrix tbody");
  {
    const named = all("#operation option").slice(1);
    const heads = bodies.filter((one) => one.classList.contains("operation"));
    for (const head of heads) {
      const words = head.querySelector(".fold").textContent.replace(/\s+/g, " ").trim();
      const option = named.find((one) => one.textContent.replace(/\s+/g, " ").trim() === words);
      matrixOperations[head.dataset.operation] = option ? option.value : words;
    }
  }
  const below = (body) => {
    const found = [];
    const stop = body.classList.contains("table") ? ["table", "operation"] : ["operation"];
    for (let next = body.nextElementSibling; next && !stop.some((name) => next.classList.contains(name)); next = next.nextElementSibling) found.push(next);
    return found;
  };
  const fill = async (body) => {
    if (body.dataset.part === undefined) return;
    const number = Number(body.dataset.part);
    delete body.dataset.part;
    body.replaceChildren(...parsed(await part(number), "tr"));
  };
  const fold = (button, open) => {
    const body = button.closest("tbody");
    button.setAttribute("aria-expanded", String(open));
    const shut = (one) => !open || (one.classList.contains("rows") && one.previousElementSibling.querySelector(".fold").getAttribute("aria-expanded") === "false");
    for (const one of below(body)) {
      const folded = body.classList.contains("table") ? !open : shut(one);
      one.classList.toggle("folded", folded);
      one.hidden = folded || one.classList.contains("elsewhere");
      if (!folded) fill(one);
    }
  };
  for (const button of all("#matrix .fold")) button.onclick = () => fold(button, button.getAttribute("aria-expanded") !== "true");
  const foldAll = (open) => { for (const button of all("#matrix .fold")) fold(button, open); };
  if ($("fold-all")) $("fold-all").onclick = () => foldAll(false);
  if ($("unfold-all")) $("unfold-all").onclick = () => foldAll(true);
  for (const body of bodies) if (body.dataset.part !== undefined) fold(body.previousElementSibling.querySelector(".fold"), false);
  const onlyAtFirst = all("#matrix .row:not(.same)").length > 0;
  if (only) {
    only.checked = onlyAtFirst;
    only.onchange = () => apply();
  }

  // Links: what a link leads to is opened, also where it is packed or filtered away.
  const reveal = async (id, focus) => {
    const one = owner.get(id);
    if (one && !matching.includes(one)) { restore({}); apply(true); }
    if (one && !shownOnes.includes(one)) { limit = matching.indexOf(one) + 1; await draw(); }
    const place = $(id) ?? one?.card;
    if (!place) return;
    for (let up = place; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    place.scrollIntoView();
    if (focus) (place.querySelector("summary") ?? place).focus({ preventScroll: true });
  };
  const follow = () => {
    const found = readAddress();
    if (Object.keys(found).length) { restore(found); apply(true); }
    const leadsTo = anchor;
    if (leadsTo) reveal(leadsTo).then(() => writeAddress(state()));
  };
  window.addEventListener("hashchange", follow);

  // Copy for a ticket.
  const copied = async (button) => {
    const pre = button.closest(".problem").querySelector(".ticket pre");
    try {
      await navigator.clipboard.writeText(pre.textContent);
    } catch {
      if (pre.parentElement.tagName === "DETAILS") pre.parentElement.open = true;
      const range = document.createRange();
      range.selectNodeContents(pre);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (!document.execCommand("copy")) return "Select and copy the text above";
    }
    return "Copied";
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const words = await copied(button);
    button.textContent = words;
    say(words);
    setTimeout(() => { button.textContent = "Copy for a ticket"; }, 2000);
  });

  // Keys.
  const step = (by) => {
    const cards = shownOnes.map((one) => one.card);
    const here = cards.findIndex((one) => one.classList.contains("current"));
    const next = Math.min(Math.max(here === -1 ? (by > 0 ? 0 : cards.length - 1) : here + by, 0), cards.length - 1);
    cards.forEach((one, n) => one.classList.toggle("current", n === next));
    if (!cards[next]) return;
    cards[next].querySelector("summary").focus({ preventScroll: true });
    cards[next].scrollIntoView({ block: "nearest" });
  };
  const keys = {
    "/": () => { $("q").focus(); $("q").scrollIntoView({ block: "nearest" }); },
    j: () => step(1), k: () => step(-1), "?": () => $("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    if (event.key === "Escape" && event.target === $("q")) { clear(); return; }
    if (event.target.closest("input, select, textarea")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  $("help").onclick = () => $("keys").showModal();

  // Print: nothing stays shut that the style sheet prints.
  const everything = new URLSearchParams(location.search).get("print") === "all";
  root.classList.toggle("everything", everything);
  let opened = [];
  window.addEventListener("beforeprint", () => {
    const shut = everything ? "details:not([open])" : ".problem:not([open])";
    for (const card of everything ? list.children : []) card.hidden = false;
    opened = all(shut);
    for (const one of opened) one.open = true;
    if (everything) foldAll(true);
  });
  window.addEventListener("afterprint", () => { for (const one of opened) one.open = false; opened = []; });

  // Where the reader is.
  const rail = new Map(all(".rail a").map((one) => [one.getAttribute("href").slice(1), one]));
  if (window.IntersectionObserver) {
    const seen = new Set();
    const observer = new IntersectionObserver((changes) => {
      for (const one of changes) if (one.isIntersecting) seen.add(one.target.id); else seen.delete(one.target.id);
      const first = [...rail.keys()].find((id) => seen.has(id));
      for (const [id, link] of rail) {
        link.classList.toggle("here", id === first);
        if (id === first) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-20% 0px -60% 0px" });
    for (const id of rail.keys()) if ($(id)) observer.observe($(id));
  }

  readPacked().then(async () => {
    restore(readAddress());
    limit = first();
    await apply(true);
    if (anchor) { await reveal(anchor); writeAddress(state()); }
  });
})();
