import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import type { StaffMember, StaffReach } from '../../../../src/domain/staff/staff-member.ts';
import type { StaffRole } from '../../../../src/lib/staff-permissions.ts';
import type { TestBridgeOptions } from '../../../support/start-bridge.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';

export interface Answer {
  readonly status: number;
  /** As it came. */
  readonly text: string;
  /** Empty where it is no JSON. */
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface CallOptions {
  readonly body?: unknown;
  /** Over those that every call has; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** That of the stage when left out. */
  readonly fetch?: typeof fetch;
}

/** A member of staff who calls the API with a bearer token. */
export interface StaffCaller {
  readonly member: StaffMember;
  readonly password: string;
  /** Changes with each proof. */
  token(): string;
  /** @param path - Below `/admin/api/v1`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Proves again that it is they, as steps with secrets, keys and payments ask for. */
  stepUp(): Promise<void>;
}

export interface AdminStage {
  readonly bridge: WiredBridge;
  /** Of everything, and proven. */
  readonly owner: StaffCaller;
  /** A new member who is signed in; proven unless said otherwise. */
  as(role: StaffRole, reach: StaffReach, options?: { readonly isProven?: boolean }): Promise<StaffCaller>;
}

export const EVERYTHING: StaffReach = { kind: 'everything' };
export const ADMIN_API = '/admin/api/v1';
const PASSWORD = 'correct horse battery';

export function reachOfBroker(...brokers: string[]): StaffReach {
  return { kind: 'some', crms: [], brokers };
}

export function reachOfCrm(...crms: string[]): StaffReach {
  return { kind: 'some', crms, brokers: [] };
}

/** @returns A function that may be called inside tests only. */
export function useAdminStage(optionsOf: () => Promise<Omit<TestBridgeOptions, 'simulatorUrl'>> = async () => ({})) {
  let stage: AdminStage | undefined;
  before(async () => {
    stage = await openAdminStage(await startWiredBridge(await optionsOf()));
  });
  after(() => stage?.bridge.close());
  return (): AdminStage => {
    if (!stage) throw new Error('The stage is only open while tests run');
    return stage;
  };
}

export async function openAdminStage(bridge: WiredBridge): Promise<AdminStage> {
  const as: AdminStage['as'] = async (role, reach, { isProven = true } = {}) => {
    const email = `${role}-${randomUUID()}@example.com`;
    const member = await bridge.app.staff.members.import({ email, name: `A ${role}`, role, reach, password: PASSWORD });
    if (!member) throw new Error('The member was not added');
    const caller = await signIn(bridge, member);
    if (isProven) await caller.stepUp();
    return caller;
  };
  return { bridge, as, owner: await as('owner', EVERYTHING) };
}

async function signIn(bridge: WiredBridge, member: StaffMember): Promise<StaffCaller> {
  let token = '';
  const call: StaffCaller['call'] = (method, path, options) => callApi(bridge.url, token, method, path, options);
  const form = { email: member.email, password: PASSWORD, as: 'bearer' };
  token = tokenOf(await call('POST', '/session', { body: form }));
  return {
    ...{ member, password: PASSWORD, call },
    token: () => token,
    async stepUp() {
      const proof = { kind: 'password', password: PASSWORD };
      token = tokenOf(await call('POST', '/session/step-up', { body: { proof } }));
    },
  };
}

function tokenOf({ status, body, text }: Answer): string {
  if (typeof body.token !== 'string') throw new Error(`No session: ${status} ${text}`);
  return body.token;
}

/** @param token - Empty for nobody. */
export async function callApi(
  url: string,
  token: string,
  method: string,
  path: string,
  { body, headers = {}, fetch: send = fetch }: CallOptions = {},
): Promise<Answer> {
  const all: Record<string, string | undefined> = {
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await send(`${url}${ADMIN_API}${path}`, {
    method,
    headers: sent,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, text: answer, body: isJson ? JSON.parse(answer) : {}, headers: response.headers };
}
