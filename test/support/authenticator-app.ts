import { generateSync } from 'otplib';
import type { Staff } from '../../src/domain/staff/staff.ts';
import type { Clock } from '../../src/lib/clock.ts';

/** The authenticator app of a member of staff. */
export interface AuthenticatorApp {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** @param stepsLater - Of 30 seconds. */
  code(stepsLater?: number): string;
}

/** Sets one up as a member does. Its first code is spent by that; the next one comes after 30 seconds. */
export async function setUpAuthenticator(staff: Staff, clock: Clock, memberId: string): Promise<AuthenticatorApp> {
  const { secret } = await staff.own.beginTotp(memberId);
  const code = (stepsLater = 0) => generateSync({ secret, epoch: Math.floor(clock.nowMs() / 1000) + 30 * stepsLater });
  const { recoveryCodes } = await staff.own.confirmTotp(memberId, code());
  return { secret, recoveryCodes, code };
}
