/** What is asked next, and what a touch does: the twin of `activities/contract/flow.py` and `conditions.py`.
 *  Both are held to `activities/contract/cases.json`. */

export type State = "given" | "turned-over" | "skipped" | "dont-know" | "not-asked" | "stopped" | "started";

export interface Said {
  state: State;
  provenance: string;
  picks?: string[];
  words?: string;
  by?: string;
  prompts?: string[];
  /** Keys of the pupil's own photos. */
  photos?: string[];
  /** A mark of the answer that this one follows on from: where that one changes, it is asked again. */
  about?: string;
}

export interface Answer {
  items: Record<string, Said>;
  undo: [string, Said | null][];
}

export type Condition = [string, ...unknown[]];

export interface Question {
  key: string;
  kind: "sort" | "choose" | "own-words" | "choose-among" | "read-back";
  items: string[];
  when: Condition;
  many: boolean;
  ownWords: boolean;
  among: string | null;
  /** Items whose picks are not offered again here. */
  but?: string | null;
  over: string | null;
  prompt: string | null;
  about?: string | null;
  /** A second item, where the question is about two. */
  beside?: string | null;
  /** The pupil can say that there is nothing (more) to tell. */
  noMore?: boolean;
  series?: string[];
  /** Siblings shown above it, each by its own sign and what was said to it. */
  strip?: string[];
  /** "pick", "take", or nothing where no photo can be the answer. */
  photos?: string;
  /** How siblings are put beside one another by what was picked: "rings" round the pupil. */
  mat?: string;
  /** What can be picked besides the things said so far. */
  apart?: string[];
}

/** A question as the server wrote it, without what is empty, made whole. */
export function asked(sent: Partial<Question> & Pick<Question, "key" | "kind" | "when">): Question {
  return { items: [sent.key], many: false, ownWords: false, among: null, over: null, prompt: null, ...sent };
}

export interface Around {
  settings: string[];
  leftOut: string[];
  groups: Record<string, string>;
  interpreted: boolean;
  present: string[];
  /** What everybody in the room may be called. */
  names?: string[];
  /** Words beyond which nothing more is asked. */
  worrying?: string[];
}

export interface Touch {
  kind: "pick" | "words" | "photo" | "next" | "turn-over" | "skip" | "dont-know" | "back";
  item: string;
  value?: string;
  words?: string;
  by?: string | null;
}

/** The question does not take this touch; the same place in `flow.py` says why. */
export class Refused extends Error {}

/** So much has been written in this answer that no more words fit; those that were kept stay. */
export class NoMoreRoom extends Refused {}

/** The pick that says that there is nothing (more) to tell. */
const NO_MORE = "no-more";
const MOST_BYTES = 16 * 1024;
const ROOM_FOR_PICKS = 4 * 1024;
const IN_BYTES = new TextEncoder();

export function settled(answer: Answer, item: string): boolean {
  const said = answer.items[item];
  return said !== undefined && said.state !== "started";
}

/** What was said to the item, or to the first of several that was answered; else what came of the first. */
export function pointedAt(answer: Answer, about: string): Said | undefined {
  const tried = about.split("|").map((item) => answer.items[item]);
  return tried.find((said) => said?.state === "given" && !isNoMore(said)) ?? tried[0];
}

/** A short mark of what an answer follows on from: what it is about, and what its picks point at; else nothing. */
export function mark(question: Question, answer: Answer, said: Said): string {
  const followed = [question.about, question.beside].flatMap((about) => (about ? [pointedAt(answer, about)] : []));
  if (question.kind === "choose-among") followed.push(...(said.picks ?? []).map((pick) => answer.items[pick]));
  const texts = followed.flatMap((one) => (one === undefined ? [] : content(one, answer)));
  return texts.length === 0 ? "" : hashed(texts.join("\x1f")).toString(16).padStart(8, "0");
}

/** FNV-1a, 32 bits, as in `flow.py`. */
export function hashed(text: string): number {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  return found;
}

function content(said: Said, answer: Answer): string[] {
  const picks = said.picks ?? [];
  const lies = picks.flatMap((one) => (answer.items[one] ? answer.items[one].picks ?? answer.items[one].words ?? "" : []));
  return [...picks, said.words ?? "", ...(said.photos ?? []), ...lies];
}

/** Whether what this item followed on from has changed since. */
export function stale(question: Question, answer: Answer, item: string): boolean {
  const said = answer.items[item];
  return said?.about !== undefined && said.about !== mark(question, answer, said);
}

