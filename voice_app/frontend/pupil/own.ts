/** The questions come as they are written for everybody who is asked in the same manner (`questions.py`). Before one is
 *  shown, what is this pupil's own is put in; what was said is filled in whenever it is shown (`fill.ts`). */

import type { Talk } from "./talk";
import { hashed } from "./flow";
import { addPhotoTile, isSomethingElse, layOnPages } from "./photo-tiles";

/** As in `questions.py`: in the place of the name of each adult who may write. */
const SOMEBODY = "\ue000";

export function makeOwn(panel: HTMLElement, talk: Talk, token: string): void {
  panel.querySelector<HTMLInputElement>('[name="csrf_token"]')!.value = token;
  nameAdults(panel, talk.around.present);
  leaveOut(panel, talk);
  if (panel.matches(".k-choose, .k-own-words")) panel.querySelectorAll<HTMLElement>(".choices").forEach((grid) => putInOrder(grid, talk.order));
  // The newest stands first.
  for (const [key, caption] of talk.mine.slice().reverse()) {
    panel.querySelectorAll<HTMLElement>("[data-my-photos]").forEach((grid) => addPhotoTile(grid, key, `${talk.photos}/${key}/small`, caption));
  }
  const ways = panel.querySelector<HTMLElement>(".ways > .choices");
  if (ways !== null) ways.dataset.n = String(ways.querySelectorAll(":scope > :not([hidden])").length);
}

function nameAdults(panel: HTMLElement, names: readonly string[]): void {
  for (const one of panel.querySelectorAll(`[data-by="${SOMEBODY}"], [data-name="${SOMEBODY}"]`)) {
    const whole = one.closest("button, label")!;
    whole.replaceWith(...names.map((name) => named(whole.cloneNode(true), name)));
  }
  if (names.length === 0) panel.querySelector(".by")?.remove();
}

function named<One extends Node>(node: One, name: string): One {
  for (const part of [...node.childNodes, ...((node as Node as Partial<Element>).attributes ?? [])]) {
    if (part.nodeValue === null) named(part, name);
    else part.nodeValue = part.nodeValue.replace(SOMEBODY, () => name);
  }
  return node;
}

/** Cards that wait for another day, because they name somebody who is here, are not in the deck. */
function leaveOut(panel: HTMLElement, talk: Talk): void {
  for (const item of talk.around.leftOut) {
    const named = `[data-item="${CSS.escape(item)}"]`;
    panel.querySelector(`.card${named}`)?.remove();
    if (talk.answer.items[item]?.state !== "given") panel.querySelector(`.mini${named}`)?.remove();
  }
}

/** As `ordered` in `fragments.py`. */
function putInOrder(grid: HTMLElement, seed: number): void {
  const tiles = Array.from(grid.querySelectorAll<HTMLButtonElement>('.choice[name="pick"][data-page]'));
  const rest = tiles.filter((tile) => !isSomethingElse(tile.value));
  if (seed === 0 || rest.length < 4) return;
  const end = tiles[tiles.length - 1]!.nextSibling;
  const turn = (tile: HTMLElement): number => Number(tile.dataset.turn ?? 0);
  rest.sort((one, other) => turn(one) - turn(other) || drawn(seed, one.value) - drawn(seed, other.value));
  const ordered = [...rest, ...tiles.filter((tile) => !rest.includes(tile))];
  ordered.forEach((tile) => grid.insertBefore(tile, end));
  layOnPages(grid, ordered);
}

/** As `drawn` in `fragments.py`. */
function drawn(seed: number, value: string): number {
  return hashed(`${seed}${value}${seed}`);
}
