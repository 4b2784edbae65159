import { faultsOfCallAnswer, isRecord, parseJson } from './answer-faults.ts';
import { exchangeHttp, type HttpAnswer } from './http-exchange.ts';
import type { SecretBook } from './secret-book.ts';

/** Calls 4.1 to 4.5, as the platform's backend makes them. Every answer is looked over, whatever the case expects. */
export interface BridgeClient {
  /** 4.1 */
  buyCrmApiToken(password: string): Promise<CallAnswer>;
  /** 4.2 */
  redeemOneTimeToken(code: string, crmApiToken: string | undefined): Promise<CallAnswer>;
  /** 4.3 */
  verifyAccessToken(accessToken: string, crmApiToken: string | undefined): Promise<CallAnswer>;
  /** 4.4 */
  generateOneTimeToken(userId: number, access: GenerateAccess): Promise<CallAnswer>;
  /** 4.5 */
  logOut(session: { userId: number; accessToken: string }, crmApiToken: string | undefined): Promise<CallAnswer>;
}

export interface GenerateAccess {
  readonly crmApiToken: string | undefined;
  /** Left out of the call when `undefined`. */
  readonly inappToken: string | undefined;
}

export interface CallAnswer extends HttpAnswer {
  /** The number of the call, for example `4.2`. */
  readonly call: string;
  /** Empty when the answer is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface BridgeClientOptions {
  readonly baseUrl: URL;
  readonly brokerName: string;
  readonly brokerCrmName: string;
  readonly timeoutMs: number;
  readonly secrets: SecretBook;
  /** Is told of every answer what is wrong with it in general. */
  readonly onAnswer: (call: string, faults: readonly string[]) => void;
}

export function createBridgeClient(options: BridgeClientOptions): BridgeClient {
  async function call(number: string, path: string, question: CallQuestion): Promise<CallAnswer> {
    const url = urlUnder(options.baseUrl, path);
    const query = { brokerName: options.brokerName, brokerCrmName: options.brokerCrmName, ...question.query };
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
    for (const secret of question.secrets) if (secret !== undefined) options.secrets.learn(secret);
    const answer = await exchangeHttp(
      {
        method: 'POST',
        url,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
      },
      options.timeoutMs,
    );
    // Faults first: a secret that this very answer brings was not sent to it.
    const faults = faultsOfCallAnswer(answer, options.secrets);
    options.onAnswer(answer.failure === null ? `${number} → ${answer.status}` : number, faults);
    return { ...answer, call: number, body: learnFrom(parseJson(answer.text), options.secrets) };
  }

  return {
    buyCrmApiToken: (password) => call('4.1', 'oauth2/crmApiToken', { body: { password }, secrets: [password] }),
    redeemOneTimeToken: (code, crmApiToken) =>
      call('4.2', 'oauth2/onetime/authorize', {
        query: { crmApiToken },
        body: { code },
        secrets: [code, crmApiToken],
      }),
    verifyAccessToken: (accessToken, crmApiToken) =>
      call('4.3', 'oauth2/authorize', {
        query: { crmApiToken },
        body: { accessToken },
        secrets: [accessToken, crmApiToken],
      }),
    generateOneTimeToken: (userId, { crmApiToken, inappToken }) =>
      call('4.4', 'oauth2/onetime/generate', {
        query: { crmApiToken, inappToken },
        body: { userId },
        secrets: [crmApiToken, inappToken],
      }),
    logOut: ({ userId, accessToken }, crmApiToken) =>
      call('4.5', 'oauth2/logout', {
        query: { crmApiToken, userId: String(userId), accessToken },
        secrets: [accessToken, crmApiToken],
      }),
  };
}

interface CallQuestion {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: object;
  readonly secrets: readonly (string | undefined)[];
}

/** @param path - Without a leading slash; the base's own path and query are kept before it. */
export function urlUnder(baseUrl: URL, path: string): URL {
  const url = new URL(baseUrl);
  url.pathname = `${baseUrl.pathname.replace(/\/+$/, '')}/${path}`;
  return url;
}

function learnFrom(body: unknown, secrets: SecretBook): Readonly<Record<string, unknown>> {
  if (!isRecord(body)) return {};
  for (const field of ['crmApiToken', 'accessToken', 'inappToken', 'token']) {
    const value = body[field];
    if (typeof value === 'string') secrets.learn(value);
  }
  return body;
}
