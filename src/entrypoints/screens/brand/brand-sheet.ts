import type { Branding } from '../../../domain/brokers/broker.ts';
import { isColour, mix, readableOn } from '../../../lib/colour.ts';

type Theme = 'light' | 'dark';

/** How far the accent of a button under the pointer goes towards black, or white. */
const STRONGER: Readonly<Record<Theme, readonly [string, number]>> = {
  light: ['#000000', 0.2],
  dark: ['#ffffff', 0.3],
};

/**
 * The style sheet of a white label: the base sheet, and behind it the white label's own accent, made darker or lighter
 * until it can be read on card and page; what stands on a button can then be read too. A colour that is none is left out.
 *
 * @param baseSheet - Its colours stand as `--name: var(--light, #rrggbb) var(--dark, #rrggbb)`.
 */
export function brandSheet(baseSheet: string, { accentLight, accentDark }: Branding): string {
  const wanted = { light: accentLight, dark: accentDark };
  if (!Object.values(wanted).some((colour) => colour !== null && isColour(colour))) return baseSheet;
  const accents = { light: accentIn('light'), dark: accentIn('dark') };
  const rules = (['accent', 'strong'] as const).map(
    (part) => `  ${NAMES[part]}: var(--light, ${accents.light[part]}) var(--dark, ${accents.dark[part]});`,
  );
  return `${baseSheet}\n:root {\n${rules.join('\n')}\n}\n`;

  function accentIn(theme: Theme): { accent: string; strong: string } {
    const colour = wanted[theme];
    if (colour === null || !isColour(colour)) {
      return { accent: baseColour(baseSheet, 'accent', theme), strong: baseColour(baseSheet, 'accent-strong', theme) };
    }
    const grounds = ['card', 'page'].map((name) => baseColour(baseSheet, name, theme));
    const accent = readableOn(grounds, colour.toLowerCase());
    return { accent, strong: mix(accent, ...STRONGER[theme]) };
  }
}

const NAMES = { accent: '--accent', strong: '--accent-strong' } as const;

/** A colour of the base sheet, in one of the themes. */
export function baseColour(baseSheet: string, name: string, theme: Theme): string {
  const values = new RegExp(`--${name}: var\\(--light, (#[0-9a-f]{6})\\) var\\(--dark, (#[0-9a-f]{6})\\);`).exec(
    baseSheet,
  );
  const colour = values?.[theme === 'light' ? 1 : 2];
  if (colour === undefined) throw new Error(`The base sheet has no colour ${name}`);
  return colour;
}
