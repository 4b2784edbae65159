import { isColour } from '../../lib/colour.ts';
import { areShownTexts, isShownText } from '../../lib/is-shown-text.ts';
import type { Branding, SupportContact } from './broker.ts';
import { isGoodImage } from './is-good-image.ts';
import { isWebAddress } from './is-web-address.ts';
import { requireField } from './require-field.ts';

const MAX_LEGAL_ENTITY_LENGTH = 200;
const MAX_JURISDICTION_LENGTH = 500;
const MAX_RISK_WARNING_LENGTH = 2000;

const IMAGES = ['logoLight', 'logoDark', 'favicon'] as const;
const COLOURS = ['accentLight', 'accentDark'] as const;

/** @throws `broker_invalid`, naming the field. */
export async function checkBranding(branding: Branding): Promise<void> {
  for (const name of IMAGES) {
    const image = branding[name];
    requireField(image === null || (await isGoodImage(image)), `branding.${name}`);
  }
  for (const name of COLOURS) {
    const colour = branding[name];
    requireField(colour === null || isColour(colour), `branding.${name}`);
  }
  const { legalEntity, jurisdiction, riskWarning, support } = branding;
  requireField(legalEntity === '' || isShownText(legalEntity, MAX_LEGAL_ENTITY_LENGTH), 'branding.legalEntity');
  requireField(jurisdiction === '' || isShownText(jurisdiction, MAX_JURISDICTION_LENGTH), 'branding.jurisdiction');
  requireField(areShownTexts(riskWarning, MAX_RISK_WARNING_LENGTH), 'branding.riskWarning');
  checkSupport(support);
}

/** They become links, so nothing may stand in them that an address would read as more than one thing. */
function checkSupport({ email, phone, url }: SupportContact): void {
  requireField(email === null || (email.length <= 254 && EMAIL.test(email)), 'branding.support.email');
  requireField(phone === null || PHONE.test(phone), 'branding.support.phone');
  requireField(url === null || isWebAddress(url), 'branding.support.url');
}

const EMAIL = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const PHONE = /^\+?[0-9][0-9 ()./-]{2,38}$/;
