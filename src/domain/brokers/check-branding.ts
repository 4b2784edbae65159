import { isColour } from '../../lib/colour.ts';
import { areShownTexts, isShownText } from '../../lib/is-shown-text.ts';
import { faultOfWebAddress } from '../../lib/is-web-address.ts';
import type { Branding, SupportContact } from './broker.ts';
import { faultOfImage } from './fault-of-image.ts';
import { type Demand, requireField } from './require-field.ts';

const MAX_LEGAL_ENTITY_LENGTH = 200;
const MAX_JURISDICTION_LENGTH = 500;
const MAX_RISK_WARNING_LENGTH = 2000;

const IMAGES = ['logoLight', 'logoDark', 'favicon'] as const;
const COLOURS = ['accentLight', 'accentDark'] as const;

/** @throws `broker_invalid`, naming the field. */
export async function checkBranding(branding: Branding, demand: Demand = requireField): Promise<void> {
  for (const name of IMAGES) {
    const image = branding[name];
    const fault = image === null ? undefined : await faultOfImage(image);
    demand(fault === undefined, `branding.${name}`, fault ?? '');
  }
  for (const name of COLOURS) {
    const colour = branding[name];
    demand(colour === null || isColour(colour), `branding.${name}`, 'must be a colour such as #1d5fd1');
  }
  const { legalEntity, jurisdiction, riskWarning, support } = branding;
  const isEntity = legalEntity === '' || isShownText(legalEntity, MAX_LEGAL_ENTITY_LENGTH);
  demand(isEntity, 'branding.legalEntity', lineOf(MAX_LEGAL_ENTITY_LENGTH));
  const isPlace = jurisdiction === '' || isShownText(jurisdiction, MAX_JURISDICTION_LENGTH);
  demand(isPlace, 'branding.jurisdiction', lineOf(MAX_JURISDICTION_LENGTH));
  for (const [language, text] of Object.entries(riskWarning)) {
    const isText = areShownTexts({ [language]: text }, MAX_RISK_WARNING_LENGTH);
    demand(isText, 'branding.riskWarning', `${lineOf(MAX_RISK_WARNING_LENGTH)}, by language such as en`);
  }
  checkSupport(support, demand);
}

/** They become links, so nothing may stand in them that an address would read as more than one thing. */
function checkSupport({ email, phone, url }: SupportContact, demand: Demand): void {
  const isEmail = email === null || (email.length <= 254 && EMAIL.test(email));
  demand(isEmail, 'branding.support.email', 'must be an email address');
  demand(phone === null || PHONE.test(phone), 'branding.support.phone', 'must be a telephone number');
  const fault = url === null ? undefined : faultOfWebAddress(url);
  demand(fault === undefined, 'branding.support.url', fault ?? '');
}

function lineOf(maxLength: number): string {
  return `must be one line of up to ${maxLength} characters, without control characters`;
}

const EMAIL = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const PHONE = /^\+?[0-9][0-9 ()./-]{2,38}$/;
