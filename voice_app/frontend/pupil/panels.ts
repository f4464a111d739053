/** Where a question stands on the page. Its form has an id, which a browser finds at once; looking through the whole
 *  page, which carries every question of an activity, takes a slow tablet longer than a tap may take (P4). */

import type { Question } from "./flow";

export function panelOf(key: string): HTMLElement | null {
  return document.getElementById(`q-${key}`)?.closest<HTMLElement>("[data-question]") ?? null;
}

/** The question that settles this item. */
export function askedBy(item: string, questions: Question[]): Question | undefined {
  return questions.find((one) => one.items.includes(item));
}

/** Written only where it is not so yet: writing again makes the browser style the element anew. */
export function setAttribute(where: Element | null | undefined, name: string, value: string): void {
  if (where && where.getAttribute(name) !== value) where.setAttribute(name, value);
}
