import type { OpenedStaffSession, StaffCaller } from './staff-session.ts';

/** Signing in at another OpenID provider. Nobody becomes a member by it. */
export interface StaffUpstream {
  readonly isConfigured: boolean;
  /**
   * @param cookie - Random, ≥ 128 bits, and kept by the browser alone: only who has it can finish.
   * @throws `staff_upstream_not_configured`, `staff_upstream_unavailable`, `too_many_requests`
   */
  begin(cookie: string, caller: StaffCaller): Promise<{ readonly redirectUrl: string }>;
  /**
   * Signs in whose account it is: the member it was bound to, else the active one whose email address the provider has
   * verified, to whom it is bound from then on. The provider's word stands for both factors.
   *
   * @param callback - `cookie` as it was begun; `url`: where the browser came back to. Good once, for ten minutes.
   * @throws `staff_upstream_not_configured`, `staff_upstream_expired`, `staff_upstream_refused`, `staff_upstream_unknown`,
   *   `staff_upstream_unavailable`
   */
  finish(callback: { readonly cookie: string; readonly url: string }, caller: StaffCaller): Promise<OpenedStaffSession>;
}
