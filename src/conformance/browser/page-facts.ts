/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** What a person would see of a page, and what it is made of. */
export interface PageFacts {
  /** As the page says it; may be empty. */
  readonly language: string;
  readonly direction: string;
  readonly heading: string;
  /** Everything that can be read or heard: texts, titles, labels and hints. */
  readonly words: string;
  /** Of the page's background: 0 is black, 1 is white. */
  readonly luminance: number;
  /** Elements that reach beyond the window, or whose content does not fit into them. */
  readonly misfits: readonly string[];
  readonly links: readonly PageLink[];
  readonly styleSheets: number;
  readonly scripts: number;
  /** Elements that would open another window, or run script from an attribute. */
  readonly strangers: readonly string[];
  /** All unexpected movements since the page was opened. @see https://web.dev/articles/cls */
  readonly layoutShift: number;
}

export interface PageLink {
  /** Absolute. */
  readonly href: string;
  /** What a screen reader says. */
  readonly name: string;
}

/** Reads the page as it is now, in the size that the window has now. */
export function readPageFacts(page: Page): Promise<PageFacts> {
  return page.evaluate(collectFacts);
}

/** Runs in the page, so that it may use nothing of this file. */
function collectFacts(): PageFacts {
  const elements = [...document.body.querySelectorAll<HTMLElement>('*')];
  const visible = elements.filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const describe = (element: Element) => {
    const id = element.id === '' ? '' : `#${element.id}`;
    const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
    return `${element.tagName.toLowerCase()}${id}${[...element.classList].map((name) => `.${name}`).join('')} “${text}”`;
  };
  const reachesOut = (element: Element) => {
    const { left, right, width } = element.getBoundingClientRect();
    // A pixel stands for text that only screen readers get.
    return width > 1 && (left < -1 || right > innerWidth + 1);
  };
  const isCut = (element: HTMLElement) => {
    if (element.clientWidth <= 1 || element.matches('html, body, input, select, textarea, svg, svg *')) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCutAside = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    return isCutAside || (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1);
  };
  /** Text of its own that runs over the edge of its button, or of the page's column. */
  const spills = (element: HTMLElement) => {
    const column = element.closest('header')?.parentElement ?? element.closest('button, main, footer');
    const box = column?.getBoundingClientRect();
    if (!box || element.clientWidth === 1) return false;
    return [...element.childNodes].some((node) => {
      if (node.nodeType !== Node.TEXT_NODE || node.textContent?.trim() === '') return false;
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].some(({ left, right }) => left < box.left - 1 || right > box.right + 1);
    });
  };
  const attributes = ['aria-label', 'alt', 'title', 'placeholder', 'aria-description'];
  const labels = elements.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''));
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: 'layout-shift', buffered: true });
  const shifts = observer.takeRecords() as (PerformanceEntry & {
    readonly value: number;
    readonly hadRecentInput: boolean;
  })[];
  const context = document.createElement('canvas').getContext('2d');
  const channels = (color: string) => {
    if (!context) return [];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const backgrounds = [document.body, document.documentElement].map((one) => getComputedStyle(one).backgroundColor);
  const [red = 255, green = 255, blue = 255] =
    backgrounds.map(channels).find(([, , , alpha]) => alpha === 255) ?? channels('Canvas');
  const linear = (value: number) => (value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return {
    language: document.documentElement.lang,
    direction: getComputedStyle(document.documentElement).direction,
    heading: document.querySelector('h1')?.textContent?.trim() ?? '',
    words: [document.title, document.body.innerText, ...labels].filter((text) => text !== '').join('\n'),
    luminance: 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue),
    misfits: visible.filter((element) => reachesOut(element) || isCut(element) || spills(element)).map(describe),
    links: visible
      .filter((element) => element instanceof HTMLAnchorElement)
      .map((link) => ({ href: link.href, name: (link.getAttribute('aria-label') ?? link.innerText).trim() })),
    styleSheets: document.querySelectorAll('link[rel~="stylesheet"], style').length,
    scripts: document.querySelectorAll('script').length,
    strangers: elements
      .filter((element) => {
        const target = element.getAttribute('target') ?? element.getAttribute('formtarget');
        const runsScript = element.getAttributeNames().some((name) => name.startsWith('on'));
        return (target !== null && target !== '_self') || runsScript;
      })
      .map(describe),
    // What follows a key press or another window size is not counted (Layout Instability, section 2.1).
    layoutShift: shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0),
  };
}
