/** The questions of an activity. Only the one being asked stands on the page: a browser goes through everything that
 *  does (its styles, its pictures, and its forms for what it might fill in), and with all of them that holds a slow
 *  tablet up for as long as a second (P2, P4). The others are kept here, with what has been filled in. */

import type { Question } from "./flow";

const panels = new Map<string, HTMLElement>();

export function carry(panel: HTMLElement): void {
  panels.set(panel.dataset.question ?? "", panel);
}

export function panelOf(key: string): HTMLElement | null {
  return panels.get(key) ?? null;
}

/** What fits in any question, asked now or not. */
export function inAllPanels<T extends Element = HTMLElement>(selector: string): T[] {
  return Array.from(panels.values()).flatMap((panel) => Array.from(panel.querySelectorAll<T>(selector)));
}

/** The question that settles this item. */
export function askedBy(item: string, questions: Question[]): Question | undefined {
  return questions.find((one) => one.items.includes(item));
}

/** Written only where it is not so yet: writing again makes the browser style the element anew. */
export function setAttribute(where: Element | null | undefined, name: string, value: string): void {
  if (where && where.getAttribute(name) !== value) where.setAttribute(name, value);
}
