/** Touches that wait on the device until the server has said that it keeps them (rules D1–D3, S5).
 *  What waits is encrypted with a key for this sitting, which only the server can give back.
 *  A touch that the server does not take is no less a pupil's words: the server keeps it apart, as it was sent, and
 *  says so. Where it does not even say that, the touch is set aside here, still sealed, and sent again from time to
 *  time. Only where the pupil took back the yes is anything given up. */

import { STORE, type Seal, done, makeSeal, openStore } from "./sealed";
import { PhotoBox } from "./photos";
import type { Answer } from "./flow";

export interface Turn {
  activity: string;
  key: string;
  counter: number;
  item: string;
  answer: Answer;
}

interface Waiting {
  /** Which key opens it: a hash, so that the next sitting's page leaves it alone. */
  lock: string;
  key: string;
  counter: number;
  iv: Uint8Array;
  sealed: ArrayBuffer;
  /** The server did not take it: kept, and not gone on from. */
  aside?: boolean;
  /** Not a touch, but a photo (`PhotoBox`). */
  photo?: boolean;
  /** Not made yet, but being typed: the touch that it would make. */
  draft?: boolean;
}

const RETRY_FIRST = 1000;
const RETRY_MOST = 30000;
const RETRY_ASIDE = 60000;
const MOST_WAIT_TO_BE_SEEN = 100;

/** Resolves once the screen shows what was changed; a page that nobody looks at draws nothing, and waits no longer. */
function seen(): Promise<void> {
  return new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go, 0));
    setTimeout(go, MOST_WAIT_TO_BE_SEEN);
  });
}

/** Where a sitting's draft stands among what waits. */
function draftOf(lock: string): string {
  return `draft ${lock}`;
}

export class Outbox {
  private memory: Turn[] = [];
  private aside: Turn[] = [];
  private asideAgain = 0;
  private draft: Turn | null = null;
  private drafting: Promise<void> = Promise.resolve();
  private sending = false;
  private pause = RETRY_FIRST;
  private seal: Promise<Seal | null>;
  private store: Promise<IDBDatabase | null>;
  /** Both as soon as they are there, so that sealing begins within the touch, and writing comes before sending. */
  private sealNow: Seal | null = null;
  private storeNow: IDBDatabase | null = null;
  /** Photos go before the touches that name them. */
  readonly photos: PhotoBox;

  constructor(
    deviceKey: string,
    private readonly address: string,
    private readonly csrf: string,
    private readonly onWaiting: (waiting: boolean) => void,
    private readonly onLost: () => void,
    photosAddress: string,
  ) {
    this.seal = makeSeal(deviceKey);
    void this.seal.then((seal) => (this.sealNow = seal));
    this.store = openStore();
    void this.store.then((store) => (this.storeNow = store));
    this.photos = new PhotoBox(this.seal, this.store, photosAddress, csrf);
    window.addEventListener("online", () => void this.send());
    document.addEventListener("visibilitychange", () => void this.send());
  }

