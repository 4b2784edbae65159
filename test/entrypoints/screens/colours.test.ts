import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { baseColour } from '../../../src/entrypoints/screens/brand/brand-sheet.ts';
import { contrast } from '../../../src/lib/colour.ts';
import { PROJECT_FOLDER } from '../../support/start-bridge.ts';

const css = readFileSync(join(PROJECT_FOLDER, 'views/public/screens.css'), 'utf8');

const READ_ON = [
  ['text', 'card'],
  ['text', 'page'],
  ['text', 'field'],
  ['muted', 'card'],
  ['muted', 'page'],
  ['muted', 'field'],
  ['muted', 'notice-page'],
  ['accent', 'card'],
  ['accent', 'page'],
  ['accent-strong', 'card'],
  ['accent-strong', 'page'],
  ['error', 'card'],
  ['error', 'error-page'],
  ['good', 'card'],
  ['good', 'good-page'],
  ['text', 'error-page'],
  ['text', 'good-page'],
  ['text', 'notice-page'],
  ['accent-text', 'accent'],
  ['accent-text', 'accent-strong'],
] as const;

/** What shows where something is, or how it stands. */
const SEEN_ON = [
  ['line', 'card'],
  ['line', 'field'],
  ['error', 'field'],
  ['accent', 'field'],
] as const;

describe('the colours of the pages', () => {
  for (const theme of ['light', 'dark'] as const) {
    const ratioOf = (one: string, other: string) =>
      contrast(baseColour(css, one, theme), baseColour(css, other, theme));

    test(`${theme}: every text stands out from its ground by 4.5 to 1`, () => {
      for (const [text, ground] of READ_ON) {
        assert.ok(ratioOf(text, ground) >= 4.5, `${text} on ${ground} is ${ratioOf(text, ground).toFixed(2)}`);
      }
    });

    test(`${theme}: the edge of a field stands out by 3 to 1`, () => {
      for (const [edge, ground] of SEEN_ON) {
        assert.ok(ratioOf(edge, ground) >= 3, `${edge} on ${ground} is ${ratioOf(edge, ground).toFixed(2)}`);
      }
    });
  }

  test('every colour stands in the sheet once, for both themes; nowhere else is one written out', () => {
    const rules = css.replaceAll(/^ {2}--[\w-]+: var\(--light, .*\) var\(--dark, .*\);$/gm, '');
    assert.doesNotMatch(rules, /#[0-9a-f]{3,8}\b|rgb|hsl/i);
    assert.doesNotMatch(css, /var\(--(?!light\b|dark\b)[\w-]+,/, 'no rule makes do without the palette');
  });

  test('right-to-left needs no other rules: what has a side is written by start and end', () => {
    const physical = /^\s*(?:margin|padding|border|inset)?-?(?:left|right)\b.*:|float|text-align: (?:left|right)/m;
    assert.doesNotMatch(css, physical);
  });

  test('nothing is loaded by the sheet', () => assert.doesNotMatch(css, /url\(|@import|@font-face/));
});
