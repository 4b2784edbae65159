import type { Broker, SupportContact } from '../../../domain/brokers/broker.ts';
import type { BrandAssets, BrandImage, BrandImageName } from '../brand/brand-assets.ts';
import type { ScreenLook } from './screen-parameters.ts';

/** What the layout shows of a white label. */
export interface BrandLook {
  readonly displayName: string;
  readonly styleSheet: string;
  readonly icon: string;
  /** `null` shows the display name instead. */
  readonly logo: BrandLogo | null;
  readonly legalEntity: string;
  readonly jurisdiction: string;
  readonly riskWarning: RiskWarning | null;
  readonly contacts: readonly Contact[];
}

export interface BrandLogo extends LogoImage {
  /** Where the theme is left to the device: shown instead when that is dark. */
  readonly onDark: LogoImage | null;
}

interface LogoImage {
  readonly address: string;
  readonly width: number;
  readonly height: number;
}

interface RiskWarning {
  readonly text: string;
  /** Its own, which need not be the page's. */
  readonly language: string;
}

interface Contact {
  readonly text: string;
  /** Empty where it is to be read only: a link to another site would leave the app. */
  readonly address: string;
}

/** @param broker - `undefined` where the request named none; the page then is nobody's. */
export function brandLook(brandAssets: BrandAssets, broker: Broker | undefined, look: ScreenLook): BrandLook {
  if (!broker) return NOBODYS;
  const { brokerName, displayName, branding } = broker;
  const { sheet, images } = brandAssets.of(branding);
  const addressOf = (name: string, version: string) =>
    `/b/${encodeURIComponent(brokerName)}/brand/${name}?v=${version}`;
  const imageOf = (name: BrandImageName) => {
    const image: BrandImage | null = images[name];
    return image && { address: addressOf(name, image.version), width: image.width, height: image.height };
  };
  return {
    displayName,
    styleSheet: addressOf('screens.css', sheet.version),
    icon: imageOf('favicon')?.address ?? OWN_ICON,
    logo: logoFor(look.theme, imageOf('logo-light'), imageOf('logo-dark')),
    legalEntity: branding.legalEntity,
    jurisdiction: branding.jurisdiction,
    riskWarning: riskWarningIn(look.language, broker),
    contacts: contactsOf(branding.support),
  };
}

export const OWN_ICON = '/assets/icon.svg';

const NOBODYS: BrandLook = {
  displayName: '',
  styleSheet: '/assets/screens.css',
  icon: OWN_ICON,
  logo: null,
  legalEntity: '',
  jurisdiction: '',
  riskWarning: null,
  contacts: [],
};

function logoFor(theme: ScreenLook['theme'], light: LogoImage | null, dark: LogoImage | null): BrandLogo | null {
  if (!light) return null;
  if (theme === '') return { ...light, onDark: dark };
  return { ...(theme === 'dark' ? (dark ?? light) : light), onDark: null };
}

function riskWarningIn(language: string, { branding, screens }: Broker): RiskWarning | null {
  const { riskWarning } = branding;
  const spoken = [language, screens.defaultLanguage].find((one) => Object.hasOwn(riskWarning, one));
  return spoken === undefined ? null : { text: riskWarning[spoken] ?? '', language: spoken };
}

function contactsOf({ email, phone, url }: SupportContact): Contact[] {
  return [
    ...(email === null ? [] : [{ text: email, address: `mailto:${email}` }]),
    ...(phone === null ? [] : [{ text: phone, address: `tel:${phone.replaceAll(/[^+\d]/g, '')}` }]),
    ...(url === null ? [] : [{ text: url.replace(/^https?:\/\//, '').replace(/\/$/, ''), address: '' }]),
  ];
}
