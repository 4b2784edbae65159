import { isLanguage } from '../../lib/is-shown-text.ts';
import { checkUrlTemplate } from '../../lib/url-template.ts';
import type { ScreenSettings } from './broker.ts';
import { ACTION_PLACEHOLDERS } from './check-actions.ts';
import { isWebAddress, isWebOrigin } from './is-web-address.ts';
import { requireField } from './require-field.ts';

const MAX_LANGUAGES = 50;
const MAX_FRAME_ORIGINS = 50;

/** @throws `broker_invalid`, naming the field. */
export function checkScreens(screens: ScreenSettings): void {
  const { successUrl, landingUrl, embeddedPlatformUrl, frameOrigins, languages, defaultLanguage } = screens;
  requireField(isWebAddress(successUrl), 'screens.successUrl');
  requireField(landingUrl === null || isWebAddress(landingUrl), 'screens.landingUrl');
  const isGood = embeddedPlatformUrl === null || !checkUrlTemplate(embeddedPlatformUrl, ACTION_PLACEHOLDERS);
  requireField(isGood, 'screens.embeddedPlatformUrl');
  requireField(frameOrigins.length <= MAX_FRAME_ORIGINS && frameOrigins.every(isWebOrigin), 'screens.frameOrigins');
  requireField(languages.length <= MAX_LANGUAGES && languages.every(isLanguage), 'screens.languages');
  requireField(languages.includes(defaultLanguage), 'screens.defaultLanguage');
}
