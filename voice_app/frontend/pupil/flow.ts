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
  /** A question whose pick is not offered again here. */
  but?: string | null;
  over: string | null;
  prompt: string | null;
  about?: string | null;
  series?: string[];
}

export interface Around {
  settings: string[];
  leftOut: string[];
  groups: Record<string, string>;
  interpreted: boolean;
  present: string[];
}

export interface Touch {
  kind: "pick" | "words" | "next" | "turn-over" | "skip" | "dont-know" | "back";
  item: string;
  value?: string;
  words?: string;
  by?: string | null;
}

/** The question does not take this touch. */
export class Refused extends Error {}

const MOST_BYTES = 16 * 1024;

export function settled(answer: Answer, item: string): boolean {
  const said = answer.items[item];
  return said !== undefined && said.state !== "started";
}

export function nextStep(questions: Question[], answer: Answer, around: Around): { question: Question; item: string } | null {
  for (const question of questions) {
    if (!holds(question.when, answer, around)) continue;
    for (const item of question.items) {
      if (!around.leftOut.includes(item) && !settled(answer, item)) return { question, item };
    }
  }
  return null;
}

/** Items that fit the pattern ("card:*") and were answered, in the order they were first answered. */
export function given(answer: Answer, pattern: string): string[] {
  const fits = new RegExp("^" + pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*") + "$", "s");
  return Object.keys(answer.items).filter((item) => fits.test(item) && answer.items[item]!.state === "given");
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
    case "points-at-place": {
      const pointed = isGiven && picks[0] !== undefined ? answer.items[picks[0]] : undefined;
      return pointed?.state === "given" && (pointed.picks ?? []).includes(rest[1] as string);
    }
    case "points-at-group":
      return isGiven && picks[0] !== undefined && around.groups[picks[0]] === rest[1];
    default:
      throw new Error(`There is no condition called ${form}`);
  }
}

export function touch(question: Question, answer: Answer, what: Touch, around: Around): Answer {
  if (what.kind === "back") return goBack(answer);
  const before = answer.items[what.item];
  const after = afterTouch(question, before, what, around);
  if (before !== undefined && same(before, after)) return answer;
  // While somebody types, each pause is kept, but Go back takes the whole of it.
  const stillTyping = what.kind === "words" && typedLast(answer, what.item, before, after);
  const undo: Answer["undo"] = stillTyping ? answer.undo : [...answer.undo, [what.item, before ?? null]];
  return withinSize({ items: { ...answer.items, [what.item]: after }, undo });
}

/** Whether the last touch was typing here too, by the same hand. A picture picked in between is its own step. */
function typedLast(answer: Answer, item: string, before: Said | undefined, after: Said): boolean {
  const last = answer.undo[answer.undo.length - 1];
  if (last === undefined || before?.state !== "started") return false;
  const picksThen = last[1]?.picks ?? [];
  const samePicks = JSON.stringify(picksThen) === JSON.stringify(before.picks ?? []);
  return last[0] === item && samePicks && before.by === after.by;
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
    if (what.kind === "turn-over" && question.kind !== "sort") throw new Refused("Only a card can be turned over");
    return tidy({ state: without, provenance: "OWN_CHOICE", prompts });
  }
  if (what.kind === "pick") return tidy(picked(question, current, what.value ?? ""));
  if (what.kind === "words") return tidy(written(question, current, what, around));
  if (what.kind === "next") {
    const hasAnswer = (current.picks ?? []).length > 0 || (current.words ?? "").trim() !== "";
    return tidy(hasAnswer ? { ...current, state: "given" } : { state: "skipped", provenance: "OWN_CHOICE", prompts });
  }
  throw new Refused(`There is no touch called ${String(what.kind)}`);
}

function picked(question: Question, current: Said, value: string): Said {
  const picks = current.picks ?? [];
  if ((question.kind === "choose" || question.kind === "own-words") && question.many) {
    const rest = picks.filter((one) => one !== value);
    return { ...current, picks: picks.includes(value) ? rest : [...picks, value], state: "started" };
  }
  // A picture of an own-words question waits for Next, so that words can be put beside it.
  if (question.kind === "own-words") {
    const again = picks.length === 1 && picks[0] === value;
    return { ...current, picks: again ? [] : [value], state: "started" };
  }
  return { ...current, picks: [value], state: "given" };
}

function written(question: Question, current: Said, what: Touch, around: Around): Said {
  const takesWords = question.kind === "own-words" || (question.kind === "choose" && question.ownWords);
  if (!takesWords) throw new Refused("This question takes no words");
  const named = what.by || undefined;
  if (named !== undefined && !around.present.includes(named)) throw new Refused("The writer is not one of those present");
  const stood = (current.words ?? "").trim() !== "";
  // An adult's words do not become the pupil's own typing: the adult stays the writer until the box is empty.
  const by = named ?? (stood ? current.by : undefined);
  const words = what.words ?? "";
  const { by: _before, words: _words, ...rest } = current;
  // All rubbed out again: nobody wrote anything.
  if (words.trim() === "") return { ...rest, provenance: "OWN_CHOICE", state: "started" };
  const interpreted = around.interpreted || (stood && current.provenance === "INTERPRETED");
  const provenance = by === undefined ? "OWN_WORDS_TYPED" : interpreted ? "INTERPRETED" : "SCRIBED_VERBATIM";
  return { ...rest, words, provenance, state: "started", ...(by === undefined ? {} : { by }) };
}

/** Without what is empty, in one order: the shape in which answers are stored. */
function tidy(said: Said): Said {
  const made: Said = { state: said.state, provenance: said.provenance };
  if (said.picks?.length) made.picks = said.picks;
  if (said.words) made.words = said.words;
  if (said.by) made.by = said.by;
  if (said.prompts?.length) made.prompts = said.prompts;
  return made;
}

function same(one: Said, other: Said): boolean {
  return JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
}

/** Give up the oldest steps back where the answer would no longer fit. */
function withinSize(answer: Answer): Answer {
  const size = (one: Answer): number => new TextEncoder().encode(JSON.stringify(one)).length;
  while (answer.undo.length > 0 && size(answer) > (MOST_BYTES * 3) / 4) answer = { ...answer, undo: answer.undo.slice(1) };
  return answer;
}
