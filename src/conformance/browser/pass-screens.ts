/// <reference lib="dom" />
import type { ElementHandle, Page } from 'playwright-core';
import { planField, type ScreenField, type TraderEntry } from './plan-field.ts';
import type { ScreenVisit } from './screen-browser.ts';

/** More than any way through our screens, or anybody's. */
const MOST_STEPS = 10;

/**
 * Fills in the form of the page and sends it, page after page, until the success URL is reached.
 *
 * @returns `undefined` when it was, or what the last page shows.
 */
export async function passScreens(visit: ScreenVisit, entry: TraderEntry): Promise<string | undefined> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (visit.returned()) return undefined;
    const sent = await sendForm(visit.page, entry);
    if (!sent) return describePage(visit.page);
    if (visit.returned()) return undefined;
    if (await hasFault(visit.page)) return describePage(visit.page);
  }
  return `after ${MOST_STEPS} pages still ${await describePage(visit.page)}`;
}

/** @returns `false` when the page has no form to be sent. */
export async function sendForm(page: Page, entry: TraderEntry): Promise<boolean> {
  const form = await findForm(page);
  if (!form) return false;
  for (const field of await form.$$('input, select, textarea')) await fill(field, entry);
  const button = await form.$('button:not([type=button]):not([type=reset]), input[type=submit]');
  if (!button) return false;
  await followed(page, () => button.click());
  return true;
}

/** Does what leads to another page, and waits for that. */
export async function followed(page: Page, work: () => Promise<void>): Promise<void> {
  const arrived = page.waitForEvent('framenavigated', (frame) => frame === page.mainFrame());
  // Its failure is told by the await below; until then it must not end the process.
  arrived.catch(() => {});
  await work();
  await arrived;
  await page.waitForLoadState('load');
}

/** Heading and message of a page, for a report. */
export async function describePage(page: Page): Promise<string> {
  const texts = await page.$$eval('h1, [role=alert], [aria-invalid=true]', (elements) =>
    elements.map((element) =>
      element instanceof HTMLInputElement ? `a fault at the field ${element.name}` : (element.textContent ?? '').trim(),
    ),
  );
  const said = [...new Set(texts)].filter((text) => text !== '').map((text) => `“${text.slice(0, 160)}”`);
  return `the page ${new URL(page.url()).pathname}: ${said.join(', ') || 'without heading'}`;
}

/** The one with most to fill in; a page has others for its language. */
async function findForm(page: Page): Promise<ElementHandle<HTMLFormElement> | undefined> {
  let best: ElementHandle<HTMLFormElement> | undefined;
  let most = -1;
  for (const form of (await page.$$('form[method=post]')) as ElementHandle<HTMLFormElement>[]) {
    const fields = await form.$$eval('input:not([type=hidden]), select, textarea', (found) => found.length);
    if (fields > most && (await form.isVisible())) {
      best = form;
      most = fields;
    }
  }
  return best;
}

async function fill(field: ElementHandle<Element>, entry: TraderEntry): Promise<void> {
  if (!(await field.isVisible()) || (await field.isDisabled())) return;
  const plan = planField(await field.evaluate(readField), entry);
  if (plan.kind === 'type') await field.fill(plan.text);
  else if (plan.kind === 'choose') await field.selectOption(plan.option);
  else if (plan.kind === 'check') await field.check();
}

async function hasFault(page: Page): Promise<boolean> {
  return (await page.$('[role=alert], [aria-invalid=true]')) !== null;
}

/** Runs in the page, so that it may use nothing of this file. */
function readField(element: Element): ScreenField {
  const field = element as HTMLInputElement;
  const group = field.type === 'radio' ? [...(field.form?.querySelectorAll('input[type=radio]') ?? [])] : [];
  const options = element instanceof HTMLSelectElement ? [...element.options].map((option) => option.value) : [];
  return {
    tag: element.tagName.toLowerCase(),
    type: field.type,
    name: field.name,
    autocomplete: element.getAttribute('autocomplete') ?? '',
    inputMode: element.getAttribute('inputmode') ?? '',
    required: field.required,
    checked: field.checked,
    value: field.value,
    isGroupChosen: group.some((one) => one instanceof HTMLInputElement && one.name === field.name && one.checked),
    options: options.filter((value) => value !== ''),
  };
}
