/** What an item is called and what picture stands for it: both are taken from where the page already has them. */

import { askedBy, panelOf, setAttribute } from "./panels";
import type { Answer, Around, Question } from "./flow";

export interface Facts {
  answer: Answer;
  around: Around;
  questions: Question[];
  namesFrom: Record<string, string>;
  /** The item in hand. */
  item: string;
  /** Where a photo is found, and what one is called of which nothing has been said. */
  photoAt: (key: string) => string;
  myPhoto: string;
  /** Photos that were thrown away: their keys stand where they were said, and show nothing. */
  gone: string[];
  /** Where it is asked whether a photo is to be thrown away. */
  throwAwayAt: (key: string) => string;
}

export interface Photo {
  key: string;
  address: string;
  caption: string;
}

/** What an item is called, from where the page already says it. */
export function nameOf(item: string, facts: Facts): string {
  const from = facts.namesFrom[item];
  const own = from === undefined ? "" : (facts.answer.items[from]?.words ?? "").trim();
  if (own !== "") return own;
  const card = cardOf(item, facts);
  if (card?.dataset.name) return card.dataset.name;
  const said = facts.answer.items[item];
  if (said?.words?.trim()) return said.words;
  if (said?.photos?.length) return saidAbout(item, facts) ?? facts.myPhoto;
  const tile = tileOf(item, said?.picks?.[0], facts);
  return tile?.querySelector("[data-say]")?.textContent ?? "";
}

/** The first thing that was said about it in words: what is told of a photo is its caption. */
function saidAbout(item: string, facts: Facts): string | undefined {
  const tellings = facts.questions.filter((one) => one.kind === "own-words" && one.about === item);
  return tellings.map((one) => facts.answer.items[one.key]?.words ?? "").find((words) => words.trim() !== "");
}

/** The pupil's own photo that stands for an item, or for a card of the pupil's own. */
export function photoOf(item: string, facts: Facts): Photo | null {
  const key = facts.answer.items[facts.namesFrom[item] ?? item]?.photos?.find((one) => !facts.gone.includes(one));
  return key === undefined ? null : { key, address: facts.photoAt(key), caption: nameOf(item, facts) };
}

/** The question that an item belongs to, where the page has it. */
export function panelOfItem(item: string, facts: Facts): HTMLElement | null {
  const question = askedBy(item, facts.questions);
  return question === undefined ? null : panelOf(question.key);
}

function cardOf(item: string, facts: Facts): HTMLElement | null {
  return panelOfItem(item, facts)?.querySelector<HTMLElement>(`.card[data-item="${CSS.escape(item)}"]`) ?? null;
}

/** What was pressed there: a picture answer, or for a card a place of the scale. */
export function tileOf(item: string, value: string | undefined, facts: Facts): HTMLElement | null {
  if (value === undefined) return null;
  const tile = askedBy(item, facts.questions)?.kind === "sort" ? ".head" : '.choice[name="pick"]';
  return panelOfItem(item, facts)?.querySelector<HTMLElement>(`${tile}[value="${CSS.escape(value)}"]`) ?? null;
}

/** The picture of an item: the address of the symbol, from where the page already shows it; nothing where it does not yet. */
export function pictureOf(item: string, facts: Facts): string | Photo | null {
  const photo = photoOf(item, facts);
  if (photo !== null) return photo;
  const card = cardOf(item, facts)?.querySelector("use");
  const tile = tileOf(item, facts.answer.items[item]?.picks?.[0], facts)?.querySelector("use");
  const inWords = !facts.answer.items[item]?.picks?.length;
  return (card ?? tile)?.getAttribute("href") ?? (inWords ? "#p-i-said" : null);
}

export function setPicture(where: Element | null | undefined, picture: string | Photo | null): void {
  if (picture === null || !where) return;
  const [card, photo] = [where.querySelector("svg.picture:not(.tick *)"), where.querySelector<HTMLImageElement>("img.photo")];
  if (typeof picture === "string") {
    photo?.replaceWith(aCard());
    setAttribute(where.querySelector("use"), "href", picture);
    return;
  }
  const shown = photo ?? document.createElement("img");
  shown.className = "picture photo";
  if (shown.getAttribute("src") !== picture.address) shown.src = picture.address;
  shown.alt = picture.caption;
  if (photo === null) card?.replaceWith(shown);
}

/** A picture card, for a place from which a photo was taken away again. */
export function aCard(): SVGSVGElement {
  return document.querySelector<SVGSVGElement>("svg.picture")!.cloneNode(true) as SVGSVGElement;
}

export function setText(where: Element | null | undefined, text: string): void {
  if (where && where.textContent !== text) where.textContent = text;
}
