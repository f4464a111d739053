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
  turnPages(grid);
  grid.closest("[data-question]")?.querySelector("[data-my-photos-way]")?.toggleAttribute("hidden", false);
}

function turnPages(grid: HTMLElement): void {
  const perPage = Number(grid.dataset.perPage ?? 6);
  const tiles = Array.from(grid.querySelectorAll<HTMLElement>('.choice[name="photo"]'));
  tiles.forEach((tile, place) => {
    tile.dataset.page = String(Math.floor(place / perPage));
    tile.toggleAttribute("hidden", place >= perPage);
  });
  const more = grid.querySelector<HTMLButtonElement>("[data-more]");
  more?.toggleAttribute("hidden", tiles.length <= perPage);
  if (more) more.value = "1";
  grid.dataset.n = String(Math.min(tiles.length, perPage) + (tiles.length > perPage ? 2 : 1));
}
