/** Put the answer so far into a question that the page carries. Nothing is made here from data: names, pictures and
 *  cards are those the page already has, shown, hidden, moved or filled in. */

import { type Facts, type Photo, aCard, nameOf, panelOfItem, photoOf, pictureOf, setPicture, setText, tileOf } from "./called";
import { type Question, type Said, given, holds, pattern, saysSomething } from "./flow";
import { askedBy, setAttribute } from "./panels";
import { isSomethingElse, layOnPages } from "./photo-tiles";

export function fill(panel: HTMLElement, question: Question, facts: Facts): void {
  fillAbout(panel, question, facts);
  window.fillCircle?.(panel, facts, nameOf, pictureOf);
  panel.querySelector<HTMLInputElement>("[data-item-now]")!.value = facts.item;
  if (question.kind === "sort") fillSort(panel, question, facts);
  else if (question.kind === "read-back") fillReadBack(panel, question, facts);
  else if (question.kind === "choose-among") fillAmong(panel, question, facts);
  else fillChoice(panel, question, facts);
  fillDots(question, facts);
}

/** The item that a question is about: of several the first that was answered, or the one picked there. */
function pointed(about: string | null | undefined, facts: Facts): string | null {
  if (!about) return null;
  const ways = about.split("|");
  const item = ways.find((one) => facts.answer.items[one]?.state === "given") ?? ways[0]!;
  return askedBy(item, facts.questions)?.kind === "choose-among" ? (facts.answer.items[item]?.picks?.[0] ?? item) : item;
}

function fillAbout(panel: HTMLElement, question: Question, facts: Facts): void {
  const item = pointed(question.about, facts);
  const name = item === null ? "" : nameOf(item, facts);
  // Until the other questions have come, the page says what the server wrote.
  if (name !== "") panel.querySelectorAll("[data-about-name]").forEach((one) => setText(one, name));
  fillAboutCard(panel.querySelector<HTMLElement>(".about:not([data-beside])"), item, facts);
  fillAboutCard(panel.querySelector<HTMLElement>(".about[data-beside]"), pointed(question.beside, facts), facts);
}

function fillAboutCard(about: HTMLElement | null, item: string | null, facts: Facts): void {
  const name = item === null ? "" : nameOf(item, facts);
  if (about === null || item === null || name === "") return;
  setText(about.querySelector(".name"), name);
  setAttribute(about.querySelector("[data-hear]"), "data-say", name);
  const picture = pictureOf(item, facts);
  // Its name stands beside it.
  setPicture(about.querySelector(".pic"), typeof picture === "string" || picture === null ? picture : { ...picture, caption: "" });
  fillPlace(about, item, facts);
}

/** Where the card lies, as the head of the scale shows it. */
function fillPlace(about: HTMLElement, item: string, facts: Facts): void {
  const value = facts.answer.items[item]?.picks?.[0];
  const head = panelOfItem(item, facts)?.querySelector<HTMLElement>(`.head[value="${CSS.escape(value ?? "")}"]`);
  let line = about.querySelector<HTMLElement>(".lies");
  if (!head) {
    line?.toggleAttribute("hidden", true);
    return;
  }
  if (line === null) {
    line = document.createElement("p");
    about.append(line);
  }
  line.toggleAttribute("hidden", false);
  line.className = `lies ${Array.from(head.classList).find((name) => name.startsWith("tone-")) ?? ""}`;
  line.replaceChildren(...Array.from(head.children, (child) => child.cloneNode(true)));
}

