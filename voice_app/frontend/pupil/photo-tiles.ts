/** The pupil's own photos, as tiles to pick from. */

import { inAllPanels } from "./panels";

/** One more of the pupil's own photos, wherever they can be picked. */
export function addPhotoTiles(key: string, address: string): void {
  inAllPanels("[data-my-photos]").forEach((grid) => addPhotoTile(grid, key, address));
}

/** One more of them at one question. Without a caption it is called as one is of which nothing has been said. */
export function addPhotoTile(grid: HTMLElement, key: string, address: string, caption?: string): void {
  const template = grid.parentElement?.querySelector<HTMLTemplateElement>("[data-photo-tile]");
  if (!template || grid.querySelector(`[value="${CSS.escape(key)}"]`) !== null) return;
  const tile = (template.content.cloneNode(true) as DocumentFragment).querySelector<HTMLButtonElement>("button")!;
  tile.value = key;
  const [picture, said] = [tile.querySelector("img")!, tile.querySelector("[data-say]")!];
  if (caption !== undefined) said.textContent = caption;
  picture.src = address;
  picture.alt = said.textContent ?? "";
  grid.prepend(tile);
  layOnPages(grid, [...grid.querySelectorAll<HTMLElement>("[data-page]")]);
  const way = grid.closest("[data-question]")?.querySelector("[data-my-photos-way]");
  way?.toggleAttribute("hidden", false);
  if (way) count(way.parentElement!);
}

/** How many stand there decides how they stand. */
function count(grid: HTMLElement): void {
  grid.dataset.n = String(grid.querySelectorAll(":scope > :not([hidden])").length);
}

/** As `is_something_else` in `flow.py`. */
export function isSomethingElse(value: string): boolean {
  return /^some(thing|one)-else/u.test(value);
}

/** Tiles on pages as even as can be, none fuller than this pupil's profile allows; the first is shown. As `on_pages.py`. */
export function layOnPages(grid: HTMLElement, tiles: HTMLElement[]): void {
  const pages = Math.ceil(tiles.length / Number(grid.dataset.perPage));
  tiles.forEach((tile, place) => {
    const page = Math.floor((place * pages) / tiles.length);
    tile.dataset.page = String(page);
    tile.hidden = page > 0;
  });
  const more = grid.querySelector<HTMLButtonElement>("[data-more]");
  if (more !== null) {
    more.hidden = pages < 2;
    more.value = "1";
  }
  count(grid);
}
