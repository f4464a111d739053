/** Move the tokens of the circle to where the answer so far puts them, and fill the lists that say the same. A script of
 *  its own, for the rooms with rings: in that of all pages it would weigh on a tablet's first (P1). What somebody is
 *  called, and their picture, it is told: the questions that hold both are kept by the other script. */

import { stale } from "./flow";
import type { Facts, Photo, nameOf, pictureOf } from "./called";

/** As in `circle.py`: a token's width, how large a name is written, and the room at its ends. */
const [TOKEN_WIDTH, NAME_SIZE, NAME_ENDS] = [96, 20, 10];
const MOST_EMS = TOKEN_WIDTH / NAME_SIZE;
const NARROW = "ijlftrI.,'’ -1()";
const WIDE = "mwMW@%";

interface Person {
  token: Element;
  ring: string | null;
  name: string;
}

function fillCircle(panel: HTMLElement, facts: Facts, called: typeof nameOf, shownBy: typeof pictureOf): void {
  const circle = panel.querySelector<HTMLElement>("[data-circle]");
  if (circle === null) return;
  const people = Array.from(circle.querySelectorAll("[data-token]"), (token) => personOf(token, facts, called, shownBy));
  for (const ring of circle.querySelectorAll("[data-ring]")) fillRing(circle, ring, people);
  people.filter((one) => one.ring === null).forEach((one) => one.token.toggleAttribute("hidden", true));
  // Who is asked about is seen at once in the place they stand.
  people.forEach((one) => one.token.classList.toggle("now", one.token.getAttribute("data-token") === panel.dataset.question));
}

function personOf(token: Element, facts: Facts, called: typeof nameOf, shownBy: typeof pictureOf): Person {
  const item = token.getAttribute("data-token") ?? "";
  const who = token.getAttribute("data-who") ?? "";
  const question = facts.questions.find((one) => one.key === item);
  const said = facts.answer.items[item];
  const placed = question !== undefined && said?.state === "given" && !stale(question, facts.answer, item);
  // Until the other questions have come, the token says what the server wrote.
  const name = called(who, facts);
  if (name !== "") {
    setLabel(token, shortName(name));
    setFace(token, faceOf(who, facts, shownBy(who, facts)));
  }
  return { token, ring: placed ? (said.picks?.[0] ?? null) : null, name };
}

/** Whom the pupil put in a ring: the photo, or the picture card. Of a photo that was thrown away, any face. */
function faceOf(who: string, facts: Facts, picture: string | Photo | null): string | Photo {
  const said = facts.answer.items[who];
  if (said?.photos?.length && !said.picks?.length && typeof picture === "string") return "#p-person";
  return picture ?? "#p-person";
}

/** As `label` in `circle.html` writes it. */
function setLabel(token: Element, short: string): void {
  setText(token.querySelector("text"), short);
  const wide = Math.min(TOKEN_WIDTH, Math.round(ems(short) * NAME_SIZE) + NAME_ENDS);
  token.querySelector("rect")?.setAttribute("width", String(wide));
  token.querySelector("rect")?.setAttribute("x", String(-wide / 2));
}

/** As `face` in `circle.html` writes it. */
function setFace(token: Element, face: string | Photo): void {
  const [card, photo] = [token.querySelector("use"), token.querySelector("image")];
  card?.toggleAttribute("hidden", typeof face !== "string");
  if (typeof face === "string") {
    card?.setAttribute("href", face);
    photo?.remove();
    return;
  }
  const shown = photo ?? document.createElementNS("http://www.w3.org/2000/svg", "image");
  const box = { href: face.address, x: "-31", y: "-38", width: "62", height: "62", preserveAspectRatio: "xMidYMid slice" };
  for (const [name, value] of Object.entries(box)) if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  if (photo === null) card?.after(shown);
}

function fillRing(circle: HTMLElement, ring: Element, people: Person[]): void {
  const value = ring.getAttribute("data-ring") ?? "";
  const places = (ring.getAttribute("data-places") ?? "").split(" ").filter(Boolean);
  const inside = people.filter((one) => one.ring === value);
  const shown = inside.length <= places.length ? inside.length : places.length - 1;
  inside.forEach((one, place) => {
    one.token.toggleAttribute("hidden", place >= shown);
    if (place < shown) one.token.setAttribute("transform", `translate(${places[place]!.replace(",", " ")})`);
  });
  const more = circle.querySelector(`[data-more-in="${CSS.escape(value)}"]`);
  more?.toggleAttribute("hidden", inside.length === shown);
  setText(more?.querySelector("text"), `+${inside.length - shown}`);
  const list = circle.querySelector(`[data-ring-list="${CSS.escape(value)}"]`);
  list?.querySelector("[data-nobody-yet]")?.toggleAttribute("hidden", inside.length > 0);
  if (inside.some((one) => one.name === "")) return;
  list?.querySelector("[data-names]")?.replaceChildren(...inside.map((one) => isolated(one.name)));
}

function isolated(name: string): HTMLElement {
  const made = document.createElement("bdi");
  made.textContent = name;
  return made;
}

function setText(where: Element | null | undefined, text: string): void {
  if (where && where.textContent !== text) where.textContent = text;
}

/** One line, and shortened where it is too long, as the server does it. */
function shortName(name: string): string {
  const line = name.split(/\s+/u).filter(Boolean).join(" ");
  if (ems(line) <= MOST_EMS) return line;
  let kept = "";
  for (const character of line) {
    if (ems(`${kept}${character}…`) > MOST_EMS) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function ems(name: string): number {
  return Array.from(name).reduce((sum, character) => sum + em(character), 0);
}

function em(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  if (NARROW.includes(character)) return 0.36;
  if (WIDE.includes(character)) return 0.92;
  if (character.codePointAt(0)! > 0x2e80) return 1.2;
  return /\p{Lu}/u.test(character) ? 0.68 : 0.58;
}

declare global {
  interface Window {
    fillCircle?: typeof fillCircle;
  }
}
window.fillCircle = fillCircle;
