/** A pupil's own photos on their way: kept here, sealed, until the server has them (rules D1–D3, S5). What is done to a
 *  photo before it is used is a script of its own, for the rooms where photos are taken (`photo-in-hand.ts`, P1). */

import { type Seal, STORE, done } from "./sealed";

/** A round dab: where its middle is, as fractions of width and height; its radius, as one of the longer side. */
export type Stroke = [number, number, number];

export interface Kept {
  key: string;
  /** The file as a data address: what is sealed is text. */
  file: string;
  strokes: Stroke[];
  /** What the pupil is shown of it until the server has it: covered. */
  shown: string;
}

const RETRY = 1000;
const MOST_RETRY = 30000;
const TRIES_TO_OPEN = 5;

/** Photos on their way to the server. Touches wait for them: an answer must not name a photo that is not there. */
export class PhotoBox {
  private waiting: Kept[] = [];
  private shown = new Map<string, string>();
  private pause = RETRY;
  private sending: Promise<boolean> | null = null;
  onRefused: (key: string, sentence: string) => void = () => undefined;

  constructor(
    private readonly seal: Promise<Seal | null>,
    private readonly store: Promise<IDBDatabase | null>,
    private readonly address: string,
    private readonly csrf: string,
  ) {}

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /** Where a page finds this photo. */
  addressOf(key: string): string {
    return this.shown.get(key) ?? `${this.address}/${key}/small`;
  }

  async keep(photo: Kept): Promise<void> {
    this.waiting.push(photo);
    this.shown.set(photo.key, photo.shown);
    await this.write(photo);
  }

  /** What an earlier page of this sitting could not send. */
  async left(): Promise<void> {
    const [seal, store] = [await this.seal, await this.store];
    if (seal === null || store === null) return;
    const rows = await done<{ lock: string; iv: BufferSource; sealed: ArrayBuffer; photo?: boolean }[]>(
      store.transaction(STORE).objectStore(STORE).getAll(),
    );
    for (const row of rows.filter((one) => one.lock === seal.lock && one.photo)) {
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, seal.key, row.sealed);
        const photo = JSON.parse(new TextDecoder().decode(plain)) as Kept;
        this.shown.set(photo.key, photo.shown);
        this.waiting.push(photo);
      } catch {
        // Sealed with a key that is gone: nobody can read it.
      }
    }
  }

  /** Send what waits. Resolves to whether all of it is with the server. */
  send(): Promise<boolean> {
    this.sending ??= this.sendAll().finally(() => (this.sending = null));
    return this.sending;
  }

  private async sendAll(): Promise<boolean> {
    for (let photo = this.waiting[0]; photo !== undefined; photo = this.waiting[0]) {
      const outcome = await this.post(photo);
      if (outcome === "later") return false;
      this.waiting = this.waiting.filter((one) => one !== photo);
      await this.erase(photo.key);
      if (typeof outcome !== "string") this.onRefused(photo.key, outcome.refused);
    }
    this.pause = RETRY;
    return true;
  }

  /** How long to wait before the next try: longer each time, and never in step with twenty-nine other tablets. */
  nextTry(): number {
    const now = this.pause;
    this.pause = Math.min(this.pause * 2, MOST_RETRY);
    return now * (0.5 + Math.random());
  }

  private async post(photo: Kept): Promise<"kept" | "later" | { refused: string }> {
    const form = new FormData();
    form.append("photo_key", photo.key);
    form.append("strokes", JSON.stringify(photo.strokes));
    form.append("file", blobOf(photo.file), "photo.jpg");
    try {
      const reply = await fetch(this.address, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": this.csrf },
        body: form,
        redirect: "manual",
      });
      const said = (await reply.json()) as { kept?: { key: string }; error?: string };
      if (reply.status === 422 || reply.status === 409 || reply.status === 413) return { refused: said.error ?? "" };
      return said.kept?.key === photo.key ? "kept" : "later";
    } catch {
      return "later";
    }
  }

  /** What this browser cannot open, as a JPEG that the server makes and does not keep; nothing where it is away. */
  async openElsewhere(file: Blob): Promise<Blob | { refused: string } | null> {
    const form = new FormData();
    form.append("file", file, "photo");
    for (let tries = 0; tries < TRIES_TO_OPEN; tries += 1) {
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": this.csrf };
        const reply = await fetch(`${this.address}/open`, { method: "POST", headers, body: form, redirect: "manual" });
        if (reply.ok) return await reply.blob();
        if (reply.status === 422 || reply.status === 413) return { refused: ((await reply.json()) as { error?: string }).error ?? "" };
        if (reply.status !== 503) return null;
      } catch {
        return null;
      }
      // As many as the server works on at once are being worked on.
      await new Promise((wake) => setTimeout(wake, RETRY * (0.5 + Math.random())));
    }
    return null;
  }

  private async write(photo: Kept): Promise<void> {
    const [seal, store] = [await this.seal, await this.store];
    if (seal === null || store === null || !this.waiting.includes(photo)) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(photo));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, seal.key, plain);
    if (!this.waiting.includes(photo)) return;
    const row = { lock: seal.lock, key: photo.key, counter: 0, iv, sealed, photo: true };
    await done(store.transaction(STORE, "readwrite").objectStore(STORE).put(row));
    if (!this.waiting.includes(photo)) await this.erase(photo.key);
  }

  private async erase(key: string): Promise<void> {
    const store = await this.store;
    if (store !== null) await done(store.transaction(STORE, "readwrite").objectStore(STORE).delete([key, 0]));
  }
}

function blobOf(address: string): Blob {
  const bytes = atob(address.slice(address.indexOf(",") + 1));
  return new Blob([Uint8Array.from(bytes, (one) => one.charCodeAt(0))], { type: "image/jpeg" });
}
