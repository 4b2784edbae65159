import assert from 'node:assert/strict';
import type { Staff } from '../../../src/domain/staff/staff.ts';
import type { NewStaffMember } from '../../../src/domain/staff/staff-administration.ts';
import type { StaffMember } from '../../../src/domain/staff/staff-member.ts';
import type { OpenedStaffSession, SignInResult } from '../../../src/domain/staff/staff-session.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import type { StoreUrls } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

export const PASSWORD = 'correct horse battery';
export const CALLER = { address: '192.0.2.10', userAgent: 'Test browser' };
export const EVERYTHING = { kind: 'everything' } as const;
export const OF_CRM = { kind: 'some', crms: ['tradingtech_crm'], brokers: [] } as const;
export const OF_BROKER = { kind: 'some', crms: [], brokers: ['tradingtech_main'] } as const;
export const ELSEWHERE = { kind: 'some', crms: ['financialhouse_crm'], brokers: [] } as const;

export const fromAddress = (address: string) => ({ ...CALLER, address });

/** Two processes over one store; nobody of staff is there but whom a test makes. */
export interface StaffStage {
  readonly bridge: TestBridge;
  readonly staff: Staff;
  readonly another: Staff;
  /** An active member with `PASSWORD`. */
  member(email: string, more?: Partial<NewStaffMember>): Promise<StaffMember>;
  /** Signs in with `PASSWORD`, where no second factor is set up. */
  session(email: string, address?: string): Promise<OpenedStaffSession>;
  /** With `PASSWORD`, where one is. */
  pending(email: string, address?: string): Promise<Extract<SignInResult, { kind: 'second-factor' }>>;
  close(): Promise<void>;
}

export async function openStaffStage(urls: StoreUrls = {}): Promise<StaffStage> {
  const seed = <File>({ staff: _none, ...file }: File & { staff?: unknown }) => file as File;
  const bridge = await startTestBridge({ ...urls, seed });
  const { clock, dataDir } = bridge;
  const second = await startTestBridge({ ...urls, seed, clock, environment: { DATA_DIR: dataDir } });
  const { staff } = bridge.app;
  return {
    ...{ bridge, staff, another: second.app.staff },
    async member(email, more = {}) {
      const form = { email, name: email, role: 'owner', reach: EVERYTHING, password: PASSWORD, ...more } as const;
      const added = await staff.members.import(form);
      assert.ok(added);
      return added;
    },
    async session(email, address = CALLER.address) {
      const result = await staff.signIn({ email, password: PASSWORD }, fromAddress(address));
      assert.equal(result.kind, 'signed-in');
      return result.opened;
    },
    async pending(email, address = CALLER.address) {
      const result = await staff.signIn({ email, password: PASSWORD }, fromAddress(address));
      assert.equal(result.kind, 'second-factor');
      return result;
    },
    async close() {
      await second.close();
      await bridge.close();
    },
  };
}

export async function refusal(promise: Promise<unknown>, code: ErrorCode, field?: string): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.deepEqual([error.code, field === undefined ? undefined : error.field], [code, field]);
    return true;
  });
}

/** @returns How each call ended: `ok`, or the code of its refusal; sorted, for at once means in no order. */
export async function outcomesOf(calls: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled
    .map((outcome) => {
      if (outcome.status === 'fulfilled') return 'ok';
      return isBridgeError(outcome.reason) ? outcome.reason.code : String(outcome.reason);
    })
    .sort();
}