/** The answer without what followed on from something that was changed: what was said of a wish is not said of another. */
export function withoutStale(questions: Question[], answer: Answer): Answer {
  const old = questions.flatMap((question) => question.items.filter((item) => stale(question, answer, item)));
  if (old.length === 0) return answer;
  return { ...answer, items: Object.fromEntries(Object.entries(answer.items).filter(([item]) => !old.includes(item))) };
}

export function nextStep(questions: Question[], answer: Answer, around: Around): { question: Question; item: string } | null {
  for (const question of questions) {
    // Whether it is dealt with is quicker to see than whether it is to be asked.
    const open = (item: string): boolean => !around.leftOut.includes(item) && (!settled(answer, item) || stale(question, answer, item));
    const item = question.items.find(open);
    if (item !== undefined && holds(question.when, answer, around)) return { question, item };
  }
  return null;
}

/** Items that fit the pattern ("card:*") and were answered, in the order they were first answered. */
export function given(answer: Answer, wanted: string): string[] {
  const fits = pattern(wanted);
  return Object.keys(answer.items).filter((item) => fits.test(item) && answer.items[item]!.state === "given" && !isNoMore(answer.items[item]!));
}

/** Whether the pupil said that there is nothing (more) to tell: an answer, and no thing said. */
function isNoMore(said: Said): boolean {
  return said.picks?.length === 1 && said.picks[0] === NO_MORE;
}

