/** Pages without a conversation: what an earlier page of this sitting could not send goes from here (rule D3).
 *  Once the tablet is given back its key is gone, so it is given back when nothing waits any more. */

import { Outbox } from "./outbox";

export interface Waits {
  deviceKey: string;
  turns: string;
  alive: string;
  photos: string;
}

const MOST_WAIT = 4000;

export async function sendWhatWaits(waits: Waits): Promise<void> {
  const csrf = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const line = document.querySelector<HTMLElement>("[data-waiting]");
  const outbox = new Outbox(
    waits.deviceKey,
    waits.turns,
    csrf,
    (waiting) => line?.toggleAttribute("hidden", !waiting),
    () => line?.toggleAttribute("hidden", true),
    waits.photos,
  );
  const looked = outbox.left().then(() => outbox.send());
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sends-first]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void looked.then(() => sendThen(outbox, form));
    });
  }
}

/** Send what waits, then the form; while the server is away the page stays and says that something waits. */
async function sendThen(outbox: Outbox, form: HTMLFormElement): Promise<void> {
  while (!(await outbox.flushed(MOST_WAIT))) await new Promise((wake) => setTimeout(wake, 500));
  form.submit();
}
