import type { Broker } from '../../../domain/brokers/broker.ts';
import { BridgeError } from '../../../errors/bridge-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../../errors/catalogue.ts';
import type { RouteReply } from '../../../http/route.ts';
import { pageHeaders } from '../../../http/security-headers.ts';
import type { ScreensDependencies } from '../screens-dependencies.ts';
import { brandLook } from './brand-look.ts';
import { languageLinks, languageName } from './language-choice.ts';
import { ownQueryOf } from './own-query.ts';
import { parseScreenLook } from './screen-parameters.ts';
import type { ScreenRequest } from './screen-request.ts';

/** What one page says, apart from what all pages have. */
export interface PageContent {
  /** Names the template below `views/screens`. */
  readonly view: string;
  /** Key of the words of the heading, or a function of `words` where one key does not do. */
  readonly title: string;
  readonly error?: BridgeError | ErrorCode | undefined;
  /**
   * The fields of the form, each with the key of the words that say what it takes. An error of one of them stands beside
   * it, any other on top of the page.
   */
  readonly fields?: Readonly<Record<string, string>>;
  /** What was typed before, by field. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Values of placeholders in the words of the page and of its errors. */
  readonly words?: Readonly<Record<string, string | number>>;
  /** Whether the page has a "×", which leads back to the app. */
  readonly closable?: boolean;
  /** Origins, other than our own and the success URL's, to which its form may lead. */
  readonly formOrigins?: readonly string[];
  /** Names the request to the support. Without it, faults of ours and of the platform do. */
  readonly showReference?: boolean;
  /** That of the error, or 200, when left out. */
  readonly status?: number;
  /** Whether opening the page's address again would do something; it then has no links to itself. */
  readonly opensOnce?: boolean;
  /** Whatever else the template needs. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Where a page without a white label leads when it is closed. */
const OWN_SUCCESS_PATH = '/callback/success';

/** What a page is made with. */
export type PageKit = Pick<ScreensDependencies, 'renderView' | 'brandAssets' | 'translations'>;

export type PageReply = Extract<RouteReply, { kind: 'html' }>;

/** @param broker - `undefined` where the request named none. */
export function renderPage(
  { renderView, brandAssets, translations }: PageKit,
  broker: Broker | undefined,
  { context, query, appRequest }: ScreenRequest,
  content: PageContent,
): PageReply {
  const look = parseScreenLook(query, broker, translations);
  const t = translations.in(look.language);
  const { fields = {}, typed = {}, words = {} } = content;
  const error = typeof content.error === 'string' ? new BridgeError(content.error) : content.error;
  const faultyField = Object.keys(fields).find((name) => name === error?.field);
  const status = content.status ?? (error ? ERROR_CATALOGUE[error.code].status : 200);
  const errorOf = (name: string) => (error && name === faultyField ? t(keyOfFault(error, fields[name]), words) : '');
  const title = t(content.title, words);
  const body = renderView(content.view, {
    ...content.data,
    ...look,
    t: (key: string, values = {}) => t(key, { ...words, ...values }),
    direction: translations.directionOf(look.language),
    title,
    // A page that is nothing but word of a fault says so by its title.
    tabTitle: error && content.view !== 'error' ? t('page.faultTitle', { title }) : title,
    directionOf: translations.directionOf,
    brand: brandLook(brandAssets, broker, look),
    languageName: languageName(look.language),
    languageLinks: content.opensOnce
      ? []
      : languageLinks(translations, broker, { context, query }, { ...look, isFault: error !== undefined }),
    action: ownQueryOf(context.request.originalUrl),
    closeAddress: content.closable ? (broker?.screens.successUrl ?? OWN_SUCCESS_PATH) : '',
    alert: error && faultyField === undefined ? t(`errors.${error.code}`, words) : '',
    reference: (content.showReference ?? status >= 500) ? context.requestId : '',
    errorOf,
    /** What the template `field` needs. */
    field: (name: string, more: object) => ({
      name,
      type: 'text',
      label: t(`fields.${name}`, words),
      value: typed[name] ?? '',
      error: errorOf(name),
      hasFocus: name === faultyField,
      hint: '',
      attributes: '',
      ...more,
    }),
  });
  const formOrigins = [...(content.formOrigins ?? []), ...(appRequest?.formOrigins ?? [])];
  return { kind: 'html', status, headers: headersOf(broker, formOrigins), body };
}

/** A field that is merely wrong says what it takes; other faults say what they are. */
function keyOfFault({ code }: BridgeError, ofField = ''): string {
  return code === 'parameter_invalid' ? ofField : `errors.${code}`;
}

/** An origin, or the scheme of an app on a device; nothing that ends the directive in which it stands. */
const FORM_ORIGIN = /^(?!https?:$)[a-z][a-z\d+.-]*:(?:\/\/[\w.:[\]-]+)?$/i;

function headersOf(broker: Broker | undefined, more: readonly string[]): Record<string, string> {
  if (!broker) return pageHeaders({ frameOrigins: [], formOrigins: [] });
  const { frameOrigins, successUrl } = broker.screens;
  const own = more.filter((origin) => FORM_ORIGIN.test(origin));
  return pageHeaders({ frameOrigins, formOrigins: [...new Set([new URL(successUrl).origin, ...own])] });
}
