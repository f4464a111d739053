/** Pupil mode in the browser. Every page works as plain forms; this makes them quick, patient and safe on a device. */

import { Conversation, type Talk } from "./pupil/talk";
import { carry, panelOf } from "./pupil/panels";
import { asked } from "./pupil/flow";
import { makeOwn } from "./pupil/own";
import { Listener } from "./pupil/listen";
import { type Waits, sendWhatWaits } from "./pupil/waits";

/** A page that comes back from the browser's memory shows nothing until its session is known to live (rule S4). */
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.hidden = true;
  location.reload();
});

const listen = document.querySelector<HTMLButtonElement>("[data-listen]");
const listener = listen === null ? null : new Listener(listen);
document.addEventListener("click", (event) => {
  const card = (event.target as Element).closest<HTMLElement>("[data-hear]");
  if (card !== null) void listener?.sayOne(card.dataset.say ?? "");
});

// What comes later is fetched once the page is seen.
const painted = new Promise<void>((go) => requestAnimationFrame(() => setTimeout(go, 0)));
const talk = document.getElementById("talk");
const needed = talk === null ? painted : converse(JSON.parse(talk.textContent ?? "") as Talk);

/** Has the conversation, until all is here that it may need. Where this browser has been in the room before, the page is
 *  light: its pictures and what is asked are in the browser's cache, and are brought in at once (P3). */
async function converse(talk: Talk): Promise<void> {
  const light = !("questions" in talk);
  const soon = light ? Promise.resolve() : painted;
  const pictures = soon.then(() => untilItWorks(() => fetchPictures(talk.sprite)));
  const written = (light ? pictures : soon).then(() => untilItWorks(() => text(talk.rest)));
  if (light) Object.assign(talk, JSON.parse((await written).split("\n", 1)[0]!));
  talk.around.worrying = talk.worrying;
  talk.around.groups = Object.fromEntries(talk.groups.flatMap(([group, items]) => items.map((item) => [item, group])));
  talk.questions = talk.questions.map(asked);
  const conversation = new Conversation(talk);
  const { photoInHand, circle } = talk;
  const rest = written.then((all) => takeIn(all, talk)).then(() => (circle === undefined ? undefined : untilItWorks(() => runScript(circle))));
  void conversation.start(rest);
  if (photoInHand !== undefined) void rest.then(() => untilItWorks(() => runScript(photoInHand))).then(() => conversation.takePhotos());
  await Promise.all([rest, pictures]);
  if (!light) await text(talk.kept);
}

const waits = document.getElementById("waits");
if (waits !== null) void sendWhatWaits(JSON.parse(waits.textContent ?? "") as Waits);

void needed.then(keepStyles).catch(() => undefined);

/** The styles came within the page, which is quickest once. From now on this browser keeps them, and says so (P3);
 *  where it cannot, the next page brings them again. */
async function keepStyles(): Promise<void> {
  const { file, kept } = document.querySelector<HTMLElement>("style[data-file]")?.dataset ?? {};
  if (file === undefined || kept === undefined) return;
  await text(file);
  await text(kept);
}

/** A school's network comes and goes: try until it is there. */
async function untilItWorks<Found>(fetchIt: () => Promise<Found>): Promise<Found> {
  for (let pause = 500; ; pause = Math.min(pause * 2, 10000)) {
    try {
      return await fetchIt();
    } catch {
      await new Promise((wake) => setTimeout(wake, pause));
    }
  }
}

function runScript(address: string): Promise<void> {
  return new Promise((give, fail) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => give();
    script.onerror = fail;
    document.head.append(script);
  });
}

async function text(address: string): Promise<string> {
  const reply = await fetch(address, { headers: { Accept: "text/html, image/svg+xml" } });
  if (!reply.ok) throw new Error(String(reply.status));
  return reply.text();
}

async function takeIn(written: string, talk: Talk): Promise<void> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  // A slow tablet takes them in one by one, so that a tap in between is answered at once.
  for (const one of written.split(/(?=<section class="question)/)) {
    const question = new DOMParser().parseFromString(one, "text/html").querySelector<HTMLElement>("[data-question]");
    // The page has the one being asked.
    if (question !== null && panelOf(question.dataset.question ?? "") === null) {
      makeOwn(question, talk, token);
      carry(document.adoptNode(question));
    }
    await new Promise((go) => setTimeout(go, 0));
  }
}

/** All pictures of the room; on a light page those that are seen come first. */
async function fetchPictures(address: string): Promise<void> {
  const [head, ...symbols] = (await text(address)).split(/(?=<symbol )/u);
  const used = new Set(Array.from(document.querySelectorAll("main use, .bar use, .top use"), (one) => one.getAttribute("href")!.slice(3)));
  const nameOf = (symbol: string): string => symbol.slice(14, symbol.indexOf('"', 14));
  bringIn(head! + symbols.filter((one) => used.has(nameOf(one))).join(""));
  await new Promise((go) => setTimeout(go, 0));
  bringIn(head! + symbols.filter((one) => !used.has(nameOf(one))).join(""));
}

function bringIn(sprite: string): void {
  const drawn = new DOMParser().parseFromString(sprite, "text/html").querySelector("svg")!;
  drawn.querySelectorAll("symbol").forEach((symbol) => {
    if (document.getElementById(symbol.id) !== null) symbol.remove();
  });
  document.body.append(document.adoptNode(drawn));
}
