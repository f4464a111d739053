// Small helps on staff pages. Every page works without this file; nothing here holds a rule of the product.

import { localVoice } from "./voices";

const WARNING_SECONDS = 150; // Rule A42 and WCAG 2.2.1 ask for two minutes; half a minute more for a slow timer.
const SECONDS_FOR_VOICES = 2; // A device that has voices has told of them by then.
const QUIET_STAY_SECONDS = 60; // Somebody who is typing is told to the server at most once a minute.

/** Puts the reader at the list of problems, and at the box a problem leads to. */
function helpWithErrors(): void {
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box) return;
    event.preventDefault();
    // The label matters more than the box: both should be in sight.
    (box.closest(".form-group") ?? box).scrollIntoView({ block: "start" });
    box.focus({ preventScroll: true });
  });
}

/** The text of an element as a reader would copy it. */
function textOf(element: Element): string {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) return element.value;
  return element instanceof HTMLElement ? element.innerText : (element.textContent ?? "");
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or the page came over plain HTTP
  }
}

/** "Copy text" buttons: data-copy is the selector of what to copy. The answer is said in the status beside the button. */
function offerCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.querySelector(button.dataset.copy ?? "");
      const done = source !== null && (await copy(textOf(source)));
      const status = button.nextElementSibling;
      if (status) status.textContent = (done ? button.dataset.copied : button.dataset.notCopied) ?? "";
    });
  }
}

/**
 * The button of the paperwork that asks for the text copies it in one press. What it asks for is a page with the text and
 * its own copy button; that page is fetched, and its button says what is to be copied and how to tell of it. Where the
 * browser may not copy, nothing is changed here and the page itself opens; where it should and fails, the text is shown.
 */
function copyInOnePress(): void {
  if (!navigator.clipboard?.writeText || !window.isSecureContext) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[name="format"][value="text"]')) {
    const { form } = button;
    if (!form) continue;
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.className = "soft";
    (button.closest(".button-row") ?? button).after(status);
    const press = async (event: Event): Promise<void> => {
      event.preventDefault();
      status.textContent = "";
      const fetched = fetchText(form, button);
      const copied = await copySoon(fetched.then((page) => page.text));
      const page = await fetched.catch(() => null);
      if (!page) {
        button.removeEventListener("click", press);
        button.click(); // the server says itself what is wrong
        return;
      }
      status.textContent = copied ? page.copied : page.notCopied;
      if (!copied) status.after(page.shown);
      await tellHowItStands();
    };
    button.addEventListener("click", press);
  }
}

/** What was ready is in the review now, and one more copy went out: what the page tells of that is fetched anew. */
async function tellHowItStands(): Promise<void> {
  const answer = await fetch(window.location.href);
  if (!answer.ok) return;
  const markup = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(markup, "text/html");
  for (const told of document.querySelectorAll("[data-stands]")) {
    const now = page.getElementById(told.id);
    if (now) told.replaceChildren(...now.childNodes);
  }
}

interface TextPage {
  text: string;
  copied: string;
  notCopied: string;
  shown: Element;
}

async function fetchText(form: HTMLFormElement, button: HTMLButtonElement): Promise<TextPage> {
  const sent = new FormData(form);
  sent.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: sent });
  // Its styles bear the nonce of another page, and would only be complained about.
  const markup = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(markup, "text/html");
  const offered = page.querySelector<HTMLButtonElement>("button[data-copy]");
  const shown = offered && page.querySelector(offered.dataset.copy ?? "");
  if (!answer.ok || !offered || !shown) throw new Error("no text came");
  const { copied = "", notCopied = "" } = offered.dataset;
  return { text: shown.textContent ?? "", copied, notCopied, shown };
}

