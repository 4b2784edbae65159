import type { BridgeEvent } from '../events/bridge-event.ts';
import type { User } from './user.ts';

/** Where users are kept. Every method is bound to one white label. */
export interface UserStore {
  /**
   * @param event - What happened with it, if anybody is to hear of it; written if the user is.
   * @returns Whether it was added; `false` when the white label has a user with this email.
   */
  add(user: User, event?: BridgeEvent): Promise<boolean>;
  findByEmail(brokerName: string, email: string): Promise<User | undefined>;
  findById(brokerName: string, userId: string): Promise<User | undefined>;
  findByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  /** Notes that the platform is about to be asked, unless that is noted already. */
  markPlatformAsked(brokerName: string, userId: string, atMs: number): Promise<void>;
  /** Takes that note back. */
  clearPlatformAsked(brokerName: string, userId: string): Promise<void>;
  /**
   * Links the user with the platform's.
   *
   * @returns Whether it is linked now; `false` when another user on the same CRM has this `platformUserId`.
   */
  linkPlatformUser(brokerName: string, userId: string, platformUserId: number): Promise<boolean>;
  markPartnerReported(brokerName: string, userId: string, atMs: number): Promise<void>;
  /**
   * @param passwordHash - That the user has to have still, if it matters.
   * @returns Whether the user has the address now; `false` when another user of the white label has it.
   */
  replaceEmail(brokerName: string, userId: string, email: string, passwordHash?: string): Promise<boolean>;
  replacePasswordHash(brokerName: string, userId: string, passwordHash: string): Promise<void>;
}
