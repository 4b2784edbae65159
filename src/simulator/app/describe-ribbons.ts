import type { AppSession, PlatformUser } from '../state/platform-records.ts';

/** A ribbon as call 3.9 set it. */
export interface Ribbon {
  readonly color: string;
  readonly title: string;
  readonly enabled: boolean;
  readonly closable: boolean;
  readonly action: { readonly urlExternal?: string; readonly urlinApp?: string };
  readonly brokerName?: string;
  readonly ctidTraderAccountId?: number;
}

/** A ribbon as the app shows it. */
export interface RibbonView {
  readonly key: string;
  readonly color: string;
  /** Whether black is easier to read on it than white. */
  readonly isLight: boolean;
  readonly title: string;
  readonly closable: boolean;
  /** Opens in a new tab; `null` for one that opens in the app. */
  readonly externalUrl: string | null;
}

/** The ribbons that a user sees: those that are on, are of this broker's app, and were not closed since it was opened. */
export function describeRibbons(user: PlatformUser | undefined, session: AppSession): RibbonView[] {
  return ribbonsOf(user)
    .filter((ribbon) => ribbon.enabled && (ribbon.brokerName ?? session.brokerName) === session.brokerName)
    .filter((ribbon) => !session.closedRibbons?.includes(ribbonKey(ribbon)))
    .map((ribbon) => ({
      key: ribbonKey(ribbon),
      color: ribbon.color,
      isLight: luminanceOf(ribbon.color) > 0.18,
      title: ribbon.title,
      closable: ribbon.closable,
      externalUrl: isWebAddress(ribbon.action.urlExternal) ? (ribbon.action.urlExternal ?? null) : null,
    }));
}

export function ribbonsOf(user: PlatformUser | undefined): readonly Ribbon[] {
  return (user?.ribbons ?? []) as readonly Ribbon[];
}

/** Tells a ribbon from the others. */
export function ribbonKey({ color, title }: Ribbon): string {
  return `${color} ${title}`;
}

export function isWebAddress(text: string | undefined): boolean {
  const protocol = URL.parse(text ?? '')?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

/** @see WCAG 2.2, "relative luminance" */
function luminanceOf(color: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
