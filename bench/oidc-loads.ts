import { type Measurement, measure } from './measure.ts';
import { CLIENT_HEADERS, REDIRECT_URI, VERIFIER } from './oidc-client.ts';
import type { IssuerUnderLoad } from './oidc-servers.ts';

/** What apps ask of an issuer. */
export const CALLS = ['client_credentials', 'introspection', 'code exchange', 'refresh'] as const;
export type Call = (typeof CALLS)[number];

const SECONDS = 2;
/** Codes live for a minute, so each batch is issued and redeemed well within it. */
const CODES = 4000;
/** autocannon sends some more than it was told. */
const SPARE = 200;

/** What a load did, and what it cost the server. */
export interface LoadedCall extends Measurement {
  /** Processor time for each request; says more than the time while other programs run on the machine. */
  readonly cpuMicroseconds: number;
}

/** Loads one issuer with one call. */
export function loadIssuer(issuer: IssuerUnderLoad, call: Call): Promise<LoadedCall> {
  return LOADS[call](issuer);
}

const LOADS: Readonly<Record<Call, (issuer: IssuerUnderLoad) => Promise<LoadedCall>>> = {
  client_credentials: (issuer) => post(issuer, '/token', { body: CLIENT_CREDENTIALS }),
  async introspection(issuer) {
    const [code = ''] = await issuer.issueCodes(1);
    const { access_token: token } = await redeem(issuer, code);
    return post(issuer, issuer.introspectionPath, { body: { token } });
  },
  async 'code exchange'(issuer) {
    const codes = await issuer.issueCodes(CODES + SPARE);
    return post(issuer, '/token', { body: () => redemptionOf(codes.pop() ?? 'none left'), amount: CODES });
  },
  async refresh(issuer) {
    const codes = await issuer.issueCodes(SPARE);
    const redeemed = await Promise.all(codes.map((code) => redeem(issuer, code)));
    const tokens = redeemed.map((answer) => answer.refresh_token);
    return post(issuer, '/token', {
      body: () => ({ grant_type: 'refresh_token', refresh_token: tokens.shift() ?? 'none left' }),
      onAnswer: (answer) => tokens.push(JSON.parse(answer).refresh_token ?? 'refused'),
    });
  },
};

const CLIENT_CREDENTIALS = { grant_type: 'client_credentials', scope: 'crm_api' };

function redemptionOf(code: string) {
  return { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI, code_verifier: VERIFIER };
}

type Posted = Pick<Parameters<typeof measure>[0], 'body' | 'amount' | 'onAnswer'>;

async function post({ url, server }: IssuerUnderLoad, path: string, load: Posted): Promise<LoadedCall> {
  const before = server.cpuSeconds();
  const measured = await measure({
    ...{ url: url + path, headers: CLIENT_HEADERS, format: 'form', seconds: SECONDS },
    ...load,
  });
  return { ...measured, cpuMicroseconds: ((server.cpuSeconds() - before) * 1_000_000) / measured.requests };
}

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

async function redeem(issuer: IssuerUnderLoad, code: string): Promise<Tokens> {
  const body = new URLSearchParams(redemptionOf(code));
  const answer = await fetch(`${issuer.url}/token`, { method: 'POST', headers: CLIENT_HEADERS, body });
  if (!answer.ok) throw new Error(`${issuer.name} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Tokens;
}
