import { SETTINGS, type Setting } from './settings.ts';

/** A setting as it may be shown to people. */
export interface ShownSetting {
  readonly variable: string;
  /** `null` where there is none, or it is a secret. */
  readonly value: string | null;
  readonly isSecret: boolean;
  readonly source: 'environment' | 'default';
  readonly sentence: string;
}

/** @param effective - By variable, what a setting without a value came to. */
export function describeSettings(
  environment: Readonly<Record<string, string | undefined>>,
  effective: Readonly<Record<string, string | undefined>>,
): ShownSetting[] {
  return Object.values<Setting>(SETTINGS).map(({ variable, defaultText, sentence, shows }) => {
    const given = environment[variable]?.trim() || undefined;
    const text = given ?? effective[variable] ?? defaultText;
    const isSecret = shows === 'nothing';
    const shown = shows === 'address' && text !== null ? withoutCredentials(text) : text;
    const source = given === undefined ? 'default' : 'environment';
    return { variable, value: isSecret ? null : shown, isSecret, source, sentence };
  });
}

/** Options of an address may hold a password too. */
function withoutCredentials(address: string): string {
  return address.replace(/\?.*$/s, '').replace(/\/\/.*@/s, '//');
}
