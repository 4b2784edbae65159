import assert from 'node:assert/strict';
import type { Staff } from '../../../src/domain/staff/staff.ts';
import type { StaffMember } from '../../../src/domain/staff/staff-member.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import type { StoreUrls } from '../../support/engines.ts';
import { createSoftwareAuthenticator, type SoftwareAuthenticator } from '../../support/software-authenticator.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';

export const ORIGIN = 'http://localhost:3000';
export const CALLER = { address: '192.0.2.7', userAgent: 'A browser' };
export const PASSWORD = 'correct-horse-of-staff';
export const REDIRECT_URI = `${ORIGIN}/admin/sign-in/upstream/callback`;

/** A bridge whose members have other ways to sign in than a password. */
export interface WaysStage extends TestBridge {
  readonly staff: Staff;
  /** An active member whom nobody knows yet. */
  newMember(name: string): Promise<StaffMember>;
  /** A device on which the member has just registered a passkey. */
  deviceOf(member: StaffMember): Promise<SoftwareAuthenticator>;
  setStatus(member: StaffMember, status: 'active' | 'disabled'): Promise<void>;
  /** Takes another password with a link, and with it all other ways. */
  resetFactors(member: StaffMember): Promise<string>;
}

export async function startWaysStage(
  urls: StoreUrls,
  environment: Readonly<Record<string, string>> = {},
): Promise<WaysStage> {
  const bridge = await startTestBridge({ ...urls, environment: { PUBLIC_URL: ORIGIN, ...environment } });
  const { staff } = bridge.app;
  const { operator } = staff;
  return {
    ...bridge,
    staff,
    async newMember(name) {
      const email = `${name}@broker.example`;
      const form = { email, name, role: 'admin', reach: { kind: 'everything' }, password: PASSWORD } as const;
      const member = await staff.members.import(form);
      assert.ok(member);
      return member;
    },
    async deviceOf({ id }) {
      const device = createSoftwareAuthenticator({ origin: ORIGIN });
      const answer = device.register(await staff.passkeys.beginRegistration(id));
      await staff.passkeys.finishRegistration(id, answer, 'Laptop');
      return device;
    },
    async setStatus({ id }, status) {
      const { revision } = await staff.members.get(operator, id);
      await staff.members.update(operator, id, { status }, revision);
    },
    async resetFactors({ id }) {
      const { token } = await staff.members.newPasswordLink(operator, id, { resetFactors: true });
      const result = await staff.newPassword.accept(token, { password: 'another-horse-of-staff' }, CALLER);
      assert.equal(result.kind, 'signed-in');
      return result.kind === 'signed-in' ? result.opened.token : '';
    },
  };
}

export async function refusal(promise: Promise<unknown>, code: ErrorCode, detail?: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(isBridgeError(error), String(error));
    assert.equal(error.code, code, error.detail);
    if (detail) assert.match(error.detail ?? '', detail);
    return true;
  });
}
