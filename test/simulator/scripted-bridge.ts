import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A bridge of a few lines: enough of the calls 4.1–4.5 to test who calls them. */
export interface ScriptedBridge {
  readonly url: string;
  /** Every call, as `{broker} {path}`. */
  readonly seen: string[];
  /** One-time tokens and what they earn; redeemed once each. */
  readonly oneTimeTokens: Map<string, { brokerName: string; answer: object }>;
  /** Makes every `crmApiToken` of before bad. */
  voidCrmApiTokens(): void;
  /** Answers a path with this, while it is set. */
  readonly overrides: Map<string, { status: number; body: object }>;
  close(): Promise<void>;
}

type Reply = [status: number, body?: object];

export async function startScriptedBridge(): Promise<ScriptedBridge> {
  const seen: string[] = [];
  const oneTimeTokens: ScriptedBridge['oneTimeTokens'] = new Map();
  const overrides: ScriptedBridge['overrides'] = new Map();
  let generation = 1;

  function redeem(brokerName: string, code: string): Reply {
    const held = oneTimeTokens.get(code);
    if (!held) return failure(404, 'CID_TOKEN_NOT_FOUND');
    if (held.brokerName !== brokerName) return failure(403, 'BROKER_ID_MISMATCH');
    oneTimeTokens.delete(code);
    return [200, held.answer];
  }

  function answer(brokerName: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Reply {
    const override = overrides.get(path);
    if (override) return [override.status, override.body];
    const crmApiToken = `crm-${generation}-${brokerName}`;
    if (path === '/oauth2/crmApiToken') {
      const right = body.password === `sandbox-password-${brokerName}`;
      return right ? [200, { crmApiToken }] : failure(403, 'CH_CLIENT_AUTH_FAILURE');
    }
    if (query.get('crmApiToken') !== crmApiToken) return failure(403, 'CH_CLIENT_AUTH_FAILURE');
    if (path === '/oauth2/onetime/authorize') return redeem(brokerName, String(body.code));
    if (path === '/oauth2/authorize') return [200, { userId: 10345533 }];
    if (path === '/oauth2/onetime/generate')
      return [200, { token: `ot-for-${body.userId}-${query.get('inappToken')}` }];
    return [204];
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://bridge');
    const [, brokerName = '', path = ''] = /^\/b\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
    seen.push(`${brokerName} ${path}`);
    const [status, body] = answer(brokerName, path, url.searchParams, await bodyOf(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    oneTimeTokens,
    overrides,
    voidCrmApiTokens() {
      generation += 1;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function failure(status: number, code: string): Reply {
  return [status, { error: 'No', message: 'Scripted refusal', code }];
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}
