/** A colour of sRGB as `#rrggbb`. */
const COLOUR = /^#[0-9a-f]{6}$/i;

/** What WCAG 2.2 AA asks of text (1.4.3). */
export const TEXT_CONTRAST = 4.5;

export function isColour(text: string): boolean {
  return COLOUR.test(text);
}

/**
 * How well two colours can be told apart, from 1 to 21.
 *
 * @see WCAG 2.2, "contrast ratio"
 */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

/** @param share - Of the second colour, from 0 to 1. */
export function mix(one: string, other: string, share: number): string {
  const parts = channelsOf(other);
  const mixed = channelsOf(one).map((part, index) => Math.round(part + ((parts[index] ?? 0) - part) * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

const STEPS = 64;

/**
 * The colour itself if it can be read on every one of the grounds; else the nearest one that can, darker on light
 * grounds and lighter on dark ones.
 *
 * @param grounds - All light, or all dark.
 */
export function readableOn(grounds: readonly string[], colour: string, ratio = TEXT_CONTRAST): string {
  const towards = grounds.every((ground) => luminance(ground) > 0.18) ? '#000000' : '#ffffff';
  for (let step = 0; step < STEPS; step += 1) {
    const tried = mix(colour, towards, step / STEPS);
    if (grounds.every((ground) => contrast(tried, ground) >= ratio)) return tried;
  }
  return towards;
}

/** @see WCAG 2.2, "relative luminance" */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue, each from 0 to 255. */
function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}
