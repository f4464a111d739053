/** For so long after a choice presses are ignored, and on the page after it, in milliseconds (rule A21). */
export const GUARD = 600;
export const NEXT_PAGE_GUARD = 400;
