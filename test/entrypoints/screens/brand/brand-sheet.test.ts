import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { baseColour, brandSheet } from '../../../../src/entrypoints/screens/brand/brand-sheet.ts';
import { contrast } from '../../../../src/lib/colour.ts';
import { NO_BRANDING } from '../../../contracts/sample-records.ts';
import { PROJECT_FOLDER } from '../../../support/start-bridge.ts';

const BASE = readFileSync(join(PROJECT_FOLDER, 'views/public/screens.css'), 'utf8');
const THEMES = ['light', 'dark'] as const;

const sheetWith = (accentLight: string | null, accentDark: string | null) =>
  brandSheet(BASE, { ...NO_BRANDING, accentLight, accentDark });

/** What a white label has of its own: all that stands behind the base sheet. */
const ownPart = (sheet: string) => sheet.slice(BASE.length);
const ownColour = (sheet: string, name: string, theme: (typeof THEMES)[number]) =>
  baseColour(ownPart(sheet), name, theme);

const colours = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

describe('the style sheet of a white label', () => {
  test('without colours of its own it is the base sheet', () => {
    assert.equal(sheetWith(null, null), BASE);
  });

  test('a colour that can be read is taken as it is, and where there is none the bridge’s own stays', () => {
    const sheet = sheetWith('#0B7A6B', null);
    assert.ok(sheet.startsWith(BASE));
    assert.equal(ownColour(sheet, 'accent', 'light'), '#0b7a6b');
    assert.equal(ownColour(sheet, 'accent', 'dark'), baseColour(BASE, 'accent', 'dark'));
    assert.equal(ownColour(sheet, 'accent-strong', 'dark'), baseColour(BASE, 'accent-strong', 'dark'));
  });

  test('whatever the colours, links can be read on card and page, and the words on a button too', () => {
    fc.assert(
      fc.property(colours, colours, (light, dark) => {
        const sheet = sheetWith(light, dark);
        for (const theme of THEMES) {
          for (const name of ['accent', 'accent-strong']) {
            const accent = ownColour(sheet, name, theme);
            for (const beside of ['card', 'page', 'accent-text']) {
              const ratio = contrast(accent, baseColour(BASE, beside, theme));
              assert.ok(ratio >= 4.5, `${theme}: ${name} ${accent} beside ${beside} is ${ratio.toFixed(2)}`);
            }
          }
        }
      }),
    );
  });

  test('row 32: whatever stands where a colour should, the sheet gains nothing but colours', () => {
    const OWN = /^\n:root \{\n {2}--accent: (COLOURS);\n {2}--accent-strong: (COLOURS);\n\}\n$/.source;
    const pattern = new RegExp(
      OWN.replaceAll('COLOURS', 'var\\(--light, #[0-9a-f]{6}\\) var\\(--dark, #[0-9a-f]{6}\\)'),
    );
    const hostile = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'red;}body{display:none',
        '#123456}*{x:url(//a)',
        "';@import '//a'",
        '</style><script>',
        '#12\\3456',
      ),
      colours.map((colour) => `${colour};`),
    );
    fc.assert(
      fc.property(hostile, fc.option(colours), (light, dark) => {
        const own = ownPart(sheetWith(light, dark));
        assert.ok(own === '' || pattern.test(own), own);
      }),
    );
  });
});