/** "card:*", or several with a bar between them. */
export function pattern(wanted: string): RegExp {
  const one = (each: string): string => each.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^(?:${wanted.split("|").map(one).join("|")})$`, "s");
}

export function countWords(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

export function containsWords(text: string, words: string[]): boolean {
  const heard = ` ${plain(text)} `;
  return words.some((word) => heard.includes(` ${plain(word)} `));
}

/** Words in lower case with single spaces. Don't and don’t are one; the quotation marks of ‘hit’ fall away. */
function plain(text: string): string {
  const words = text.toLowerCase().replace(/’/gu, "'").replace(/[^\p{L}\p{N}\p{M}_']+/gu, " ").split(" ");
  return words.map((word) => word.replace(/^'+|'+$/gu, "")).filter(Boolean).join(" ");
}

export function holds(condition: Condition, answer: Answer, around: Around): boolean {
  const [form, ...rest] = condition;
  switch (form) {
    case "always":
      return true;
    case "setting":
      return around.settings.includes(rest[0] as string);
    case "not":
      return !holds(rest[0] as Condition, answer, around);
    case "all":
      return (rest as Condition[]).every((one) => holds(one, answer, around));
    case "any":
      return (rest as Condition[]).some((one) => holds(one, answer, around));
    case "at-least":
      return given(answer, rest[1] as string).length >= (rest[0] as number);
    case "worrying": {
      const fits = pattern(rest[0] as string);
      return Object.entries(answer.items).some(([item, said]) => fits.test(item) && containsWords(said.words ?? "", around.worrying ?? []));
    }
    default:
      return holdsOfItem(form, rest, answer, around);
  }
}

function holdsOfItem(form: string, rest: unknown[], answer: Answer, around: Around): boolean {
  const item = answer.items[rest[0] as string];
  if (item === undefined) return false;
  const isGiven = item.state === "given";
  const picks = item.picks ?? [];
  const words = item.words ?? "";
  switch (form) {
    case "state":
      return item.state === rest[1];
    case "picked":
      return isGiven && picks.includes(rest[1] as string);
    case "fewer-words":
      return isGiven && words.trim() !== "" && countWords(words) < (rest[1] as number);
    case "mentions":
      return containsWords(words, rest[1] as string[]);
    case "names-present":
      return containsWords(words, around.names ?? []);
    case "points-at-place": {
      const pointed = isGiven && picks[0] !== undefined ? answer.items[picks[0]] : undefined;
      return pointed?.state === "given" && (pointed.picks ?? []).includes(rest[1] as string);
    }
    case "points-at-group":
      return isGiven && picks[0] !== undefined && around.groups[picks[0]] === rest[1];
    default:
      throw new Error(form);
  }
}

export function touch(question: Question, answer: Answer, what: Touch, around: Around): Answer {
  if (what.kind === "back") return goBack(answer);
  const before = answer.items[what.item];
  const stood = stale(question, answer, what.item) ? undefined : before;
  const typed = what.kind === "words";
  const last = answer.undo[answer.undo.length - 1];
  const earlier = last?.[0] === what.item ? last[1] : undefined;
  const onlyTyping = typed && before !== undefined && earlier !== undefined && onlyTyped(question, earlier, before);
  // Words come letter by letter: they are held against what stood before somebody began to type.
  const begun = stood?.state === "started" && onlyTyping && earlier ? earlier : stood;
  let made = afterTouch(question, stood && { ...stood, picks: begun!.picks, photos: begun!.photos }, what, around);
  if (begun && begun.state !== "started") made = saidAnew(question, begun, made, what.kind);
  const after = tidy({ ...made, about: mark(question, answer, made) });
  // The same words as stand change nothing: what was settled is.
  if (before && same(typed ? { ...before, state: after.state } : before, after)) return answer;
  const back = goBack(answer);
  // Typed and rubbed out again, nothing was changed: what was settled stands.
  if (onlyTyping && earlier && hand(earlier) === hand(after) && !stale(question, back, what.item)) return back;
  // While somebody types, each pause is kept, but Go back takes the whole of it. Another hand is its own step.
  const stillTyping = onlyTyping && before.state === "started" && before.by === after.by;
  const undo: Answer["undo"] = stillTyping ? answer.undo : [...answer.undo, [what.item, before ?? null]];
  return withinSize({ items: { ...answer.items, [what.item]: after }, undo }, typed);
}

/** What was settled and is said anew is said alone: what was tapped or written before was not said together with it. Until
 *  the pupil moves on again, whatever is put beside it is. The words beside a card go where it goes; where many can be
 *  picked, each thing said joins the others. */
function saidAnew(question: Question, stood: Said, after: Said, kind: Touch["kind"]): Said {
  const changed = (what: "picks" | "photos"): boolean => String(after[what] ?? "") !== String(stood[what] ?? "");
  if (question.many) return after;
  if (kind === "words" && !sameWords(stood.words ?? "", after.words ?? "")) return { ...after, picks: [], photos: [] };
  if (kind === "pick" && changed("picks") && question.kind !== "sort") return { ...after, ...NO_WORDS, photos: [] };
  if (kind === "photo" && after.photos?.length && changed("photos")) return { ...after, ...NO_WORDS, picks: [] };
  return after;
}

/** Whether these are no other words: none, the same with more or less at the end, or with a slip of two letters put right. */
function sameWords(were: string, are: string): boolean {
  if (are.startsWith(were) || were.startsWith(are)) return !are || !!were;
  const most = Math.max(were.length, are.length);
  const least = Math.min(were.length, are.length);
  let begins = 0;
  let ends = 0;
  while (were[begins] === are[begins]) begins++;
  while (ends < least - begins && were[were.length - 1 - ends] === are[are.length - 1 - ends]) ends++;
  return most - begins - ends <= 2;
}

/** Nobody wrote anything. */
const NO_WORDS = { words: "", by: "", provenance: "OWN_CHOICE" };

/** The words, and who wrote them how. */
function hand(said: Said): string {
  return JSON.stringify([said.words ?? "", said.provenance, said.by ?? ""]);
}

/** Whether nothing but typing lies between the two. Of what was settled other words leave nothing; where no words stand
 *  either, a picture was taken away. */
function onlyTyped(question: Question, earlier: Said | null, before: Said): boolean {
  const [was, now] = [earlier, before].map((one) => `${one?.picks ?? ""};${one?.photos ?? ""}`);
  if (was === now || earlier === null || earlier.state === "started" || question.many) return was === now;
  return now === ";" && !!before.words;
}

export function goBack(answer: Answer): Answer {
  const last = answer.undo[answer.undo.length - 1];
  if (last === undefined) return answer;
  const items = { ...answer.items };
  if (last[1] === null) delete items[last[0]];
  else items[last[0]] = last[1];
  return { items, undo: answer.undo.slice(0, -1) };
}

const WITHOUT_ANSWER: Partial<Record<Touch["kind"], State>> = {
  "turn-over": "turned-over",
  skip: "skipped",
  "dont-know": "dont-know",
};

function afterTouch(question: Question, before: Said | undefined, what: Touch, around: Around): Said {
  const prompts = question.prompt ? [question.prompt] : [];
  const current: Said = { ...(before ?? { state: "started", provenance: "OWN_CHOICE" }), prompts };
  const without = WITHOUT_ANSWER[what.kind];
  if (without !== undefined) {
    if (what.kind === "turn-over" && question.kind !== "sort") throw new Refused();
    return tidy({ state: without, provenance: "OWN_CHOICE", prompts });
  }
  if (what.kind === "pick") return tidy(picked(question, current, what.value ?? ""));
  if (what.kind === "words") return tidy(written(question, current, what, around));
  if (what.kind === "photo") return tidy(photographed(question, current, what.value ?? ""));
  if (what.kind === "next") {
    // Words beside a card wait for its place, also new ones. Where nothing was said, Next is no answer, and no skip either.
    return tidy(question.kind === "sort" ? current : { ...current, state: saysSomething(current) ? "given" : "started" });
  }
  throw new Refused();
}

/** Whether there is a pick, a word or a photo; white space alone is none. */
export function saysSomething(said: Said | undefined): boolean {
  return (said?.picks ?? []).length > 0 || (said?.photos ?? []).length > 0 || (said?.words ?? "").trim() !== "";
}

/** A photo put beside the answer in the place of any other; without a key it is taken away again. */
function photographed(question: Question, current: Said, key: string): Said {
  if (question.kind !== "own-words" || !question.photos) throw new Refused();
  return { ...current, photos: key === "" ? [] : [key], state: "started" };
}

function picked(question: Question, current: Said, value: string): Said {
  const picks = current.picks ?? [];
  if (question.kind === "own-words" && question.noMore && value === NO_MORE) {
    return { state: "given", provenance: "OWN_CHOICE", picks: [value], prompts: current.prompts };
  }
  if (question.many && ["choose", "own-words", "choose-among"].includes(question.kind)) {
    const rest = picks.filter((one) => one !== value);
    // "Nobody" beside somebody would say two things: what stands apart takes the place of the others.
    const apart = [...(question.apart ?? []), NO_MORE];
    const others = apart.includes(value) ? [] : rest.filter((one) => !apart.includes(one));
    return { ...current, picks: picks.includes(value) ? rest : [...others, value], state: "started" };
  }
  // A picture of an own-words question waits for Next, so that words can be put beside it.
  if (question.kind === "own-words") {
    const again = picks.length === 1 && picks[0] === value;
    return { ...current, picks: again ? [] : [value], state: "started" };
  }
  return { ...current, picks: [value], state: "given" };
}

function written(question: Question, current: Said, what: Touch, around: Around): Said {
  if (question.kind !== "sort" && !question.ownWords) throw new Refused();
  const named = what.by || undefined;
  if (named !== undefined && !around.present.includes(named)) throw new Refused();
  const old = current.words ?? "";
  const stood = old.trim() !== "";
  const words = cleaned(what.words ?? "");
  // An adult's words do not become the pupil's own typing: the adult stays the writer until the box is empty. Of somebody
  // who is not here only what they wrote is, written on or cut short: other words are of today.
  const stays = stood && (around.present.includes(current.by!) || words.startsWith(old) || old.startsWith(words));
  const by = named ?? (stays ? current.by : undefined);
  // All rubbed out again.
  if (words.trim() === "") return { ...current, ...NO_WORDS, state: "started" };
  const interpreted = around.interpreted || (stood && current.provenance === "INTERPRETED");
  const provenance = by === undefined ? "OWN_WORDS_TYPED" : interpreted ? "INTERPRETED" : "SCRIBED_VERBATIM";
  return { ...current, words, provenance, state: "started", by };
}

/** As `clean_words` in `answer.py`: what the server keeps and what is marked here have to be the same letters. */
function cleaned(text: string): string {
  return text.replace(/\p{Cs}/gu, "?").replace(/[^\P{Cc}\n\t]|\uFEFF/gu, "").normalize("NFC");
}

/** Without what is empty, in one order: the shape in which answers are stored. */
function tidy(said: Said): Said {
  const made: Said = { state: said.state, provenance: said.provenance };
  if (said.picks?.length) made.picks = said.picks;
  if (said.words) made.words = said.words;
  if (said.by) made.by = said.by;
  if (said.prompts?.length) made.prompts = said.prompts;
  if (said.photos?.length) made.photos = said.photos;
  if (said.about) made.about = said.about;
  return made;
}

function same(one: Said, other: Said): boolean {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}

/** Give up the oldest steps back where the answer would no longer fit; then take no more words, but every pick. */
function withinSize(answer: Answer, forWords: boolean): Answer {
  const size = (one: Answer): number => IN_BYTES.encode(JSON.stringify(one)).length;
  while (answer.undo.length > 0 && size(answer) > MOST_BYTES / 2) answer = { ...answer, undo: answer.undo.slice(1) };
  if (forWords && size(answer) > MOST_BYTES - ROOM_FOR_PICKS) throw new NoMoreRoom();
  return answer;
}
