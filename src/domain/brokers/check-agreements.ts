import { isDeepStrictEqual } from 'node:util';
import { areShownTexts } from '../../lib/is-shown-text.ts';
import { isWebAddress } from '../../lib/is-web-address.ts';
import type { AgreementDocument, AgreementSetting } from './broker.ts';
import { type Demand, isBetween, requireField } from './require-field.ts';

const MAX_AGREEMENTS = 20;
const MAX_VERSIONS = 200;
const MAX_TITLE_LENGTH = 200;
/** Later than this a time cannot be written as the API writes it. */
const END_OF_9999_MS = 253_402_300_799_999;
const NAME = /^[A-Za-z0-9._~-]{1,64}$/;
const SHA256 = /^[0-9a-f]{64}$/;

const NAMED = 'must be 1 to 64 letters, digits or - . _ ~';
const EACH = 'for all, or for each language of the title and no other';

/** @throws `broker_invalid`, naming the field. */
export function checkAgreements(
  agreements: readonly AgreementSetting[],
  defaultLanguage: string,
  demand: Demand = requireField,
): void {
  const ids = new Set(agreements.map(({ id }) => id));
  const versions = new Set(agreements.map(({ id, version }) => JSON.stringify([id, version])));
  const areFew = ids.size <= MAX_AGREEMENTS && agreements.length <= MAX_VERSIONS;
  demand(areFew, 'agreements', `are more than ${MAX_AGREEMENTS}, or have more than ${MAX_VERSIONS} versions`);
  demand(versions.size === agreements.length, 'agreements', 'hold one version twice');
  for (const [index, agreement] of agreements.entries()) {
    const { id, version, effectiveAtMs = 0 } = agreement;
    const place = `agreements.${index}`;
    demand(NAME.test(id), `${place}.id`, NAMED);
    demand(NAME.test(version), `${place}.version`, NAMED);
    demand(isBetween(effectiveAtMs, 0, END_OF_9999_MS), `${place}.effectiveAtMs`, 'must be a time from 1970 to 9999');
    if (!agreement.withdraws) checkDocument(agreement, place, defaultLanguage, demand);
  }
}

function checkDocument(
  { title, url, documentSha256 }: AgreementDocument,
  place: string,
  defaultLanguage: string,
  demand: Demand,
): void {
  // Who reads another language gets this one.
  const isTitle = areShownTexts(title, MAX_TITLE_LENGTH) && Object.hasOwn(title, defaultLanguage);
  demand(
    isTitle,
    `${place}.title`,
    `must be one line each, up to ${MAX_TITLE_LENGTH} characters, also in the default language`,
  );
  demand(isInEachLanguage(url, title, isWebAddress), `${place}.url`, `must be a web address ${EACH}`);
  if (documentSha256 === undefined) return;
  const isHash = isInEachLanguage(documentSha256, title, (text) => SHA256.test(text));
  demand(isHash, `${place}.documentSha256`, `must be a SHA-256 in hex ${EACH}`);
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
export function keepPublished(
  before: readonly AgreementSetting[],
  agreements: readonly AgreementSetting[],
  demand: Demand = requireField,
): void {
  for (const [index, agreement] of agreements.entries()) {
    const published = before.find(({ id, version }) => id === agreement.id && version === agreement.version);
    const isKept = !published || isDeepStrictEqual(published, agreement);
    demand(isKept, `agreements.${index}.version`, 'was published and says something else now; publish another version');
  }
}
