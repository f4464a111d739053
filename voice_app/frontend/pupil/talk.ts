/** The conversation: keeps the answer, sends each touch, and moves between the questions that the page carries. */

import { fill } from "./fill";
import { addPhotoTiles } from "./photo-tiles";
import { type Answer, type Around, NoMoreRoom, type Question, type Touch, holds, nextStep, saysSomething, settled, stale, touch, withoutStale } from "./flow";
import { askedBy, carry, inAllPanels, panelOf } from "./panels";
import { Outbox, type Turn } from "./outbox";
import { GUARD, NEXT_PAGE_GUARD } from "./guards";

export interface Talk {
  slug: string;
  key: string;
  counter: number;
  answer: Answer;
  questions: Question[];
  around: Around;
  /** What of it belongs to the room. The items of each group. */
  groups: [string, string[]][];
  worrying: string[];
  namesFrom: Record<string, string>;
  deviceKey: string;
  turns: string;
  alive: string;
  home: string;
  /** The items that are said anew, one after another; none where the conversation just goes on. */
  anew?: string[];
  /** Whether the answer had come to its end before that. */
  whole?: boolean;
  /** What an address says of what is said anew. */
  named?: string;
  /** Where photos go, and come from. */
  photos: string;
  /** What a photo is called of which nothing has been said. */
  myPhoto: string;
  /** Photos that were thrown away since they were said. */
  gone: string[];
  /** Draws the order of picture choices for this pupil; 0 where none is drawn. */
  order: number;
  /** The pupil's own photos that can be an answer, newest first: their keys, and what they are called. */
  mine: [string, string][];
  /** Where all questions are, as they are for everybody. */
  rest: string;
  sprite: string;
  /** To be asked for once both are here: the next pages are then light. */
  kept: string;
  /** The script with which photos are taken; nothing where none are. */
  photoInHand?: string;
  circle?: string;
}

/** A tremor's second tap must not answer the next card (rule A21). */
const TYPING_PAUSE = 350;
const MOST_WAIT_TO_LEAVE = 4000;

export class Conversation {
  private key: string;
  private counter: number;
  private answer: Answer;
  private current: { question: Question; item: string } | null = null;
  private readonly skipAndDontKnow = document.querySelectorAll<HTMLElement>('[data-bar="skip"], [data-bar="dont-know"]');
  /** The question that is shown: it stands on the page, and no other does. */
  private open = document.querySelector<HTMLElement>("main [data-question]")!;
  /** A card that was taken up again from its pile, or what is said anew. */
  private moving: string | null = null;
  private readonly anew: readonly string[];
  /** Until the page has been seen, nothing on it can have been meant. */
  private deafUntil = Infinity;
  private typing = 0;
  private outbox: Outbox;
  private rest: Promise<void> = Promise.resolve();

  constructor(private readonly talk: Talk) {
    this.key = talk.key;
    this.counter = talk.counter;
    this.answer = talk.answer;
    this.anew = talk.anew ?? [];
    this.moving = this.anew[0] ?? this.takenUpBefore();
    carry(this.open);
    const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
    this.outbox = new Outbox(
      talk.deviceKey,
      talk.turns,
      csrf,
      (waiting) => document.querySelector("[data-waiting]")?.toggleAttribute("hidden", !waiting),
      () => location.assign(talk.home),
      talk.photos,
    );
    this.outbox.photos.onRefused = (key, sentence) => this.photoRefused(key, sentence);
  }

  /** Its script has come: from now on photos can be chosen, turned and covered. */
  takePhotos(): void {
    const hooks = { panel: () => this.panel(), showView: (view: string) => this.showView(view), use: (key: string) => this.photograph(key), newKey };
    new window.PhotoInHand!(this.outbox.photos, hooks);
  }

