import type { Broker } from '../brokers/broker.ts';
import { beginSignUp, type SignUpBeginning, type SignUpForm } from './begin-sign-up.ts';
import { finishSignUp, type SignUpEnd } from './finish-sign-up.ts';
import { endSignUp, getSignUp, noteProfile, type PendingSignUp, type Profile } from './pending-sign-up.ts';
import type { SignInGuard } from './sign-in-guard.ts';
import type { User } from './user.ts';
import type { UsersDependencies } from './users-dependencies.ts';

/**
 * Sign-ups in steps. What was entered so far is kept for an hour under an id that nobody can guess; the user is made when
 * all steps are through. Every step may be sent again.
 */
export interface SignUps {
  /**
   * The first step; who has an account already, and its password, is known.
   *
   * @throws `sign_up_refused`, `email_relay_refused`, `too_many_attempts`, `busy`
   */
  begin(broker: Broker, form: SignUpForm, address: string): Promise<SignUpBeginning>;
  /** @throws `sign_up_expired` */
  get(broker: Broker, pendingId: string): Promise<PendingSignUp>;
  /** @throws `sign_up_expired`, `busy` */
  noteProfile(broker: Broker, pendingId: string, profile: Profile): Promise<PendingSignUp>;
  /**
   * Makes the user, or finds the one that was made.
   *
   * @throws `sign_up_refused` when somebody else has the email address by now
   */
  finish(broker: Broker, pending: PendingSignUp, end: SignUpEnd): Promise<User>;
  /** The user is signed in; what was entered is soon forgotten. */
  end(broker: Broker, pendingId: string): Promise<void>;
}

export function createSignUps(dependencies: UsersDependencies, guard: SignInGuard): SignUps {
  const { expiring } = dependencies;
  return {
    begin: (broker, form, address) => beginSignUp(dependencies, guard, broker, form, address),
    get: (broker, pendingId) => getSignUp(expiring, broker, pendingId),
    noteProfile: (broker, pendingId, profile) => noteProfile(expiring, broker, pendingId, profile),
    finish: (broker, pending, end) => finishSignUp(dependencies, guard, broker, pending, end),
    end: (broker, pendingId) => endSignUp(expiring, broker, pendingId),
  };
}
