/** A pupil's own photo: chosen, turned, a face covered, used. All of it is done on this device; it is sent when it is
 *  used, small enough for a school's network (P11). Fetched only where photos are taken, after the page is seen. */

import type { Kept, PhotoBox, Stroke } from "./photos";

/** Bytes that a school's network takes without waiting (P11). */
const MOST_SENT = 400_000;
/** The longer side in pixels, and the JPEG's quality. */
const SIDE = 1600;
const LEAST_SIDE = 1024;
const QUALITY = 0.7;
const MOST_STROKES = 400;
const RADIUS = 0.07;
const STEP = 0.04;

export interface Hooks {
  /** The question being asked. */
  panel(): HTMLElement;
  showView(view: string): void;
  /** The pupil wants this photo: put it beside the answer. */
  use(key: string): void;
  newKey(): string;
}

/** The photo in the pupil's hand, before it is used. */
export class PhotoInHand {
  /** As large as it is sent, upright; nothing where this browser cannot open it. */
  private picture: HTMLCanvasElement | null = null;
  /** The same as it is sent; made while the pupil looks at it. */
  private small: Promise<Blob | null> = Promise.resolve(null);
  private file: Blob | null = null;
  private strokes: Stroke[] = [];
  private covering = false;
  private rubbing = false;
  private at = { x: 0.5, y: 0.5 };

  constructor(
    private readonly box: PhotoBox,
    private readonly hooks: Hooks,
  ) {
    document.addEventListener("change", (event) => void this.chosen(event.target as HTMLInputElement));
    // Nothing came: a camera that is not there, or that somebody did not allow. The other ways stay.
    document.addEventListener("cancel", (event) => this.nothingCame(event.target as HTMLElement), true);
    document.addEventListener("click", (event) => this.pressed(event));
    document.addEventListener("pointerdown", (event) => this.rub(event, true));
    document.addEventListener("pointermove", (event) => this.rub(event, this.rubbing));
    for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => (this.rubbing = false));
    document.addEventListener("keydown", (event) => this.typed(event));
    // Quicker than this script was: what is chosen already is in the hand now.
    document.querySelectorAll<HTMLInputElement>("[data-photo-file]").forEach((field) => void this.chosen(field));
  }

  private find<T extends HTMLElement>(name: string): T | null {
    return this.hooks.panel().querySelector<T>(`[data-photo-${name}]`);
  }

  private nothingCame(field: HTMLElement): void {
    if (field.matches("[data-photo-file]")) this.find("none")?.toggleAttribute("hidden", false);
  }

  private async chosen(field: HTMLInputElement): Promise<void> {
    const file = field.matches("[data-photo-file]") ? field.files?.[0] : undefined;
    if (file === undefined) return;
    for (const line of ["none", "refused"]) this.find(line)?.toggleAttribute("hidden", true);
    this.find("busy")?.toggleAttribute("hidden", false);
    this.file = file;
    this.picture = await opened(file);
    field.value = "";
    const refused = this.picture === null ? await this.openElsewhere(file) : "";
    this.find("busy")?.toggleAttribute("hidden", true);
    if (refused !== "") {
      this.letGo();
      const line = this.find("refused");
      if (line) line.textContent = refused;
      line?.toggleAttribute("hidden", false);
      return;
    }
    this.strokes = [];
    this.at = { x: 0.5, y: 0.5 };
    this.cover(false);
    if (this.picture === null) {
      // Nobody can open it now, and the server may later: it is sent as it is, and shown when it is there.
      await this.use();
      return;
    }
    this.small = sendable(this.picture);
    this.hooks.showView("photo");
    this.draw();
    this.say("ready");
    this.find("use")?.focus();
  }

  /** Have the server open it. Returns why it is no photo, or nothing. */
  private async openElsewhere(file: Blob): Promise<string> {
    const made = await this.box.openElsewhere(file);
    if (made !== null && "refused" in made) return made.refused;
    if (made !== null) {
      this.file = made;
      this.picture = await opened(made);
    }
    return "";
  }

  private say(what: string): void {
    const line = this.find("says");
    if (line) line.textContent = line.dataset[what] ?? "";
  }

  private pressed(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLElement>("button");
    if (button === null) return;
    const does: Record<string, () => void> = {
      "[data-photo-turn]": () => this.turn(),
      "[data-photo-cover]": () => this.cover(!this.covering),
      "[data-photo-uncover]": () => this.uncover(),
      "[data-photo-another]": () => this.another(),
      "[data-photo-use]": () => void this.use(),
    };
    Object.entries(does).find(([mark]) => button.matches(mark))?.[1]();
  }

  private turn(): void {
    if (this.picture === null) return;
    this.picture = turned(this.picture);
    this.small = sendable(this.picture);
    // The longer side stays the longer side.
    this.strokes = this.strokes.map(([x, y, radius]) => [1 - y, x, radius]);
    this.draw();
  }

  private cover(on: boolean): void {
    this.covering = on;
    this.find("cover")?.setAttribute("aria-pressed", String(on));
    this.find("canvas")?.classList.toggle("covering", on);
    if (on) {
      this.say("cover");
      this.find("canvas")?.focus();
    }
    this.draw();
  }

  private uncover(): void {
    this.strokes = [];
    this.draw();
  }

  private another(): void {
    this.letGo();
    this.hooks.showView("ways");
    this.hooks.panel().querySelector<HTMLElement>("[data-photo-file]")?.focus();
  }

  private letGo(): void {
    this.picture = this.file = null;
    this.strokes = [];
    this.covering = false;
  }

  private async use(): Promise<void> {
    const [picture, file] = [this.picture, this.file];
    if (file === null) return;
    const small = picture === null ? null : await this.small;
    const photo: Kept = {
      key: this.hooks.newKey(),
      file: await addressed(small ?? file),
      strokes: this.strokes,
      shown: picture === null ? "" : this.asShown(picture, 480).toDataURL("image/jpeg", 0.8),
    };
    this.letGo();
    await this.box.keep(photo);
    // Kept here, so it can be on its way while the page shows it.
    void this.box.send();
    this.hooks.use(photo.key);
    this.hooks.showView("ways");
  }

  private dab(x: number, y: number): void {
    const last = this.strokes[this.strokes.length - 1];
    if (this.strokes.length >= MOST_STROKES) return;
    if (last !== undefined && Math.hypot(last[0] - x, last[1] - y) < RADIUS / 3) return;
    this.strokes.push([x, y, RADIUS]);
    this.at = { x, y };
    this.draw();
  }

  private rub(event: PointerEvent, on: boolean): void {
    const canvas = event.target as HTMLElement;
    if (!on || !this.covering || !(canvas instanceof HTMLCanvasElement) || !canvas.matches("[data-photo-canvas]")) return;
    event.preventDefault();
    this.rubbing = true;
    const around = canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - around.left) / around.width, (event.clientY - around.top) / around.height];
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) this.dab(x, y);
  }

  private typed(event: KeyboardEvent): void {
    if (!this.covering || !(event.target as Element).matches("[data-photo-canvas]")) return;
    const moves: Record<string, [number, number]> = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      this.at = { x: within(this.at.x + move[0]), y: within(this.at.y + move[1]) };
      this.draw();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.dab(this.at.x, this.at.y);
      this.say("covered");
    }
  }

  private draw(): void {
    const canvas = this.find<HTMLCanvasElement>("canvas");
    if (canvas === null || this.picture === null) return;
    const shown = this.asShown(this.picture, 900);
    canvas.width = shown.width;
    canvas.height = shown.height;
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    pen.drawImage(shown, 0, 0);
    if (this.covering) ring(pen, this.at.x * canvas.width, this.at.y * canvas.height, RADIUS * Math.max(canvas.width, canvas.height));
    this.find("uncover")?.toggleAttribute("hidden", this.strokes.length === 0);
  }

  /** The picture as it will be kept: what is covered is smeared here too. */
  private asShown(picture: HTMLCanvasElement, side: number): HTMLCanvasElement {
    const shown = scaled(picture, side);
    if (this.strokes.length === 0) return shown;
    const pen = shown.getContext("2d");
    const few = scaled(picture, 14);
    for (const [x, y, radius] of pen === null ? [] : this.strokes) {
      pen!.save();
      pen!.beginPath();
      pen!.arc(x * shown.width, y * shown.height, radius * Math.max(shown.width, shown.height), 0, 2 * Math.PI);
      pen!.clip();
      pen!.drawImage(few, 0, 0, shown.width, shown.height);
      pen!.restore();
    }
    return shown;
  }
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  for (const [width, colour] of [[7, "#000"], [3, "#fff"]] as const) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
}