function fillSort(panel: HTMLElement, question: Question, facts: Facts): void {
  const tray = panel.querySelector("[data-tray]");
  let turned = 0;
  for (const item of question.items) {
    const said = facts.answer.items[item];
    if (said?.state === "turned-over") turned += 1;
    const card = panel.querySelector<HTMLElement>(`.card[data-item="${CSS.escape(item)}"]`);
    if (card) card.toggleAttribute("hidden", item !== facts.item);
    if (facts.namesFrom[item] !== undefined && card) {
      card.dataset.name = nameOf(item, facts);
      setAttribute(card.querySelector("[data-hear]"), "data-say", card.dataset.name);
      setText(card.querySelector(".name"), nameOf(item, facts));
      const photo = photoOf(item, facts);
      for (const place of [card.querySelector(".pic"), panel.querySelector(`.mini[data-item="${CSS.escape(item)}"]`)]) {
        if (photo !== null) setPicture(place, photo);
        else if (place?.querySelector("img.photo")) setPicture(place, "#p-i-said");
      }
      setText(panel.querySelector(`.mini[data-item="${CSS.escape(item)}"] span`), nameOf(item, facts));
    }
    const mini = panel.querySelector<HTMLElement>(`.mini[data-item="${CSS.escape(item)}"]`);
    const place = said?.state === "given" && item !== facts.item ? said.picks?.[0] : undefined;
    const home = place === undefined ? tray : panel.querySelector(`[data-pile="${CSS.escape(place)}"]`);
    if (mini && home && mini.parentElement !== home) home.insertBefore(mini, home.querySelector("[data-elsewhere]"));
  }
  fillTurned(panel, turned);
  fillPlacedElsewhere(panel, question, facts);
  const said = facts.answer.items[facts.item];
  fillWords(panel, said?.words ?? "", said?.by ?? "");
}

/** The mat shows all that was put on it so far, also at another question. */
function fillPlacedElsewhere(panel: HTMLElement, question: Question, facts: Facts): void {
  const same = pattern(`${question.items[0]!.split(":")[0]!}:*`);
  // What lies there already stays: each one that is put down anew is laid out anew.
  const before = new Map(Array.from(panel.querySelectorAll<HTMLElement>("[data-elsewhere]"), (one) => [one.dataset.item, one]));
  for (const [item, said] of Object.entries(facts.answer.items)) {
    if (!same.test(item) || said.state !== "given" || question.items.includes(item)) continue;
    const pile = panel.querySelector(`[data-pile="${CSS.escape(said.picks?.[0] ?? "")}"]`);
    const mini = before.get(item) ?? copyOfMini(item, facts);
    if (pile === null || mini === null) continue;
    before.delete(item);
    setText(mini.querySelector("span"), nameOf(item, facts));
    if (facts.namesFrom[item] !== undefined) setPicture(mini, pictureOf(item, facts));
    if (mini.parentElement !== pile) pile.append(mini);
  }
  before.forEach((one) => one.remove());
}

function copyOfMini(item: string, facts: Facts): HTMLElement | null {
  const mini = panelOfItem(item, facts)?.querySelector(`.mini[data-item="${CSS.escape(item)}"]`);
  const copy = (mini?.cloneNode(true) ?? null) as HTMLElement | null;
  if (copy !== null) copy.dataset.elsewhere = "";
  return copy;
}

function fillTurned(panel: HTMLElement, turned: number): void {
  const line = panel.querySelector<HTMLElement>("[data-turned]");
  if (line === null) return;
  line.toggleAttribute("hidden", turned === 0);
  setText(line, turned === 1 ? (line.dataset.one ?? "") : (line.dataset.many ?? "").replace("{n}", String(turned)));
}

function fillReadBack(panel: HTMLElement, question: Question, facts: Facts): void {
  const laid = new Set(given(facts.answer, question.over ?? ""));
  let turned = 0;
  for (const row of panel.querySelectorAll<HTMLElement>("[data-item]")) {
    const item = row.dataset.item ?? "";
    const said = facts.answer.items[item];
    if (said?.state === "turned-over") turned += 1;
    const value = laid.has(item) ? (said?.picks?.[0] ?? "") : (said?.state ?? "");
    const pile = panel.querySelector(`[data-pile="${CSS.escape(value)}"] ul`) ?? panel.querySelector("[data-tray]");
    if (row.matches("li") && pile && row.parentElement !== pile && !row.hasAttribute("data-told")) pile.append(row);
    if (row.hasAttribute("data-told")) {
      // "Nobody" is an answer, where it is one.
      row.toggleAttribute("hidden", !laid.has(item) && !(row.matches("[data-none]") && said?.state === "given"));
      fillTold(row, item, facts);
      fillThrowAway(row, photoOf(item, facts), facts);
      continue;
    }
    const name = nameOf(item, facts);
    if (name !== "") setText(row.querySelector("[data-say]"), name);
    const beside = row.querySelector<HTMLElement>("[data-beside]");
    beside?.toggleAttribute("hidden", (said?.words ?? "").trim() === "");
    setText(beside?.querySelector("bdi"), said?.words ?? "");
  }
  for (const list of panel.querySelectorAll<HTMLElement>("[data-telling]")) {
    list.toggleAttribute("hidden", list.querySelector("[data-told]:not([hidden])") === null);
  }
  panel.querySelectorAll<HTMLElement>(".rest").forEach((group) => (group.toggleAttribute("hidden", group.querySelector("li") === null)));
  fillTurned(panel, turned);
}

