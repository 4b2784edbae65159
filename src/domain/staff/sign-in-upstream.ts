import { BridgeError } from '../../errors/bridge-error.ts';
import type { ExpiringKey } from '../../lib/expiring-store.ts';
import { hashToken } from '../../lib/secrets.ts';
import { createBeginLimit } from './begin-limit.ts';
import { normaliseStaffEmail } from './new-member.ts';
import { STAFF_PARTITION, type StaffDependencies } from './staff-dependencies.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { StaffRecord } from './staff-store.ts';
import type { StaffUpstream } from './staff-upstream.ts';
import type { UpstreamBackend, UpstreamChecks, UpstreamIdentity } from './upstream-backend.ts';

export type UpstreamDependencies = Pick<
  StaffDependencies,
  'upstream' | 'upstreamAccounts' | 'expiring' | 'keyRing' | 'clock' | 'log'
> & { readonly store: Pick<StaffDependencies['store'], 'find' | 'findByEmail'> };

const VALID_FOR_MS = 10 * 60_000;

/** @see `StaffUpstream` */
export function createStaffUpstream(dependencies: StaffDependencies, sessions: StaffSessions): StaffUpstream {
  const limit = createBeginLimit(dependencies, 'staff-upstream-begin');
  return {
    isConfigured: dependencies.upstream !== null,
    async begin(cookie, caller) {
      await limit(caller);
      return { redirectUrl: await beginUpstream(dependencies, cookie) };
    },
    async finish(callback, caller) {
      return sessions.open(await finishUpstream(dependencies, callback), 'upstream', caller);
    },
  };
}

/** @returns Where the browser goes. @throws `staff_upstream_not_configured`, `staff_upstream_unavailable` */
export async function beginUpstream(dependencies: UpstreamDependencies, cookie: string): Promise<string> {
  const { expiring, keyRing } = dependencies;
  const { redirectUrl, checks } = await requireUpstream(dependencies).begin();
  const key = keyOf(cookie);
  await expiring.put(key, keyRing.seal(JSON.stringify(checks), contextOf(key)), { validForMs: VALID_FOR_MS });
  return redirectUrl;
}

/**
 * @returns An active member.
 * @throws `staff_upstream_not_configured`, `staff_upstream_expired`, `staff_upstream_refused`, `staff_upstream_unknown`,
 *   `staff_upstream_unavailable`
 */
export async function finishUpstream(
  dependencies: UpstreamDependencies,
  { cookie, url }: { readonly cookie: string; readonly url: string },
): Promise<StaffRecord> {
  const upstream = requireUpstream(dependencies);
  const checks = await takeChecks(dependencies, cookie);
  const identity = await upstream.finish(url, checks);
  const record = await recordOf(dependencies, identity);
  if (record.member.status !== 'active') throw unknown(`the member is ${record.member.status}`);
  return record;
}

function requireUpstream({ upstream }: UpstreamDependencies): UpstreamBackend {
  if (!upstream) throw new BridgeError('staff_upstream_not_configured');
  return upstream;
}

async function takeChecks({ expiring, keyRing }: UpstreamDependencies, cookie: string): Promise<UpstreamChecks> {
  const key = keyOf(cookie);
  const taken = await expiring.takeOnce(key);
  if (taken.outcome !== 'taken') throw new BridgeError('staff_upstream_expired', { detail: taken.outcome });
  if (!keyRing.canOpen(taken.value)) throw new BridgeError('staff_upstream_expired', { detail: 'its key is gone' });
  return JSON.parse(keyRing.open(taken.value, contextOf(key))) as UpstreamChecks;
}

async function recordOf(dependencies: UpstreamDependencies, identity: UpstreamIdentity): Promise<StaffRecord> {
  const { upstreamAccounts, store } = dependencies;
  const account = await upstreamAccounts.find(identity.issuer, identity.subject);
  if (!account) return bindAccount(dependencies, identity);
  const bound = await store.find(account.memberId);
  if (!bound) throw unknown('the member is gone');
  // Whoever loses all accounts before this is not let in, and after it has a session that is worth nothing.
  const kept = await upstreamAccounts.find(identity.issuer, identity.subject);
  if (kept?.memberId !== account.memberId) throw unknown('the account was let go');
  return bound;
}

/** From here on the address counts no more: it may be given to somebody else, the subject never is. */
async function bindAccount(
  { upstreamAccounts, store, clock, log }: UpstreamDependencies,
  { issuer, subject, verifiedEmail }: UpstreamIdentity,
): Promise<StaffRecord> {
  if (verifiedEmail === null) throw unknown('the provider has verified no email address');
  const found = await store.findByEmail(normaliseStaffEmail(verifiedEmail));
  if (found?.member.status !== 'active') throw unknown('no active member has this email address');
  const { member } = found;
  if (await upstreamAccounts.add({ issuer, subject, memberId: member.id, createdAtMs: clock.nowMs() })) {
    log.info({ staff: member.id }, 'an account elsewhere was bound to a member of staff');
    return found;
  }
  // Perhaps by the same member in another window just now.
  const account = await upstreamAccounts.find(issuer, subject);
  if (account?.memberId !== member.id) throw unknown('the member signs in with another account there');
  return found;
}

function unknown(detail: string): BridgeError {
  return new BridgeError('staff_upstream_unknown', { detail });
}

function keyOf(cookie: string): ExpiringKey {
  return { partition: STAFF_PARTITION, kind: 'staff-upstream', id: hashToken(cookie) };
}

function contextOf({ kind, id }: ExpiringKey): string {
  return `${kind}/${id}`;
}