/** The picture upright on a canvas; nothing where this browser cannot open the file. */
async function opened(file: Blob): Promise<HTMLCanvasElement | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const small = await shrunk(bitmap);
    bitmap.close();
    const canvas = scaled(small, SIDE);
    small.close();
    return canvas.width > 0 ? canvas : null;
  } catch {
    return null;
  }
}

/** Near to the size that is kept. Browsers do this much quicker than they draw a large picture small. */
async function shrunk(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const by = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const [resizeWidth, resizeHeight] = [Math.max(1, Math.round(bitmap.width * by)), Math.max(1, Math.round(bitmap.height * by))];
  return createImageBitmap(bitmap, { resizeWidth, resizeHeight, resizeQuality: "high" });
}

function scaled(picture: ImageBitmap | HTMLCanvasElement, side: number): HTMLCanvasElement {
  const by = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * by));
  canvas.height = Math.max(1, Math.round(picture.height * by));
  const pen = canvas.getContext("2d");
  if (pen !== null) {
    pen.imageSmoothingQuality = "high";
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

function turned(picture: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.height, picture.width];
  const pen = canvas.getContext("2d");
  pen?.translate(canvas.width, 0);
  pen?.rotate(Math.PI / 2);
  pen?.drawImage(picture, 0, 0);
  return canvas;
}

/** A JPEG that is small enough; the smallest where none is. How large the first one came tells what the next may be. */
async function sendable(picture: HTMLCanvasElement): Promise<Blob | null> {
  let made = await asJpeg(picture);
  for (let side = SIDE; made !== null && made.size > MOST_SENT && side > LEAST_SIDE; ) {
    side = Math.max(LEAST_SIDE, Math.floor(side * Math.sqrt(MOST_SENT / made.size) * 0.95));
    made = await asJpeg(scaled(picture, side));
  }
  return made;
}

function asJpeg(canvas: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((give) => canvas.toBlob(give, "image/jpeg", QUALITY));
}

function addressed(blob: Blob): Promise<string> {
  return new Promise((give, fail) => {
    const reader = new FileReader();
    reader.onload = () => give(reader.result as string);
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(blob);
  });
}

declare global {
  interface Window {
    PhotoInHand?: typeof PhotoInHand;
  }
}

window.PhotoInHand = PhotoInHand;