  /** The page stands with its first question; the others are on their way (`rest`), and none is needed before a touch. */
  async start(rest: Promise<void>): Promise<void> {
    this.rest = rest;
    const seen = new Promise<void>((go) => requestAnimationFrame(() => setTimeout(go, NEXT_PAGE_GUARD))).then(() => {
      this.deafUntil = 0;
    });
    document.addEventListener("submit", (event) => this.submitted(event));
    document.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("click", (event) => this.throwsAway(event));
    document.addEventListener("input", (event) => this.typed(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("click", (event) => this.pressedPlace(event));
    // A lid that shuts in the middle of a word loses nothing of it.
    window.addEventListener("pagehide", () => this.keepAll());
    document.addEventListener("visibilitychange", () => this.keepAll());
    // Nothing is typed over words that are still on their way out of the device's store.
    const boxes = Array.from(document.querySelectorAll<HTMLTextAreaElement>("[data-words]"));
    boxes.forEach((box) => (box.readOnly = true));
    const typing = await this.goOnFromWhatIsLeft();
    this.show(false);
    boxes.forEach((box) => (box.readOnly = false));
    if (typing && panelOf(this.current?.question.key ?? "")?.querySelector<HTMLTextAreaElement>("[data-words]")?.value) this.showView("words");
    document.documentElement.dataset.ready = "yes";
    await rest;
    this.show(false);
    await seen;
    document.documentElement.dataset.whole = "yes";
  }

  /** What is not sealed yet is sent now: this page may not live until it is. */
  private keepAll(): void {
    this.keepTyping();
    void this.outbox.send();
  }

  /** An earlier page of this sitting may have kept touches here that the server has not seen. Whether the newest is words. */
  private async goOnFromWhatIsLeft(): Promise<boolean> {
    const mine = (turn: Turn): boolean => turn.activity === this.talk.slug && (this.key === "" || turn.key === this.key);
    const newest = (await this.outbox.left()).filter(mine).pop();
    const goesOn = newest !== undefined && newest.counter > this.counter;
    if (goesOn) {
      this.key = newest.key;
      this.counter = newest.counter;
      this.answer = newest.answer;
    }
    this.counter = Math.max(this.counter, this.outbox.asideUpTo(this.key));
    void this.outbox.send();
    return goesOn && newest.answer.items[newest.item]?.state === "started";
  }

  private submitted(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (form.dataset.barForm === "stop" || form.dataset.barForm === "tell") {
      event.preventDefault();
      void this.leaveBy(form);
      return;
    }
    if (button !== null) this.pressedButton(event, button);
  }

  /** The button itself, before the browser makes its form ready to be sent: that takes longer than all we do. */
  private clicked(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button");
    if (button?.type === "submit") this.pressedButton(event, button);
  }

  private pressedButton(event: Event, button: HTMLButtonElement): void {
    // The bar belongs to the first question's form, which may have left the page: what it does is told by its value.
    const asked = button.form?.id.startsWith("q-") || (button.name === "touch" && button.dataset.bar !== undefined);
    if (!asked || this.current === null) return;
    event.preventDefault();
    if (performance.now() < this.deafUntil && button.name !== "open" && button.name !== "more") return;
    this.act(button);
  }

  /** Stop and Tell work at once; what was said before goes first. Back from there leads to just how the page stands now. */
  private async leaveBy(form: HTMLFormElement): Promise<void> {
    this.keepTyping();
    const back = form.querySelector<HTMLInputElement>('[name="back"]');
    if (back !== null) back.value = location.pathname + location.search;
    await this.outbox.flushed(MOST_WAIT_TO_LEAVE);
    await this.reachable();
    form.submit();
  }

  /** Resolves when the server answers; meanwhile the page stays and says that something waits. */
  private async reachable(): Promise<void> {
    for (;;) {
      try {
        await fetch(this.talk.alive, { redirect: "manual" });
        return;
      } catch {
        document.querySelector("[data-waiting]")?.removeAttribute("hidden");
        await new Promise((wake) => setTimeout(wake, 1000));
      }
    }
  }

  private act(button: HTMLButtonElement): void {
    const { name, value } = button;
    if (name === "open") this.openView(button);
    else if (name === "more") this.nextPage(button);
    else if (name === "move") this.takeUp(value);
    else if (name === "pick") this.pick(value);
    else if (name === "photo") this.photograph(value);
    else if (name === "touch") this.press(value);
  }

  private get item(): string {
    return this.moving ?? this.current?.item ?? "";
  }

  private pick(value: string): void {
    this.keepTyping();
    const question = this.questionOf(this.item);
    if (question !== null) this.make(question, { kind: "pick", item: this.item, value });
  }

  /** A photo put beside the answer, or, without a key, taken away again. */
  private photograph(key: string): void {
    this.keepTyping();
    const question = this.current?.question;
    if (question === undefined) return;
    if (key !== "") addPhotoTiles(key, this.outbox.photos.addressOf(key));
    this.make(question, { kind: "photo", item: question.key, value: key });
    if (key !== "") this.showView("ways");
  }

  /** Off to the question whether a photo is to be thrown away, once the server has all that was said. */
  private throwsAway(event: MouseEvent): void {
    const way = (event.target as Element).closest<HTMLAnchorElement>("[data-throw-away]");
    if (way === null) return;
    event.preventDefault();
    this.keepTyping();
    void this.leaveTo(way.href);
  }

  /** The server could not open it: the answer is given back, with what to do. */
  private photoRefused(key: string, sentence: string): void {
    inAllPanels(`[data-my-photos] [value="${CSS.escape(key)}"]`).forEach((tile) => tile.remove());
    const item = Object.keys(this.answer.items).find((one) => this.answer.items[one]?.photos?.includes(key));
    const question = item === undefined ? null : this.questionOf(item);
    if (item === undefined || question === null) return;
    this.outbox.withoutPhoto(key);
    this.make(question, { kind: "photo", item, value: "" });
    const line = this.panel().querySelector<HTMLElement>("[data-photo-refused]");
    if (line === null) return;
    line.textContent = sentence;
    line.hidden = false;
  }

  private press(value: string): void {
    if (this.current === null) return;
    if (value === "back") {
      this.goBack();
      return;
    }
    this.keepTyping();
    const question = this.questionOf(this.item) ?? this.current.question;
    if (value === "words") {
      // Words beside a card wait for its place, also new ones; without any, another way is offered.
      if (question.kind === "sort" || !saysSomething(this.answer.items[this.item])) this.showView("ways");
      if (question.kind !== "sort" || settled(this.answer, this.item)) this.make(question, { kind: "next", item: this.item });
    } else {
      this.make(question, { kind: value as Touch["kind"], item: this.item });
    }
  }

  private goBack(): void {
    this.keepTyping();
    if (this.moving !== null && settled(this.facts().answer, this.moving)) {
      this.moving = null;
      this.show(true);
    } else if (this.viewOf(this.current?.question.key ?? "") !== "ways" && this.hasWays()) {
      this.showView("ways");
    } else if (this.answer.undo.length === 0) {
      void this.leaveTo(this.talk.home);
    } else {
      const undone = this.answer.undo[this.answer.undo.length - 1]![0];
      this.make(this.current!.question, { kind: "back", item: undone });
    }
  }

  /** A card that names somebody present is kept, and waits for another day to be sorted (docs/practice.md, 8.1). */
  private tellWhatWaits(): void {
    const last = this.answer.undo[this.answer.undo.length - 1]?.[0] ?? "";
    const made = Object.values(this.talk.namesFrom).includes(last) && settled(this.answer, last);
    document.querySelector("[data-waits-for-another-day]")?.toggleAttribute("hidden", !(made && this.namesPresent(last)));
  }

  private namesPresent(item: string): boolean {
    return holds(["names-present", item], this.answer, this.talk.around);
  }

  private questionOf(item: string): Question | null {
    return askedBy(item, this.talk.questions) ?? null;
  }

  /** One touch: seen at once, kept on the device, sent. */
  private make(question: Question, what: Touch): void {
    const after = this.after(question, what);
    if (after === this.answer) {
      // Left as it was: back to where it was taken up.
      if (what.kind !== "words") {
        this.putDown();
        this.show(true);
      }
      return;
    }
    this.answer = after;
    this.tellWhatWaits();
    if (what.kind !== "words") {
      this.deafUntil = performance.now() + GUARD;
      // What is said anew stays in hand until it is said; a card goes back to its pile at once.
      const inHand = this.anew.length > 0 && this.moving !== null && (what.kind === "back" || !settled(after, this.moving));
      if (!inHand) this.putDown();
      // From the place of a card back to the words on it.
      else if (what.kind === "back") this.moving = what.item;
    }
    if (this.key === "") this.key = newKey();
    this.counter += 1;
    const turn = { activity: this.talk.slug, key: this.key, counter: this.counter, item: what.item, answer: after };
    // Sealed beside the showing, and written after it.
    void this.outbox.keep(turn);
    if (what.kind === "words") fill(this.panel(), this.current!.question, this.facts());
    else this.show(true);
  }

  /** The answer after this touch; as it was where no more words fit, which the page then says. */
  private after(question: Question, what: Touch): Answer {
    const full = this.panel().querySelector<HTMLElement>("[data-full]");
    full?.toggleAttribute("hidden", true);
    try {
      return touch(question, this.answer, what, this.talk.around);
    } catch (problem) {
      if (!(problem instanceof NoMoreRoom)) throw problem;
      full?.toggleAttribute("hidden", false);
      return this.answer;
    }
  }

  /** Show the question that comes next; where nothing is left to ask, hand over to the home. */
  private show(moved: boolean): void {
    const step = this.step();
    if (step === null) {
      void this.leaveTo(this.talk.home);
      return;
    }
    const wanted = step.question;
    if (panelOf(wanted.key) === null) {
      void this.rest.then(() => (panelOf(wanted.key) === null ? void this.leaveTo(location.href) : this.show(moved)));
      return;
    }
    const before = this.current;
    this.current = step;
    const another = before !== null && (before.question.key !== step.question.key || before.item !== step.item);
    const panel = this.panel();
    if (this.open !== panel) {
      panel.toggleAttribute("hidden", false);
      this.open.replaceWith(panel);
      this.open = panel;
    }
    fill(panel, this.current.question, this.facts());
    this.tellTheBar();
    this.tellTheAddress();
    if (before !== null && before.question.key !== step.question.key) {
      this.showView("ways");
      this.deafUntil = Math.max(this.deafUntil, performance.now() + NEXT_PAGE_GUARD);
    }
    if (!moved || !another) return;
    window.scrollTo(0, 0);
    panel.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  /** What is asked now: what is in hand, else what the conversation asks next. */
  private step(): { question: Question; item: string } | null {
    const question = this.moving === null ? null : this.questionOf(this.moving);
    if (question !== null && this.moving !== null) return { question, item: this.moving };
    return nextStep(this.asks(), this.answer, this.talk.around);
  }

  /** The questions that can come next. After what is said anew in an unfinished answer only what follows on from it. */
  private asks(): Question[] {
    if (this.anew.length === 0 || this.talk.whole) return this.talk.questions;
    const answered = (question: Question): boolean => question.items.some((item) => this.talk.answer.items[item] !== undefined);
    return this.talk.questions.filter(answered).map((one) => ({ ...one, items: one.items.filter((item) => this.talk.answer.items[item] !== undefined) }));
  }

  /** What was in hand is dealt with; what else is said anew comes next. */
  private putDown(): void {
    const at = this.anew.indexOf(this.moving ?? "");
    const next = at < 0 ? undefined : this.anew[at + 1];
    this.moving = next === undefined || this.namesPresent(this.talk.namesFrom[next] ?? "") ? null : next;
  }

  private facts() {
    return { answer: withoutStale(this.talk.questions, this.answer), around: this.talk.around, questions: this.talk.questions, namesFrom: this.talk.namesFrom, item: this.item, photoAt: (key: string) => this.outbox.photos.addressOf(key), myPhoto: this.talk.myPhoto, gone: this.talk.gone, throwAwayAt: (key: string) => `${this.talk.photos}/${key}/throw-away?slug=${this.talk.slug}${this.talk.named === undefined ? "" : `&${this.talk.named}`}` };
  }

  private panel(): HTMLElement {
    return panelOf(this.current?.question.key ?? "")!;
  }

  private tellTheBar(): void {
    const away = this.current!.question.kind === "read-back" || this.anew.includes(this.moving ?? "");
    for (const button of this.skipAndDontKnow) button.toggleAttribute("hidden", away);
  }

  /** How the page stands besides the answer is in its address, as without script: the card that was taken up again, and
   *  the box or the bank that is open. So a reload, and Go back after Stop, bring back the very same. */
  private tellTheAddress(): void {
    const here = new URL(location.href);
    const said = here.searchParams;
    const view = this.viewOf(this.current?.question.key ?? "");
    // Said anew, a page opens at the words where it is not told otherwise.
    const anew = this.anew.length > 0;
    const opens = view === "words" || view === "bank";
    said.delete("view");
    said.delete("move");
    if (opens || anew) said.set("view", opens ? view : "ways");
    if (this.moving !== null && !anew) said.set("move", this.moving);
    if (here.href !== location.href) history.replaceState(null, "", here);
  }

  /** The card that was in hand when this page was left. */
  private takenUpBefore(): string | null {
    const item = new URL(location.href).searchParams.get("move");
    return item !== null && settled(this.answer, item) ? item : null;
  }

  // Views of one question: its ways to answer, its bank of pictures, its box for words.

  private hasWays(): boolean {
    return this.panel().querySelector('[data-view="ways"]') !== null;
  }

  private viewOf(key: string): string {
    const open = panelOf(key)?.querySelector<HTMLElement>("[data-view]:not([hidden])");
    return open?.dataset.view ?? "ways";
  }

  private openView(button: HTMLButtonElement): void {
    this.keepTyping();
    const [view, by] = [button.dataset.open ?? "ways", button.dataset.by];
    this.showView(view);
    const panel = this.panel();
    if (view === "words") {
      if (by !== undefined) panel.querySelectorAll<HTMLInputElement>('input[name="by"]').forEach((one) => (one.checked = one.value === by));
      panel.querySelector<HTMLTextAreaElement>("[data-words]")?.focus();
    }
  }

  private showView(view: string): void {
    this.panel().querySelectorAll<HTMLElement>("[data-view]").forEach((one) => one.toggleAttribute("hidden", one.dataset.view !== view));
    this.tellTheAddress();
  }

  private nextPage(button: HTMLButtonElement): void {
    const grid = button.closest<HTMLElement>(".choices");
    const tiles = grid?.querySelectorAll<HTMLElement>("[data-page]") ?? [];
    const pages = 1 + Math.max(0, ...Array.from(tiles, (tile) => Number(tile.dataset.page)));
    const shown = Number(button.value) % pages;
    tiles.forEach((tile) => (tile.hidden = Number(tile.dataset.page) !== shown));
    button.value = String((shown + 1) % pages);
    Array.from(tiles).find((tile) => !tile.hidden)?.focus();
  }

  private takeUp(item: string): void {
    this.moving = item;
    this.show(true);
  }

  // Typing: each pause is kept, so that a closed lid loses nothing.

  private typed(event: Event): void {
    const field = event.target as HTMLElement;
    if (!field.matches('[data-words], input[name="by"]')) return;
    if (field.matches('input[name="by"]')) this.keepTyping(true);
    window.clearTimeout(this.typing);
    // An empty box is kept at once: from here on the words are whoever's who writes them now.
    if (field instanceof HTMLTextAreaElement && field.value.trim() === "") this.keepTyping();
    this.typing = window.setTimeout(() => this.keepTyping(), TYPING_PAUSE);
    this.draftTyping();
    fill(this.panel(), this.current!.question, this.facts());
  }

  private keepTyping(writerChanged = false): void {
    window.clearTimeout(this.typing);
    const written = this.inTheBox(writerChanged);
    if (written !== null) this.make(written.question, written.what);
    else this.outbox.keepDraft(null);
  }

  /** What stands in the box and is not in the answer yet. */
  private inTheBox(writerChanged = false): { question: Question; what: Touch } | null {
    if (this.current === null) return null;
    const panel = this.panel();
    const field = panel.querySelector<HTMLTextAreaElement>("[data-words]");
    if (field === null) return null;
    const question = this.questionOf(this.item) ?? this.current.question;
    const item = question.kind === "sort" ? this.item : question.key;
    const kept = stale(question, this.answer, item) ? undefined : this.answer.items[item];
    const by = panel.querySelector<HTMLInputElement>('input[name="by"]:checked')?.value || null;
    if (field.value === (kept?.words ?? "") && (!writerChanged || field.value === "")) return null;
    return { question, what: { kind: "words", item, words: field.value, by } };
  }

  /** Every letter is on the device at once, before the hand rests: a page that goes now loses none. */
  private draftTyping(): void {
    const written = this.inTheBox();
    if (written === null) return this.outbox.keepDraft(null);
    const after = this.after(written.question, written.what);
    if (after === this.answer) return;
    if (this.key === "") this.key = newKey();
    this.outbox.keepDraft({ activity: this.talk.slug, key: this.key, counter: this.counter + 1, item: written.what.item, answer: after });
  }

  private pressed(event: KeyboardEvent): void {
    // Esc is Go back; it never loses anything (rule A12).
    if (event.key !== "Escape" || this.current === null) return;
    event.preventDefault();
    this.goBack();
  }

  /** Many press the coloured column under a place, or a ring itself: it is the place. The buttons beside it are the way
   *  for keys and screen readers. */
  private pressedPlace(event: MouseEvent): void {
    const pressed = event.target as Element;
    const place = pressed.closest<HTMLElement | SVGElement>(".pile, .k-choose [data-ring]");
    if (place === null || pressed.closest("button") !== null || performance.now() < this.deafUntil) return;
    this.pick(place.dataset.pile ?? place.dataset.ring ?? "");
  }

  private async leaveTo(address: string): Promise<void> {
    await this.outbox.flushed(MOST_WAIT_TO_LEAVE);
    await this.reachable();
    if (this.outbox.empty) location.assign(address);
    else setTimeout(() => void this.leaveTo(address), 500);
  }
}

function newKey(): string {
  // Browsers have randomUUID under HTTPS only.
  const ready = (crypto as Partial<Crypto>).randomUUID?.bind(crypto);
  if (ready !== undefined) return ready();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
