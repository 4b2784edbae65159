import { areShownTexts } from '../../lib/is-shown-text.ts';
import type { AgreementSetting } from './broker.ts';
import { isWebAddress } from './is-web-address.ts';
import { requireField } from './require-field.ts';

const MAX_AGREEMENTS = 20;
const MAX_TITLE_LENGTH = 200;
const NAME = /^[A-Za-z0-9._~-]{1,64}$/;

/** @throws `broker_invalid`, naming the field. */
export function checkAgreements(agreements: readonly AgreementSetting[], defaultLanguage: string): void {
  const ids = new Set(agreements.map(({ id }) => id));
  requireField(agreements.length <= MAX_AGREEMENTS && ids.size === agreements.length, 'agreements');
  for (const [index, { id, version, title, url }] of agreements.entries()) {
    const place = `agreements.${index}`;
    requireField(NAME.test(id), `${place}.id`);
    requireField(NAME.test(version), `${place}.version`);
    // Who reads another language gets this one.
    requireField(areShownTexts(title, MAX_TITLE_LENGTH) && Object.hasOwn(title, defaultLanguage), `${place}.title`);
    requireField(isWebAddress(url), `${place}.url`);
  }
}