/** All that was answered there, under what was asked: every picture that was picked, the photo, the words. */
function fillTold(row: HTMLElement, item: string, facts: Facts): void {
  const said = facts.answer.items[item];
  const tiles = (said?.picks ?? []).map((value) => tileOf(item, value, facts));
  // Until the other questions have come, and the things pointed at have their names, the page says what the server wrote.
  if (tiles.every((tile): tile is HTMLElement => Boolean(tile?.textContent.trim()))) row.querySelector("[data-picked]")?.replaceChildren(...tiles.map(asPick));
  const exact = (said?.words ?? "").trim() !== "";
  const words = exact ? said!.words! : said?.photos?.length ? nameOf(item, facts) : "";
  const worded = row.querySelector<HTMLElement>("[data-worded]");
  worded?.toggleAttribute("hidden", words === "");
  setText(worded?.querySelector("[data-name]"), words);
  const photo = photoOf(item, facts);
  // What the pupil said of it stands beside it, and is not read out twice.
  setPicture(worded, photo === null ? "#p-i-said" : { ...photo, caption: "" });
  if (facts.namesFrom[item] !== undefined) setText(row.querySelector("[data-sign-name]"), nameOf(item, facts));
  const about = pointed(askedBy(item, facts.questions)?.about, facts);
  const name = about === null ? "" : nameOf(about, facts);
  if (name !== "") row.querySelectorAll("[data-about-name]").forEach((one) => setText(one, name));
  // Only exact words stand in quotation marks.
  row.toggleAttribute("data-exact", exact);
}

function asPick(tile: HTMLElement): HTMLElement {
  const pick = document.createElement("span");
  pick.className = "pick";
  const label = tile.querySelector("span")!.cloneNode(true) as HTMLElement;
  label.dataset.say = "";
  pick.append(tile.querySelector("svg.picture, img.photo")!.cloneNode(true), label);
  return pick;
}

function fillAmong(panel: HTMLElement, question: Question, facts: Facts): void {
  const candidates = new Set(given(facts.answer, question.among ?? ""));
  (facts.answer.items[question.but ?? ""]?.picks ?? []).forEach((pick) => candidates.delete(pick));
  const said = facts.answer.items[question.key];
  const apart = question.apart ?? [];
  offerOnly(panel, [...candidates, ...apart]);
  for (const tile of panel.querySelectorAll<HTMLButtonElement>('.choice[name="pick"]:not([data-off])')) {
    setAttribute(tile, "aria-pressed", String((said?.picks ?? []).includes(tile.value)));
    // What stands apart is called what the page says; the others by what was said to them.
    if (apart.includes(tile.value)) continue;
    // Until the other questions have come, the tile says what the server wrote.
    const name = nameOf(tile.value, facts);
    if (name !== "") setText(tile.querySelector("[data-name]"), name);
    setPicture(tile, pictureOf(tile.value, facts));
  }
  fillOwn(panel, said);
}

/** The way to own words beside the pictures, and their box. */
function fillOwn(panel: HTMLElement, said: Said | undefined): void {
  const words = said?.words ?? "";
  fillWords(panel, words, said?.by ?? "");
  setAttribute(panel.querySelector('.own[data-open="words"]'), "aria-pressed", String(words.trim() !== ""));
  // Next gives what is there: while nothing is, Skip goes on.
  panel.querySelector("[data-next]")?.toggleAttribute("hidden", !saysSomething(said));
}

