import type { Clock } from '../../lib/clock.ts';

/** Word of a provider that a session has ended. */
export interface ReceivedLogout {
  readonly at: string;
  readonly brokerName: string | null;
  /** Claims of its token, once that was found to be genuine. */
  readonly sub: string;
  readonly sid: string;
  /** What came of it. */
  readonly outcome: string;
  readonly refused: boolean;
}

/** What providers told us, and which of their tokens we have seen. In memory, the latest only. */
export interface LogoutLog {
  note(logout: Omit<ReceivedLogout, 'at'>): void;
  /** @returns The newest first. */
  list(): readonly ReceivedLogout[];
  /** @returns Whether this token was not seen before. */
  isFirst(issuer: string, jti: string): boolean;
}

const KEPT_LOGOUTS = 20;
/** A token lives for minutes; so many do not come in that time. */
const KEPT_IDS = 1000;

export function createLogoutLog(clock: Clock): LogoutLog {
  let logouts: readonly ReceivedLogout[] = [];
  let seen: readonly string[] = [];
  return {
    note(logout) {
      logouts = [{ ...logout, at: new Date(clock.nowMs()).toISOString() }, ...logouts].slice(0, KEPT_LOGOUTS);
    },
    list: () => logouts,
    isFirst(issuer, jti) {
      const id = `${issuer} ${jti}`;
      if (seen.includes(id)) return false;
      seen = [...seen.slice(1 - KEPT_IDS), id];
      return true;
    },
  };
}
