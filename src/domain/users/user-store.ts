import type { BridgeEvent } from '../events/bridge-event.ts';
import type { User } from './user.ts';

/**
 * Where users are kept. Every method but `search` is bound to one white label.
 *
 * Who is disabled is found by the methods that say so, and by no other: so whatever lets a user in finds none. Changes that
 * can be seen from outside raise the user's revision.
 */
export interface UserStore {
  /**
   * @param events - What happened with it, if anybody is to hear of it, in order; written if the user is.
   * @returns Whether it was added; `false` when the white label has a user with this email, or there is one of this id.
   */
  add(user: User, ...events: readonly BridgeEvent[]): Promise<boolean>;
  findByEmail(brokerName: string, email: string): Promise<User | undefined>;
  findById(brokerName: string, userId: string): Promise<User | undefined>;
  findByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  /** One who is disabled too. */
  findAnyByEmail(brokerName: string, email: string): Promise<User | undefined>;
  /** One who is disabled too. */
  findAnyById(brokerName: string, userId: string): Promise<User | undefined>;
  /** One who is disabled too. */
  findAnyByPlatformUserId(brokerName: string, platformUserId: number): Promise<User | undefined>;
  /** @returns The newest first, those who are disabled too. */
  list(brokerName: string, query: UserQuery): Promise<User[]>;
  /** @returns Of any number of white labels, by white label, then by what was looked for; those who are disabled too. */
  search(query: UserSearchQuery): Promise<User[]>;
  /**
   * Writes names, language, partner, whether the user is disabled and what has ended, if nobody changed the user since `expectedRevision`.
   *
   * @returns Whether it did.
   */
  replace(user: User, expectedRevision: number, event?: BridgeEvent): Promise<boolean>;
  /** Notes that the platform is about to be asked, unless that is noted already. */
  markPlatformAsked(brokerName: string, userId: string, atMs: number): Promise<void>;
  /** Takes that note back. */
  clearPlatformAsked(brokerName: string, userId: string): Promise<void>;
  /**
   * Links the user with the platform's.
   *
   * @param passwordHash - That the user gets with the link, if any; where there is no link, the password stays.
   * @returns Whether it is linked now; `false` when another user on the same CRM has this `platformUserId`.
   */
  linkPlatformUser(
    brokerName: string,
    userId: string,
    platformUserId: number,
    atMs: number,
    passwordHash?: string,
  ): Promise<boolean>;
  markPartnerReported(brokerName: string, userId: string, atMs: number): Promise<void>;
  /** @returns Whether the user has the address now; `false` when another user of the white label has it. */
  replaceEmail(brokerName: string, userId: string, email: string, how: EmailReplacement): Promise<boolean>;
  replacePasswordHash(brokerName: string, userId: string, passwordHash: string, atMs: number): Promise<void>;
}

export interface EmailReplacement {
  readonly atMs: number;
  /** That the user has to have still, if it matters. */
  readonly passwordHash?: string;
  readonly event?: BridgeEvent;
}

export interface UserQuery {
  readonly email?: string;
  readonly platformUserId?: number;
  readonly partnerId?: string;
  /** The last user of the page before. */
  readonly after?: UserPlace;
  readonly limit: number;
}

/** Where a user stands in a list. */
export type UserPlace = Pick<User, 'createdAtMs' | 'id'>;

/** One way to find users. Each has an index. */
export type UserMatch =
  | { readonly by: 'id'; readonly text: string }
  | { readonly by: 'platform-user'; readonly number: number }
  /** How it begins, in the form of `normaliseEmail`. */
  | { readonly by: 'email'; readonly text: string }
  /** How first and last name begin, or the last name and the first, in the form of `foldName`. */
  | { readonly by: 'name' | 'surname'; readonly text: string };

export interface UserSearchQuery {
  /** `null` is all of them. */
  readonly brokerNames: readonly string[] | null;
  readonly match: UserMatch;
  /** Whoever is found by one of these is left out. */
  readonly unless: readonly UserMatch[];
  /** The last user of the page before, who was found by the same match. */
  readonly after?: User;
  readonly limit: number;
}
