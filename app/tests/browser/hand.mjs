// What a form costs the hand and the head that fill it in: taps, keys and screens, and the time a person needs for them.

/**
 * The keystroke-level model (Card, Moran and Newell, "The keystroke-level model for user performance time with
 * interactive systems", Communications of the ACM 23(7), 1980): a task takes the sum of its operators.
 *   mind  1.35 s  to think what comes next, once for each field and button (M of the model)
 *   tap   1.10 s  to find a place and touch it (P of the model, measured with a mouse, which is slower than a finger)
 *   key   0.33 s  for a character on a phone's own keyboard: 36.2 words of five characters in a minute, the mean of
 *                 37,370 people (Palin, Feit, Kim, Kristensson and Oulasvirta, "How do people type on mobile devices?",
 *                 MobileHCI 2019)
 *   wait  1.00 s  for a page on a phone's connection (R of the model; the pages promise less)
 * It says what somebody needs who knows what to write; it knows no search for a customer's address, and no errors.
 */
const SECONDS = { mind: 1.35, tap: 1.1, key: 60 / (36.2 * 5), wait: 1 };

/** Fills in a page, and counts what that takes. */
export class Hand {
  n = { mind: 0, tap: 0, key: 0, wait: 0 };
  /** On how many screenfuls what was touched lay. */
  screens = 1;

  constructor(page) {
    this.page = page;
    page.on("framenavigated", (frame) => { if (frame === page.mainFrame()) this.n.wait++; });
  }

  #count(of) { for (const [what, n] of Object.entries(of)) this.n[what] += n; }

  async type(field, text) {
    await field.fill(text);
    this.#count({ mind: 1, tap: 1, key: text.length });
  }

  /** A list opens and a line of it is touched. */
  async choose(list, value) {
    await list.selectOption(value);
    this.#count({ mind: 1, tap: 2 });
  }

  /** The calendar opens, goes on by a month or two, a day is touched, and it is closed. */
  async date(field, day) {
    await field.fill(day);
    this.#count({ mind: 1, tap: 5 });
  }

  async press(button) {
    await button.click();
    this.#count({ mind: 1, tap: 1 });
  }

  /** How far the page goes beyond the screen: each screenful is one stroke of the thumb. */
  async scrolled() {
    const more = await this.page.evaluate(() => Math.ceil(document.documentElement.scrollHeight / innerHeight) - 1);
    this.screens += more;
    this.#count({ tap: more });
  }

  get seconds() { return Object.entries(this.n).reduce((sum, [what, n]) => sum + n * SECONDS[what], 0); }
  get told() { return `${this.n.tap} taps, ${this.n.key} keys, ${this.screens} screens, ${this.n.wait} pages: about ${Math.round(this.seconds)} s for a person`; }
}
