import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PROJECT_FOLDER } from '../../support/start-bridge.ts';

const css = readFileSync(join(PROJECT_FOLDER, 'views/public/screens.css'), 'utf8');

type Colours = Readonly<Record<string, string>>;

function coloursOf(selector: RegExp): Colours {
  const block = new RegExp(`${selector.source} \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]));
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const READ_ON = [
  ['text', 'card'],
  ['muted', 'card'],
  ['accent', 'card'],
  ['accent-strong', 'card'],
  ['error', 'card'],
  ['text', 'error-page'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-strong'],
] as const;

describe('the colours of the pages', () => {
  const light = coloursOf(/:root/);
  const dark = coloursOf(/:root\[data-theme="dark"\]/);

  test('the dark theme is the same whether the app or the device asks for it', () => {
    assert.deepEqual(dark, coloursOf(/:root:not\(\[data-theme="light"\]\)/));
    assert.deepEqual(Object.keys(dark).sort(), Object.keys(light).sort());
  });

  for (const [theme, colours] of Object.entries({ light, dark })) {
    test(`${theme}: every text stands out from its ground by 4.5 to 1`, () => {
      for (const [text, ground] of READ_ON) {
        const ratio = contrast(colours[text] ?? '', colours[ground] ?? '');
        assert.ok(ratio >= 4.5, `${text} on ${ground} is ${ratio.toFixed(2)}`);
      }
    });

    test(`${theme}: the edge of a field stands out by 3 to 1`, () => {
      const ratio = contrast(colours.line ?? '', colours.card ?? '');
      assert.ok(ratio >= 3, `line on card is ${ratio.toFixed(2)}`);
    });
  }
});
