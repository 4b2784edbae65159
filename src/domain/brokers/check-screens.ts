import { isLanguage } from '../../lib/is-shown-text.ts';
import type { ScreenSettings } from './broker.ts';
import { isWebAddress, isWebOrigin } from './is-web-address.ts';
import { requireField } from './require-field.ts';

const MAX_LANGUAGES = 50;
const MAX_FRAME_ORIGINS = 50;

/** @throws `broker_invalid`, naming the field. */
export function checkScreens(screens: ScreenSettings): void {
  const { successUrl, landingUrl, frameOrigins, languages, defaultLanguage } = screens;
  requireField(isWebAddress(successUrl), 'screens.successUrl');
  requireField(landingUrl === null || isWebAddress(landingUrl), 'screens.landingUrl');
  requireField(frameOrigins.length <= MAX_FRAME_ORIGINS && frameOrigins.every(isWebOrigin), 'screens.frameOrigins');
  requireField(languages.length <= MAX_LANGUAGES && languages.every(isLanguage), 'screens.languages');
  requireField(languages.includes(defaultLanguage), 'screens.defaultLanguage');
}
