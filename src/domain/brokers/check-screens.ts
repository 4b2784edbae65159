import { isLanguage } from '../../lib/is-shown-text.ts';
import { faultOfWebAddress, isWebOrigin } from '../../lib/is-web-address.ts';
import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { ScreenSettings } from './broker.ts';
import { ACTION_PLACEHOLDERS } from './check-actions.ts';
import { type Demand, requireField } from './require-field.ts';

const MAX_LANGUAGES = 50;
const MAX_FRAME_ORIGINS = 50;

/** @throws `broker_invalid`, naming the field. */
export function checkScreens(screens: ScreenSettings, demand: Demand = requireField): void {
  const { successUrl, landingUrl, embeddedPlatformUrl, frameOrigins, languages, defaultLanguage } = screens;
  const addressFaults = {
    successUrl: faultOfWebAddress(successUrl),
    landingUrl: landingUrl === null ? undefined : faultOfWebAddress(landingUrl),
    embeddedPlatformUrl:
      embeddedPlatformUrl === null ? undefined : checkUrlTemplate(embeddedPlatformUrl, ACTION_PLACEHOLDERS),
  };
  for (const [name, fault] of Object.entries(addressFaults))
    demand(fault === undefined, `screens.${name}`, fault ?? '');
  const areOrigins = frameOrigins.length <= MAX_FRAME_ORIGINS && frameOrigins.every(isWebOrigin);
  demand(areOrigins, 'screens.frameOrigins', `must be up to ${MAX_FRAME_ORIGINS} origins such as https://app.example`);
  const areLanguages = languages.length <= MAX_LANGUAGES && languages.every(isLanguage);
  demand(areLanguages, 'screens.languages', `must be up to ${MAX_LANGUAGES} of two small letters (ISO 639-1)`);
  demand(languages.includes(defaultLanguage), 'screens.defaultLanguage', 'must be one of the languages');
}
