/** A trembling hand taps twice: on pages without a conversation, which has a guard of its own, nothing is pressed in a
 *  page's first moments, nor twice in a row (rule A21). `pages/pupil/steady.py` does what it can without script. */

import { GUARD, NEXT_PAGE_GUARD } from "./guards";

// Until the page has been seen, nothing on it can have been meant.
let deafUntil = Infinity;

function deafFor(pause: number): void {
  deafUntil = performance.now() + pause;
  // Taps go nowhere meanwhile; the listener below is for keys and switches too.
  document.body.style.pointerEvents = "none";
  setTimeout(() => {
    if (performance.now() >= deafUntil) document.body.style.pointerEvents = "";
  }, pause + 1);
}

document.addEventListener(
  "click",
  (event) => {
    if (performance.now() < deafUntil) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else if ((event.target as Element).closest("a, button, summary") !== null) deafFor(GUARD);
  },
  true,
);
document.body.style.pointerEvents = "none";
requestAnimationFrame(() => deafFor(NEXT_PAGE_GUARD));
