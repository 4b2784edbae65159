import { isDeepStrictEqual } from 'node:util';
import { areShownTexts } from '../../lib/is-shown-text.ts';
import type { AgreementDocument, AgreementSetting } from './broker.ts';
import { isWebAddress } from './is-web-address.ts';
import { isBetween, requireField } from './require-field.ts';

const MAX_AGREEMENTS = 20;
const MAX_VERSIONS = 200;
const MAX_TITLE_LENGTH = 200;
/** Later than this a time cannot be written as the API writes it. */
const END_OF_9999_MS = 253_402_300_799_999;
const NAME = /^[A-Za-z0-9._~-]{1,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** @throws `broker_invalid`, naming the field. */
export function checkAgreements(agreements: readonly AgreementSetting[], defaultLanguage: string): void {
  const ids = new Set(agreements.map(({ id }) => id));
  const versions = new Set(agreements.map(({ id, version }) => JSON.stringify([id, version])));
  requireField(ids.size <= MAX_AGREEMENTS && agreements.length <= MAX_VERSIONS, 'agreements');
  requireField(versions.size === agreements.length, 'agreements');
  for (const [index, agreement] of agreements.entries()) {
    const { id, version, effectiveAtMs = 0 } = agreement;
    const place = `agreements.${index}`;
    requireField(NAME.test(id), `${place}.id`);
    requireField(NAME.test(version), `${place}.version`);
    requireField(isBetween(effectiveAtMs, 0, END_OF_9999_MS), `${place}.effectiveAtMs`);
    if (!agreement.withdraws) checkDocument(agreement, place, defaultLanguage);
  }
}

function checkDocument(
  { title, url, documentSha256 }: AgreementDocument,
  place: string,
  defaultLanguage: string,
): void {
  // Who reads another language gets this one.
  requireField(areShownTexts(title, MAX_TITLE_LENGTH) && Object.hasOwn(title, defaultLanguage), `${place}.title`);
  requireField(isInEachLanguage(url, title, isWebAddress), `${place}.url`);
  if (documentSha256 === undefined) return;
  requireField(
    isInEachLanguage(documentSha256, title, (text) => SHA256.test(text)),
    `${place}.documentSha256`,
  );
}

/** One for all, or one for each language of the title and no other. */
function isInEachLanguage(
  texts: string | Readonly<Record<string, string>>,
  title: AgreementDocument['title'],
  isGood: (text: string) => boolean,
): boolean {
  if (typeof texts === 'string') return isGood(texts);
  const languages = Object.keys(texts);
  const isComplete = languages.length === Object.keys(title).length;
  return (
    isComplete && languages.every((language) => Object.hasOwn(title, language)) && Object.values(texts).every(isGood)
  );
}

/**
 * What somebody may have signed stays what it was.
 *
 * @param before - As it was saved.
 * @throws `broker_invalid`, naming the version that says something else than before.
 */
export function keepPublished(before: readonly AgreementSetting[], agreements: readonly AgreementSetting[]): void {
  for (const [index, agreement] of agreements.entries()) {
    const published = before.find(({ id, version }) => id === agreement.id && version === agreement.version);
    requireField(!published || isDeepStrictEqual(published, agreement), `agreements.${index}.version`);
  }
}
