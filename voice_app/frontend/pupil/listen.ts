/** Listen: reads the question, pauses, then each answer while its tile is ringed (rules A34, A35).
 *  The bar is the same on every question, so there it is read once a sitting; on every other page each time.
 *  Only voices that live on the tablet are used; without one the button says so and everything else works. */

import { localVoice } from "../voices";

const RATE = 0.85;
/** Which sitting has heard the bar of its questions, for as long as this browser's tab is open. */
const BAR_HEARD = "bar-heard";

export class Listener {
  private speaking = 0;

  constructor(private readonly button: HTMLButtonElement) {
    button.addEventListener("click", () => (this.speaking ? this.stop() : void this.readPage()));
    if ("speechSynthesis" in window) speechSynthesis.addEventListener?.("voiceschanged", () => this.show());
    // Voices often come a moment after the page.
    setTimeout(() => this.show(), 600);
  }

  private show(): void {
    const silent = localVoice() === undefined;
    this.button.disabled = silent;
    const word = this.button.querySelector("[data-listen-word]");
    if (word === null) return;
    word.setAttribute("data-word", word.getAttribute("data-word") ?? word.textContent ?? "");
    word.textContent = silent ? this.button.dataset.silent ?? "" : word.getAttribute("data-word");
  }

  stop(): void {
    this.speaking = 0;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    document.querySelectorAll(".being-said").forEach((one) => one.classList.remove("being-said"));
  }

  /** The question, then each answer that is on the screen, then the bar. Another question is not read on into. */
  async readPage(): Promise<void> {
    const mine = ++this.speaking;
    const asked = document.querySelector<HTMLElement>("main [data-question]:not([hidden])");
    const bar = this.barIsKnown() ? "" : ", .bar [data-say]";
    for (const part of document.querySelectorAll<HTMLElement>(`main [data-say]${bar}`)) {
      if (asked?.hidden) break;
      if (part.offsetParent === null) continue;
      const ringed = part.closest<HTMLElement>("button, a, li") ?? part;
      ringed.classList.add("being-said");
      await this.say(part.dataset.say || part.textContent || "");
      ringed.classList.remove("being-said");
      if (this.speaking !== mine) return;
    }
    this.speaking = 0;
    this.barIsKnown(true);
  }

  /** One name, when its card is tapped: only that, whatever is being read. */
  async sayOne(text: string): Promise<void> {
    this.stop();
    await this.say(text);
  }

  /** Whether this sitting has heard the bar of its questions; `heard`: it has now. Elsewhere the bar is always new. */
  private barIsKnown(heard = false): boolean {
    const sitting = this.button.dataset.sitting ?? "";
    if (document.querySelector("main.in-turn") === null) return false;
    try {
      if (heard) sessionStorage.setItem(BAR_HEARD, sitting);
      return sessionStorage.getItem(BAR_HEARD) === sitting;
    } catch {
      // A browser that keeps nothing reads the bar each time.
      return false;
    }
  }

  private async say(text: string): Promise<void> {
    const chosen = localVoice();
    if (chosen === undefined || text.trim() === "") return;
    await new Promise<void>((ended) => {
      const said = new SpeechSynthesisUtterance(text);
      said.voice = chosen;
      said.lang = chosen.lang;
      said.rate = RATE;
      said.onend = said.onerror = () => ended();
      speechSynthesis.speak(said);
    });
  }
}