  /** What an earlier page of this sitting could not send, oldest first. What the server did not take is not told. */
  async left(): Promise<Turn[]> {
    const [seal, store] = [await this.seal, await this.store];
    if (seal === null || store === null) return [];
    await this.photos.left();
    const rows = await done<Waiting[]>(store.transaction(STORE).objectStore(STORE).getAll());
    const turns: Turn[] = [];
    const aside: Turn[] = [];
    const drafts: Turn[] = [];
    for (const row of rows.filter((one) => one.lock === seal.lock && !one.photo)) {
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv as BufferSource }, seal.key, row.sealed);
        (row.draft ? drafts : row.aside ? aside : turns).push(JSON.parse(new TextDecoder().decode(plain)) as Turn);
      } catch {
        // Sealed with a key that is gone: nobody can read it, and nobody's place is taken by it.
      }
    }
    // What was being typed when the page went counts as the touch that it would have made.
    for (const draft of drafts) {
      if (turns.some((turn) => turn.key === draft.key && turn.counter >= draft.counter)) continue;
      turns.push(draft);
      await this.put(draft, await this.sealed(draft), true);
    }
    await this.eraseDraft();
    turns.sort((a, b) => a.counter - b.counter);
    this.memory = [...turns, ...this.memory];
    this.aside = [...aside, ...this.aside];
    if (aside.length > 0) void this.sendAside();
    return turns;
  }

  /** The highest counter of this answer that is set aside: new touches count on from it, and take no one's place. */
  asideUpTo(key: string): number {
    return Math.max(0, ...this.aside.filter((turn) => turn.key === key).map((turn) => turn.counter));
  }

  /** Keep a touch here, then send it. Sealing goes on beside whatever the page does next. Beginning to send takes a
   *  slow tablet longer than both, so it waits until what was touched is seen (P4, P5). */
  async keep(turn: Turn): Promise<void> {
    const typed = this.draft;
    this.memory.push(turn);
    const sealed = this.sealed(turn);
    void seen().then(() => this.send());
    await this.put(turn, await sealed);
    // Unless somebody types on already.
    if (this.draft === typed) this.keepDraft(null);
  }

  /** What is being typed, at every letter: the touch that it would make, or nothing. It is not sent before it is made. */
  keepDraft(turn: Turn | null): void {
    if (turn === null && this.draft === null) return;
    this.draft = turn;
    // One after another: an earlier letter never takes the place of a later one.
    this.drafting = this.drafting.then(() => this.writeDraft(turn));
  }

  private async writeDraft(turn: Turn | null): Promise<void> {
    if (turn !== this.draft) return;
    if (turn === null) return this.eraseDraft();
    const [sealed, store] = [await this.sealed(turn), await this.store];
    if (sealed === null || store === null) return;
    await done(store.transaction(STORE, "readwrite").objectStore(STORE).put({ ...sealed, key: draftOf(sealed.lock), counter: 0, draft: true }));
  }

  private async eraseDraft(): Promise<void> {
    const [seal, store] = [await this.seal, await this.store];
    if (seal === null || store === null) return;
    await done(store.transaction(STORE, "readwrite").objectStore(STORE).delete([draftOf(seal.lock), 0]));
  }

  get empty(): boolean {
    return this.memory.length === 0 && this.photos.empty;
  }

  /** The server does not take this photo: touches that still wait name it no more. */
  withoutPhoto(key: string): void {
    for (const turn of this.memory) {
      for (const [item, said] of Object.entries(turn.answer.items)) {
        if (said.photos?.includes(key)) turn.answer = { ...turn.answer, items: { ...turn.answer.items, [item]: { ...said, photos: [] } } };
      }
    }
  }

  /** Resolves when everything is with the server, or after this many milliseconds. */
  async flushed(most: number): Promise<boolean> {
    const until = Date.now() + most;
    while (!this.empty && Date.now() < until) {
      void this.send();
      await new Promise((wake) => setTimeout(wake, 60));
    }
    return this.empty;
  }

  private waits(turn: Turn): boolean {
    return this.memory.includes(turn) || this.aside.includes(turn);
  }

  /** As it is kept on the device; nothing where there is no key. */
  private async sealed(turn: Turn): Promise<Waiting | null> {
    const seal = this.sealNow ?? (await this.seal);
    if (seal === null) return null;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(turn));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, seal.key, plain);
    return { lock: seal.lock, key: turn.key, counter: turn.counter, iv, sealed };
  }

  /** `left`: it is about to wait again. */
  private async put(turn: Turn, sealed: Waiting | null, left = false): Promise<void> {
    const store = this.storeNow ?? (await this.store);
    if (sealed === null || store === null || !(left || this.waits(turn))) return;
    const row = { ...sealed, aside: this.aside.includes(turn) };
    await done(store.transaction(STORE, "readwrite").objectStore(STORE).put(row));
    if (!(left || this.waits(turn))) await this.erase(turn);
  }

  private async erase(turn: Turn): Promise<void> {
    const store = await this.store;
    if (store === null) return;
    await done(store.transaction(STORE, "readwrite").objectStore(STORE).delete([turn.key, turn.counter]));
  }

  async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      if (!(await this.photos.send())) {
        this.onWaiting(true);
        setTimeout(() => void this.send(), this.photos.nextTry());
        return;
      }
      while (this.memory.length > 0) {
        const turn = this.memory[0]!;
        const outcome = await this.post(turn);
        if (outcome === "later") {
          this.onWaiting(true);
          setTimeout(() => void this.send(), this.pause);
          this.pause = Math.min(this.pause * 2, RETRY_MOST);
          return;
        }
        this.pause = RETRY_FIRST;
        if (outcome === "not-taken") await this.setAside(turn);
        else await this.letGo(turn, outcome);
      }
      this.onWaiting(this.aside.length > 0);
    } finally {
      this.sending = false;
    }
  }

  /** Off the device: the server keeps it, or the pupil wants it kept nowhere. */
  private async letGo(turn: Turn, outcome: "kept" | "no-yes"): Promise<void> {
    this.memory = this.memory.filter((one) => one !== turn);
    this.aside = this.aside.filter((one) => one !== turn);
    await this.erase(turn);
    if (outcome === "no-yes") this.onLost();
  }

  private async setAside(turn: Turn): Promise<void> {
    this.aside.push(turn);
    this.memory = this.memory.filter((one) => one !== turn);
    await this.put(turn, await this.sealed(turn));
    this.sendAsideLater();
  }

  private sendAsideLater(): void {
    window.clearTimeout(this.asideAgain);
    this.asideAgain = window.setTimeout(() => void this.sendAside(), RETRY_ASIDE);
  }

  private async sendAside(): Promise<void> {
    for (const turn of [...this.aside]) {
      const outcome = await this.post(turn);
      if (outcome === "kept" || outcome === "no-yes") await this.letGo(turn, outcome);
    }
    this.onWaiting(this.memory.length + this.aside.length > 0);
    if (this.aside.length > 0) this.sendAsideLater();
  }

  /** Only an answer that names the touch's own key and counter is an acknowledgement, also of what is kept apart. */
  private async post(turn: Turn): Promise<"kept" | "later" | "not-taken" | "no-yes"> {
    let reply: Response;
    try {
      reply = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.csrf },
        body: JSON.stringify(turn),
        redirect: "manual",
        keepalive: true,
      });
      if (reply.status === 409) return "no-yes";
      const said = (await reply.json()) as { kept?: { key: string; counter: number } | null };
      if (said.kept?.key === turn.key && said.kept.counter === turn.counter) return "kept";
      return reply.status === 422 ? "not-taken" : "later";
    } catch {
      return "later";
    }
  }
}
