import type { ChainLink } from '../../lib/hash-chain.ts';

/** Who did it. */
export type AuditActor =
  | { readonly kind: 'staff'; readonly id: string; readonly email: string }
  /** The command line; `name` is the account on the machine. */
  | { readonly kind: 'command-line'; readonly name: string }
  | { readonly kind: 'bridge' };

/** One value before and after. `null` is: not there. Of a secret there is only ever that it changed: `"(secret)"`. */
export interface AuditChange {
  /** Dotted path: `branding.primaryColour`. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What was done, before it is an entry of a chain. */
export interface AuditNote {
  /** The white label; `null` where it is about the bridge as a whole or about staff. */
  readonly brokerName: string | null;
  readonly actor: AuditActor;
  /** Where from; `null` on the command line. */
  readonly address: string | null;
  readonly requestId: string | null;
  /** `noun.verb`, such as `white-label.update`. */
  readonly action: string;
  readonly target: { readonly type: string; readonly id: string };
  readonly changes: readonly AuditChange[];
  /** In the words of who did it. */
  readonly reason: string | null;
}

/** What the hash of an entry covers; the white label is in the genesis of its chain. */
export interface AuditEntryContent extends AuditNote {
  readonly id: string;
  readonly atMs: number;
}

/** An entry as it stands in its chain; the sequence counts from 1, without gaps. */
export interface AuditEntry extends AuditEntryContent, ChainLink {}

export interface AuditFilter {
  /** The id of a member of staff, the name of an account on the machine, or `bridge`. */
  readonly actorId?: string | undefined;
  /** Of a member of staff, as it was then. */
  readonly actorEmail?: string | undefined;
  readonly action?: string | undefined;
  readonly targetType?: string | undefined;
  readonly targetId?: string | undefined;
  /** The first millisecond that counts. */
  readonly fromMs?: number | undefined;
  /** The first millisecond that does not count any more. */
  readonly toMs?: number | undefined;
}
