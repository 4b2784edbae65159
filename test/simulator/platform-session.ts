import { createHash } from 'node:crypto';

/** The simulated platform's answer, read. */
export interface PlatformReply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly errorCode: string | undefined;
}

/** Calls the simulated platform as a broker's CRM would, without any of the bridge's code. */
export interface PlatformSession {
  readonly token: string;
  call(method: string, path: string, input?: object): Promise<PlatformReply>;
}

const MANAGERS: Readonly<Record<string, number>> = {
  tradingtech_main: 1001,
  tradingtech_wl_europe: 1002,
  financialhouse_main: 1003,
};

export async function openPlatformSession(url: string, brokerName = 'tradingtech_main'): Promise<PlatformSession> {
  const hashedPassword = createHash('md5').update(`sandbox-manager-${brokerName}`).digest('hex');
  const login = MANAGERS[brokerName];
  const bought = await send(`${url}/v2/webserv/managers/token`, 'POST', { login, hashedPassword });
  const token = String(bought.body.webservToken);

  return {
    token,
    call(method, path, input) {
      const target = new URL(path, url);
      target.searchParams.set('token', token);
      const inQuery = method === 'GET' || method === 'DELETE' || /logout|acceptAgreement/.test(path);
      if (!inQuery) return send(target.href, method, input);
      for (const [name, value] of Object.entries(input ?? {})) target.searchParams.set(name, String(value));
      return send(target.href, method);
    },
  };
}

/** @param body - An object to be sent as JSON, or a text to be sent as it is. */
export async function send(url: string, method: string, body?: object | string): Promise<PlatformReply> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body;
  const response = await fetch(url, { method, ...(text === undefined ? {} : { body: text }) });
  const answer = await response.text();
  const read = (answer === '' ? {} : JSON.parse(answer)) as Record<string, unknown>;
  const error = read.error as { errorCode?: string } | undefined;
  return { status: response.status, body: read, errorCode: error?.errorCode };
}
