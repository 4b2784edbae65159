import type { Request, Response } from 'express';
import type { SimulatedBroker } from '../simulated-broker.ts';
import { type App, findBroker } from './app.ts';
import { BROKER_COOKIE, CHOICES_COOKIE, COOKIE_OPTIONS, readCookie } from './cookies.ts';

/** What the controls are set to. */
export interface Choices {
  /** Whose app is open; `undefined` when there is no broker at all. */
  readonly broker: SimulatedBroker | undefined;
  /** Empty leaves the parameter out; so with the others. */
  readonly lang: string;
  readonly theme: string;
  readonly source: string;
  readonly partnerId: string;
  /** `button` says what the pressed button says; empty leaves it out. */
  readonly firstLogin: string;
  readonly device: string;
  /** `blocked` opens the screens without the browser's cookies. */
  readonly cookies: string;
}

/** The values that a control takes; the first one is where it starts. */
export const CHOICE_VALUES = {
  theme: ['light', 'dark', ''],
  source: ['Web', 'Android', 'iOS', 'MacOS', 'Desktop', ''],
  firstLogin: ['button', 'true', 'false', ''],
  device: ['phone', 'tablet', 'desktop'],
  cookies: ['allowed', 'blocked'],
} as const;

/** A language that no broker offers. */
export const UNOFFERED_LANGUAGE = 'eo';

const MAX_PARTNER_ID_LENGTH = 100;

/** @returns What the address says, or else what was chosen last. */
export function readChoices(app: App, request: Request): Choices {
  const kept = new URLSearchParams(
    Buffer.from(readCookie(request, CHOICES_COOKIE) ?? '', 'base64url').toString('utf8'),
  );
  const read = (name: string) => textOf(request.query[name]) ?? kept.get(name) ?? undefined;
  const broker =
    findBroker(app, textOf(request.query.broker)) ??
    findBroker(app, readCookie(request, BROKER_COOKIE)) ??
    app.platform.brokers[0];
  return {
    broker,
    lang: chosen([...(broker?.languages ?? []), UNOFFERED_LANGUAGE, ''], read('lang')),
    theme: chosen(CHOICE_VALUES.theme, read('theme')),
    source: chosen(CHOICE_VALUES.source, read('source')),
    firstLogin: chosen(CHOICE_VALUES.firstLogin, read('firstLogin')),
    device: chosen(CHOICE_VALUES.device, read('device')),
    cookies: chosen(CHOICE_VALUES.cookies, read('cookies')),
    partnerId: (read('partnerId') ?? '').trim().slice(0, MAX_PARTNER_ID_LENGTH),
  };
}

/** Keeps what the address says for the pages to come. */
export function keepChoices(choices: Choices, request: Request, response: Response): void {
  if (Object.keys(request.query).length === 0) return;
  const { broker, ...rest } = choices;
  const kept = Buffer.from(new URLSearchParams(rest).toString()).toString('base64url');
  response.cookie(CHOICES_COOKIE, kept, COOKIE_OPTIONS);
  if (broker) keepBroker(broker, response);
}

/** Opens this broker's app from now on. */
export function keepBroker(broker: SimulatedBroker, response: Response): void {
  response.cookie(BROKER_COOKIE, broker.brokerName, COOKIE_OPTIONS);
}

function chosen(values: readonly string[], wanted: string | undefined): string {
  return values.find((value) => value === wanted) ?? values[0] ?? '';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