function fillChoice(panel: HTMLElement, question: Question, facts: Facts): void {
  const said = facts.answer.items[question.key];
  const picks = said?.picks ?? [];
  if (question.but) offerUnused(panel, question, facts);
  for (const tile of panel.querySelectorAll<HTMLButtonElement>('.choice[name="pick"]')) {
    setAttribute(tile, "aria-pressed", String(picks.includes(tile.value)));
  }
  fillOwn(panel, said);
  fillGiven(panel, picks, said?.words ?? "", saysSomething(said));
  fillPhoto(panel, photoOf(question.key, facts), said?.photos ?? []);
  fillThrowAway(panel.querySelector("[data-given-photo]"), photoOf(question.key, facts), facts);
  if (question.series?.length) fillRow(panel, question, facts);
  if (question.strip?.length) fillStrip(panel, question, facts);
}

/** The pictures of these values can be picked, and are given back. Laid out anew only where that changed: the page that is
 *  open stays. */
function offerOnly(panel: HTMLElement, values: string[]): HTMLButtonElement[] {
  const tiles = Array.from(panel.querySelectorAll<HTMLButtonElement>('.choice[name="pick"][data-page],[data-off]'));
  const offered = tiles.filter((tile) => values.includes(tile.value));
  if (tiles.some((tile) => tile.matches("[data-off]") === offered.includes(tile))) {
    for (const tile of tiles) {
      tile.toggleAttribute("data-off", !offered.includes(tile));
      tile.hidden = true;
      delete tile.dataset.page;
    }
    layOnPages(tiles[0]!.parentElement!, offered);
  }
  return offered;
}

/** As `used_elsewhere` in `flow.py`. */
function offerUnused(panel: HTMLElement, question: Question, facts: Facts): void {
  const others = given(facts.answer, question.but!).filter((item) => item !== question.key);
  const used = others.flatMap((item) => facts.answer.items[item]!.picks ?? []).filter((value) => !isSomethingElse(value));
  const all = Array.from(panel.querySelectorAll<HTMLButtonElement>('.choice[name="pick"]'), (tile) => tile.value);
  offerOnly(panel, all.filter((value) => !used.includes(value)));
}

/** The box for own words, and what stands in it so far. */
function fillWords(panel: HTMLElement, words: string, by: string): void {
  const field = panel.querySelector<HTMLTextAreaElement>("[data-words]");
  if (field && document.activeElement !== field && field.value !== words) field.value = words;
  fillWriter(panel, by, field);
  const beside = panel.querySelector<HTMLElement>(".beside-card");
  if (beside === null) return;
  beside.toggleAttribute("hidden", words.trim() === "");
  setText(beside.querySelector("bdi"), words);
}

function fillWriter(panel: HTMLElement, by: string, field: HTMLTextAreaElement | null): void {
  const chosen = panel.querySelector<HTMLInputElement>('input[name="by"]:checked');
  if (by !== "" && chosen?.value !== by && document.activeElement !== field) {
    panel.querySelectorAll<HTMLInputElement>('input[name="by"]').forEach((one) => (one.checked = one.value === by));
  }
  const echo = panel.querySelector<HTMLElement>("[data-said]");
  const writer = panel.querySelector<HTMLInputElement>('input[name="by"]:checked')?.value ?? "";
  if (echo && field) {
    echo.toggleAttribute("hidden", writer === "" || field.value.trim() === "");
    setText(echo.querySelector("[data-echo]"), field.value);
  }
  const left = panel.querySelector<HTMLElement>("[data-left]");
  if (left && field) {
    const room = field.maxLength - field.value.length;
    left.toggleAttribute("hidden", room > 50);
    setText(left, (left.dataset.left ?? "").replace("{n}", String(room)));
  }
}

function fillGiven(panel: HTMLElement, picks: string[], words: string, anything: boolean): void {
  const strip = panel.querySelector<HTMLElement>("[data-given]");
  if (strip === null) return;
  strip.toggleAttribute("hidden", !anything);
  const tiles = picks.map((value) => panel.querySelector(`.choice[name="pick"][value="${CSS.escape(value)}"]`));
  const copies = tiles.flatMap((tile) => (tile ? [tile.querySelector("svg")!.cloneNode(true), tile.querySelector("span")!.cloneNode(true)] : []));
  copies.forEach((copy) => (copy as Element).removeAttribute("data-say"));
  strip.querySelector("[data-given-picks]")?.replaceChildren(...copies);
  const quote = strip.querySelector<HTMLElement>("[data-given-words]");
  if (quote) {
    quote.toggleAttribute("hidden", words.trim() === "");
    setText(quote.firstElementChild, words);
  }
}

