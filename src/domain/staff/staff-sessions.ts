import { BridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { hashToken, newSecret } from '../../lib/secrets.ts';
import type { StaffDependencies } from './staff-dependencies.ts';
import type { OpenedStaffSession, StaffCaller, StaffSession, VerifiedStaff } from './staff-session.ts';
import type { StaffRecord } from './staff-store.ts';

const IDLE_MS = 30 * 60_000;
const AT_MOST_MS = 12 * 3_600_000;
const SEEN_EVERY_MS = 60_000;
const STEPPED_UP_MS = 5 * 60_000;
const MAX_USER_AGENT_LENGTH = 300;

export interface StaffSessions {
  /** @param record - As it was when the proof was checked: what happened in between makes the session worth nothing. */
  open(record: StaffRecord, how: StaffSession['how'], caller: StaffCaller): Promise<OpenedStaffSession>;
  /** @param isSeen - Whether somebody does something; they do when left out. */
  find(token: string, isSeen?: boolean): Promise<(VerifiedStaff & { readonly record: StaffRecord }) | undefined>;
  /** @returns A new token in the place of this one, stepped up. @throws `staff_session_unknown` */
  stepUp(token: string, verified: VerifiedStaff): Promise<OpenedStaffSession>;
  signOut(token: string): Promise<void>;
  list(memberId: string): Promise<readonly StaffSession[]>;
  end(memberId: string, sessionId: string): Promise<void>;
  endAllBut(memberId: string, keptSessionId: string | null): Promise<number>;
  sweep(): Promise<void>;
}

export function createStaffSessions(dependencies: StaffDependencies): StaffSessions {
  const { store, clock, log } = dependencies;
  return {
    async open(record, how, caller) {
      const nowMs = clock.nowMs();
      const token = newSessionToken();
      const session = newSession(record.member.id, how, caller, nowMs);
      const { credentialsRevision } = record;
      await store.addSession({ session, tokenHash: hashToken(token), credentialsRevision });
      await store.recordSignIn(record.member.id, nowMs);
      log.info({ member: record.member.id, session: session.id, how }, 'a member of staff signed in');
      return { token, session, member: { ...record.member, lastSignInAtMs: nowMs } };
    },
    find: (token, isSeen = true) => findSession(dependencies, token, isSeen),
    async stepUp(token, { session, member }) {
      const next = newSessionToken();
      const steppedUpUntilMs = clock.nowMs() + STEPPED_UP_MS;
      const isReplaced = await store.replaceToken(hashToken(token), { tokenHash: hashToken(next), steppedUpUntilMs });
      if (!isReplaced) throw new BridgeError('staff_session_unknown');
      return { token: next, session: { ...session, steppedUpUntilMs }, member };
    },
    async signOut(token) {
      await store.endSessionOf(hashToken(token));
    },
    async list(memberId) {
      const nowMs = clock.nowMs();
      return (await store.listSessions(memberId)).filter((session) => isLive(session, nowMs));
    },
    async end(memberId, sessionId) {
      const isEnded = await store.endSession(memberId, sessionId);
      if (!isEnded) throw new BridgeError('staff_session_unknown');
    },
    endAllBut: (memberId, keptSessionId) => store.endSessions(memberId, keptSessionId),
    sweep() {
      const nowMs = clock.nowMs();
      return store.sweep({ seenBeforeMs: nowMs - IDLE_MS, openedBeforeMs: nowMs - AT_MOST_MS, nowMs });
    },
  };
}

function newSessionToken(): string {
  return `dbs_${newSecret(32)}`;
}

function newSession(memberId: string, how: StaffSession['how'], caller: StaffCaller, nowMs: number): StaffSession {
  return {
    id: `ss_${newRecordId(nowMs)}`,
    ...{ memberId, how, address: caller.address },
    userAgent: caller.userAgent.slice(0, MAX_USER_AGENT_LENGTH),
    createdAtMs: nowMs,
    lastSeenAtMs: nowMs,
    steppedUpUntilMs: null,
  };
}

async function findSession(
  { store, clock }: StaffDependencies,
  token: string,
  isSeen: boolean,
): Promise<(VerifiedStaff & { readonly record: StaffRecord }) | undefined> {
  if (!/^dbs_[\w-]{43}$/.test(token)) return undefined;
  const found = await store.findSession(hashToken(token));
  const nowMs = clock.nowMs();
  if (found?.record.member.status !== 'active' || !isLive(found.session, nowMs)) return undefined;
  const { record, session } = found;
  const isSteppedUp = session.steppedUpUntilMs !== null && nowMs < session.steppedUpUntilMs;
  if (!isSeen || nowMs - session.lastSeenAtMs < SEEN_EVERY_MS)
    return { record, member: record.member, session, isSteppedUp };
  await store.touchSession(session.id, nowMs);
  return { record, member: record.member, session: { ...session, lastSeenAtMs: nowMs }, isSteppedUp };
}

function isLive({ createdAtMs, lastSeenAtMs }: StaffSession, nowMs: number): boolean {
  return nowMs - lastSeenAtMs < IDLE_MS && nowMs - createdAtMs < AT_MOST_MS;
}
