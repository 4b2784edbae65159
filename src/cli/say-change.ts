import type { SettingChange } from '../lib/setting-changes.ts';

const MOST_SHOWN = 80;

export function sayChange({ field, before, after }: SettingChange): string {
  return `${field}: ${sayValue(before)} → ${sayValue(after)}`;
}

/** An image is thousands of characters long. */
function sayValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}… (${text.length} characters)` : text;
}
