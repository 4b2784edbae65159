/** A white label, or a user. */
interface Ender {
  readonly sessionsEndedAtMs: number | null;
}

/**
 * Whether all sessions of the white label, or all of the user, were ended since something was issued.
 *
 * @param issuedAtMs - `undefined` for what older versions issued, which did not say.
 */
export function isEnded({ sessionsEndedAtMs }: Ender, issuedAtMs = 0): boolean {
  return sessionsEndedAtMs !== null && issuedAtMs <= sessionsEndedAtMs;
}
