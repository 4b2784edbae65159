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

export interface AuditEntry extends AuditNote {
  readonly id: string;
  /** From 1, without gaps, in its chain. */
  readonly sequence: number;
  readonly atMs: number;
  readonly hash: string;
}

export interface AuditFilter {
  readonly actorId?: string;
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}