/** Copies what is still on its way. Safari only lets a press copy if it is told at once that something will come. */
async function copySoon(text: Promise<string>): Promise<boolean> {
  try {
    if ("ClipboardItem" in window && navigator.clipboard.write) {
      const blob = text.then((plain) => new Blob([plain], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    }
    return await copy(await text);
  } catch {
    return text.then(copy, () => false); // an older browser wants the words themselves
  }
}

/** "Tick all 10" over a group of ticks: those, and no others; pressed again it unticks them. Nothing is saved by it. */
function offerTickingAll(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-tick-all]")) {
    const boxes = [...(button.closest("[role=group], fieldset")?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
    const label = button.firstElementChild;
    if (boxes.length < 2 || !label) continue;
    const [tick, untick] = [label.textContent ?? "", button.dataset.untick ?? ""];
    const allTicked = (): boolean => boxes.every((box) => box.checked);
    const show = (): void => {
      label.textContent = allTicked() ? untick : tick;
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const wanted = !allTicked();
      for (const box of boxes) box.checked = wanted;
      const status = button.nextElementSibling;
      if (status) status.textContent = (wanted ? button.dataset.ticked : button.dataset.unticked) ?? "";
      boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    for (const box of boxes) box.addEventListener("change", show);
    show();
  }
}

/** Says beside the button of a form that its ticks differ from what is saved, as long as they do. */
function tellOfUnsavedTicks(): void {
  for (const status of document.querySelectorAll<HTMLElement>("[data-unsaved]")) {
    const form = status.closest("form");
    if (!form) continue;
    const differ = (): boolean =>
      [...form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].some((box) => box.checked !== box.defaultChecked);
    form.addEventListener("change", () => {
      status.textContent = differ() ? (status.dataset.unsaved ?? "") : "";
    });
    // The way on beside the button leads to the same page as saving does: it saves them first.
    form.querySelector<HTMLAnchorElement>(".pick-actions a")?.addEventListener("click", (event) => {
      if (!differ()) return;
      event.preventDefault();
      form.querySelector<HTMLButtonElement>(".pick-actions button")?.click();
    });
  }
}

/** A part that is folded away says what is chosen in it: data-sums names the boxes, and [data-sum] is where it says so. */
function keepFoldsUpToDate(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details[data-sums]")) {
    const names = (fold.dataset.sums ?? "").split(" ");
    const said = fold.querySelector("[data-sum]");
    fold.addEventListener("change", () => {
      const boxes = [...fold.querySelectorAll<HTMLInputElement>("input")].filter((box) => names.includes(box.name));
      const chosen = boxes.map((box) => {
        if (box.type === "text") return box.value.trim();
        return box.checked ? (box.closest("label")?.querySelector("[data-name], strong")?.textContent ?? "") : "";
      });
      if (said) said.textContent = chosen.filter((one) => one).join(", ");
    });
  }
}

/** Warns before the server ends the session, and keeps it alive while somebody is at work on the page. */
class StaySignedIn {
  private endsAt = 0;
  private lastTold = Date.now();
  private atWork = false;
  // Other tabs of this browser share the session: what one tells the server holds for all.
  private readonly otherTabs = "BroadcastChannel" in window ? new BroadcastChannel("my-say-stay") : null;

  constructor(
    private readonly idleSeconds: number,
    private readonly url: string,
    private readonly dialog: HTMLDialogElement,
  ) {
    this.startAgain();
    this.otherTabs?.postMessage("here");
    this.otherTabs?.addEventListener("message", () => this.startAgain());
    for (const kind of ["input", "keydown", "pointerdown"]) {
      document.addEventListener(kind, () => {
        this.atWork = true;
      });
    }
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.tell();
    });
    dialog.addEventListener("cancel", () => void this.tell()); // Esc is a sign of somebody there
    document.addEventListener("visibilitychange", () => this.look());
    window.setInterval(() => this.look(), 5000);
  }

  private startAgain(): void {
    this.lastTold = Date.now();
    this.endsAt = this.lastTold + this.idleSeconds * 1000;
    this.atWork = false;
    if (this.dialog.open) this.dialog.close();
  }

  /** Runs every few seconds by the clock, not by counting: a sleeping tablet counts nothing. */
  private look(): void {
    const left = this.endsAt - Date.now();
    if (left <= 0) {
      // The server has ended it: no pupil's words may stay on the screen.
      hidePage();
      window.location.reload();
    } else if (this.dialog.open) {
      return;
    } else if (this.atWork && Date.now() - this.lastTold > QUIET_STAY_SECONDS * 1000) {
      void this.tell();
    } else if (left <= WARNING_SECONDS * 1000) {
      this.dialog.showModal();
    }
  }

  private async tell(): Promise<void> {
    this.lastTold = Date.now();
    this.atWork = false;
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { "X-CSRFToken": token, Accept: "application/json" },
        redirect: "manual",
      });
      if (!answer.ok) return; // the warning stays, and the clock runs on
      this.startAgain();
      this.otherTabs?.postMessage("here");
    } catch {
      // No network: the next look tries again while somebody is at work.
      this.atWork = true;
    }
  }
}

function warnBeforeSignOut(): void {
  const { idleSeconds, stayUrl } = document.body.dataset;
  const dialog = document.querySelector<HTMLDialogElement>("dialog#stay");
  if (!idleSeconds || !stayUrl || !dialog?.showModal) return;
  new StaySignedIn(Number(idleSeconds), stayUrl, dialog);
}

function hidePage(): void {
  document.body.classList.add("unseen");
}

// A page out of the browser's memory may belong to a session that has ended: show nothing, ask the server.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  hidePage();
  window.location.reload();
});
// Hidden already when it goes into memory, so that it cannot flash up when it comes back.
window.addEventListener("pagehide", (event) => {
  if (event.persisted) hidePage();
});

/**
 * Tells whoever hands over that Listen has no voice here, so that nobody who does not read meets a silent guide. Not where
 * this pupil has no Listen. Voices come late; where a device has none at all, nothing tells of them ever.
 */
function tellOfNoVoice(): void {
  const told = document.querySelector<HTMLElement>("[data-no-voice]");
  if (!told) return;
  const speaks = "speechSynthesis" in window;
  let waited = !speaks;
  const tell = (): void => {
    const isOff = document.querySelector("input[name=listen][value=off]:checked") !== null;
    const isKnown = waited || speechSynthesis.getVoices().length > 0;
    told.hidden = isOff || !isKnown || localVoice() !== undefined;
  };
  if (speaks) speechSynthesis.addEventListener?.("voiceschanged", tell);
  setTimeout(() => {
    waited = true;
    tell();
  }, SECONDS_FOR_VOICES * 1000);
  document.addEventListener("change", tell);
  tell();
}

helpWithErrors();
offerCopying();
copyInOnePress();
offerTickingAll();
tellOfUnsavedTicks();
keepFoldsUpToDate();
tellOfNoVoice();
warnBeforeSignOut();
