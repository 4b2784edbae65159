import { isRecord, parseJson } from '../answer-faults.ts';
import { exchangeHttp } from '../http-exchange.ts';

/** What the platform sees, told by the simulator; a real platform does not tell. */
export interface PlatformView {
  /** @returns Marks this moment, for `callsSince`. */
  now(): Promise<number>;
  /** Calls of this white label in both directions, in order. */
  callsSince(moment: number): Promise<readonly PlatformCall[]>;
  /** Account numbers of a user, live ones first. */
  accountsOf(userId: number): Promise<readonly number[]>;
  /** @returns The first link of the newest mail to an address; `undefined` when none came in time. */
  linkMailedTo(email: string): Promise<URL | undefined>;
  /** The address of the platform's own page, as a client area opens it. */
  pageWith(token: string, account: number | undefined): URL;
}

export interface PlatformCall {
  readonly id: number;
  /** For example `3.5`; 3.x are calls of the bridge, 4.x those of the platform. */
  readonly call: string;
  readonly status: number | null;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

export interface PlatformViewOptions {
  readonly simulatorUrl: URL;
  readonly brokerName: string;
  readonly timeoutMs: number;
  readonly wait: (ms: number) => Promise<void>;
}

const MAIL_TRIES = 50;
const MAIL_PAUSE_MS = 100;

export function createPlatformView({ simulatorUrl, brokerName, timeoutMs, wait }: PlatformViewOptions): PlatformView {
  async function items(what: 'calls' | 'mails'): Promise<Record<string, unknown>[]> {
    const { items: found } = await read(simulatorUrl, what, timeoutMs);
    return Array.isArray(found) ? found.filter(isRecord) : [];
  }

  async function calls(): Promise<PlatformCall[]> {
    return (await items('calls'))
      .filter((item) => item.brokerName === brokerName || item.brokerName === null)
      .map(({ id, call, status, request, response }) => ({
        id: Number(id),
        call: String(call),
        status: typeof status === 'number' ? status : null,
        request: isRecord(request) ? request : {},
        response: isRecord(response) ? response : {},
      }));
  }

  return {
    pageWith(token, account) {
      const query = { source: 'web', token, lang: 'en', ...(account === undefined ? {} : { acc: String(account) }) };
      return new URL(`/info?${new URLSearchParams(query)}`, simulatorUrl);
    },
    now: async () => Math.max(0, ...(await calls()).map(({ id }) => id)),
    callsSince: async (moment) => (await calls()).filter(({ id }) => id > moment),
    async accountsOf(userId) {
      const { links, traders } = await read(simulatorUrl, 'state', timeoutMs);
      const own = recordsIn(links).filter((link) => link.userId === userId);
      const logins = new Set(own.map((link) => link.login));
      return recordsIn(traders)
        .filter((trader) => logins.has(trader.login))
        .sort((left, right) => Number(right.environment === 'live') - Number(left.environment === 'live'))
        .map((trader) => Number(trader.login));
    },
    async linkMailedTo(email) {
      for (let tries = 0; tries < MAIL_TRIES; tries += 1) {
        const mails = (await items('mails')).filter(({ to }) => Array.isArray(to) && to.includes(email));
        const links = mails.flatMap(({ text }) => /https?:\/\/\S+/.exec(String(text))?.[0] ?? []);
        const link = links.map((one) => URL.parse(one)).find((url) => url?.searchParams.has('token'));
        if (link) return link;
        await wait(MAIL_PAUSE_MS);
      }
      return undefined;
    },
  };
}

/** @returns Whether a simulator answers there. */
export async function isSimulator(simulatorUrl: URL, timeoutMs: number): Promise<boolean> {
  return Array.isArray((await read(simulatorUrl, 'state', timeoutMs)).links);
}

async function read(simulatorUrl: URL, what: string, timeoutMs: number): Promise<Readonly<Record<string, unknown>>> {
  const answer = await exchangeHttp({ method: 'GET', url: new URL(`/control/${what}`, simulatorUrl) }, timeoutMs);
  const body = parseJson(answer.text);
  return answer.status === 200 && isRecord(body) ? body : {};
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