/** The parts of a day: each by its sign, or by what was told of it; those not asked today are hidden. */
function fillStrip(panel: HTMLElement, question: Question, facts: Facts): void {
  for (const item of question.strip!) {
    const cell = panel.querySelector<HTMLElement>(`[data-cell="${CSS.escape(item)}"]`);
    const sibling = facts.questions.find((one) => one.key === item);
    if (cell === null || sibling === undefined) continue;
    const now = item === question.key;
    const told = !now && saysSomething(facts.answer.items[item]);
    cell.toggleAttribute("hidden", !now && !told && !holds(sibling.when, facts.answer, facts.around));
    cell.className = now ? "now" : told ? "told" : "later";
    setPicture(cell, told ? pictureOf(item, facts) : `#p-${cell.dataset.sign ?? ""}`);
  }
}

function fillPhoto(panel: HTMLElement, photo: Photo | null, keys: string[]): void {
  const place = panel.querySelector<HTMLElement>("[data-given-photo]");
  if (place === null) return;
  place.toggleAttribute("hidden", photo === null);
  for (const tile of panel.querySelectorAll<HTMLButtonElement>('.choice[name="photo"]')) {
    setAttribute(tile, "aria-pressed", String(keys.includes(tile.value)));
  }
  const picture = place.querySelector("img")!;
  if (photo === null) picture.removeAttribute("src");
  else if (picture.getAttribute("src") !== photo.address) picture.src = photo.address;
  picture.alt = photo?.caption ?? "";
}

/** The way to throw away the photo that is shown here. */
function fillThrowAway(where: Element | null, photo: Photo | null, facts: Facts): void {
  const way = where?.querySelector<HTMLAnchorElement>("[data-throw-away]");
  if (!way) return;
  way.toggleAttribute("hidden", photo === null);
  if (photo !== null) setAttribute(way, "href", facts.throwAwayAt(photo.key));
}

/** The wishes beside the one in hand: what an earlier one said is filled in. */
function fillRow(panel: HTMLElement, question: Question, facts: Facts): void {
  question.series!.forEach((item, place) => {
    const side = panel.querySelector<HTMLElement>(`.side[data-wish="${place + 1}"]`);
    const said = facts.answer.items[item];
    // Also one that comes after the one in hand may have been said: when an earlier one is changed.
    const over = said !== undefined && said.state !== "started";
    if (side === null) return;
    const done = over && nameOf(item, facts) !== "";
    side.classList.toggle("done", done);
    side.classList.toggle("passed", over && !done);
    side.classList.toggle("later", !over);
    side.querySelector(".later")?.toggleAttribute("hidden", over);
    // What was picked before it was passed over is not said any more, and must not stand there as if it were.
    side.querySelector(".words")?.remove();
    if (!done) {
      showPicture(side, over ? "#p-skip" : "#p-star");
      return;
    }
    const exact = (said.words ?? "").trim();
    const line = document.createElement("p");
    const text = document.createElement(exact ? "q" : "span");
    line.className = "words";
    text.textContent = exact || nameOf(item, facts);
    line.append(text);
    side.append(line);
    if (said.picks?.length || said.photos?.length) showPicture(side, pictureOf(item, facts));
    else side.querySelector(".picture")?.remove();
  });
}

function showPicture(side: HTMLElement, picture: string | Photo | null): void {
  if (picture === null) return;
  if (side.querySelector(".picture") === null) side.querySelector(".number")?.after(aCard());
  setPicture(side, picture);
}

/** Where we are: among the cards of a set, or among the wishes. */
function fillDots(question: Question, facts: Facts): void {
  const list = document.querySelector(".top [data-dots]");
  const all = question.kind === "sort" ? question.items : (question.series ?? []);
  const items = all.filter((item) => !facts.around.leftOut.includes(item));
  list?.toggleAttribute("hidden", items.length < 2);
  list?.replaceChildren(
    ...items.map((item) => {
      const dot = document.createElement("li");
      // Also one that comes after the one in hand may have been said: when an earlier one is changed.
      const said = facts.answer.items[item];
      if (item === facts.item) {
        dot.className = "now";
        dot.ariaCurrent = "step";
      } else if (said && said.state !== "started") dot.className = "done";
      return dot;
    }),
  );
}
