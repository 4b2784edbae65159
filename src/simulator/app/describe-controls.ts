import type { App } from './app.ts';
import { CHOICE_VALUES, type Choices, UNOFFERED_LANGUAGE } from './choices.ts';

/** A control with its possible values. */
export interface ControlView {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ControlsView {
  readonly selects: readonly ControlView[];
  readonly partnerId: string;
  /** Addresses of the log-in screen as the controls are set. */
  readonly logInUrl: string;
  readonly signUpUrl: string;
  readonly embeddedUrl: string;
}

const LEFT_OUT = 'left out';

const WORDS: Readonly<Record<string, string>> = {
  light: 'Light',
  dark: 'Dark',
  button: 'as the button says',
  phone: 'Phone, 390 × 844',
  tablet: 'Tablet 4:3, 1024 × 768',
  desktop: 'Desktop 16:9, 1280 × 720',
  allowed: 'Allowed',
  blocked: 'Blocked in the frame',
  '': LEFT_OUT,
};

const LABELS = {
  theme: 'Theme',
  device: 'Device',
  source: 'Source',
  firstLogin: 'firstLogin',
  cookies: 'Cookies of the screens',
} as const;

export function describeControls(app: App, choices: Choices): ControlsView {
  const names = Object.keys(LABELS) as (keyof typeof LABELS)[];
  return {
    selects: [
      brokerControl(app, choices),
      languageControl(choices),
      ...names.map((name) => ({
        name,
        label: LABELS[name],
        value: choices[name],
        options: CHOICE_VALUES[name].map((value) => ({ value, label: WORDS[value] ?? value })),
      })),
    ],
    partnerId: choices.partnerId,
    logInUrl: loginUrl(choices, 'false'),
    signUpUrl: loginUrl(choices, 'true'),
    embeddedUrl: `${loginUrl(choices, 'false')}&embedded=true`,
  };
}

function brokerControl({ platform }: App, { broker }: Choices): ControlView {
  const options = platform.brokers.map(({ brokerName, displayName }) => ({ value: brokerName, label: displayName }));
  return { name: 'broker', label: 'Broker', value: broker?.brokerName ?? '', options };
}

function languageControl({ broker, lang }: Choices): ControlView {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const offered = (broker?.languages ?? []).map((value) => ({ value, label: `${names.of(value)} (${value})` }));
  const unoffered = { value: UNOFFERED_LANGUAGE, label: `${names.of(UNOFFERED_LANGUAGE)}, not offered` };
  const options = [...offered, unoffered, { value: '', label: LEFT_OUT }];
  return { name: 'lang', label: 'Language', value: lang, options };
}

function loginUrl({ broker, lang, theme, source, partnerId, firstLogin }: Choices, pressed: string): string {
  const parameters = {
    broker: broker?.brokerName ?? '',
    lang,
    theme,
    source,
    partnerId,
    firstLogin: firstLogin === 'button' ? pressed : firstLogin,
  };
  return `/open?${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== ''))}`;
}
