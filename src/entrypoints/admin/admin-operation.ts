import type { ObjectSchema, Schema } from 'joi';
import type { AuditChange } from '../../domain/audit/audit-entry.ts';
import type { Broker } from '../../domain/brokers/broker.ts';
import type { StaffMember } from '../../domain/staff/staff-member.ts';
import type { OpenedStaffSession, StaffCaller, VerifiedStaff } from '../../domain/staff/staff-session.ts';
import type { ErrorCode } from '../../errors/catalogue.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { HttpMethod } from '../../http/route.ts';
import type { StaffPermission } from '../../lib/staff-permissions.ts';

/**
 * Something that staff can do. The table of them is all that the API mounts, pages carry out, tests walk and the OpenAPI
 * document describes. `access` says who may; `runOperation` alone looks at it.
 */
export type AdminOperation = OpenOperation | OwnOperation | StaffOperation | WhiteLabelOperation;

interface Described {
  /** In camel case; unique. */
  readonly operationId: string;
  readonly method: HttpMethod;
  /** Below `/admin/api/v1`; `:name` is a parameter. */
  readonly path: string;
  /** Groups the operations of one resource. */
  readonly tag: string;
  /** One sentence. */
  readonly summary: string;
  /** More of it, in Markdown. */
  readonly description?: string;
  readonly request: { readonly params: ObjectSchema; readonly query: ObjectSchema; readonly body: ObjectSchema };
  /** 16 KiB when left out. */
  readonly maxBodyBytes?: number;
  readonly response: AdminResponse;
  readonly effect: AdminEffect;
  /** Beside those that every operation can meet. */
  readonly errors: readonly ErrorCode[];
}

/** For everybody, signed in or not. */
export interface OpenOperation extends Described {
  readonly access: { readonly kind: 'open'; readonly because: string };
  readonly handle: (call: OpenCall) => Promise<AdminReply>;
}

/** On what is the member's own: every role may, and reaches nobody else's. */
export interface OwnOperation extends Described {
  readonly access: { readonly kind: 'own'; readonly because: string; readonly stepUp: boolean };
  readonly handle: (call: StaffCall) => Promise<AdminReply>;
}

/**
 * `reach`: a list of whatever the member reaches; the handler leaves out all else. `bridge`: of the bridge as a whole, for who
 * reaches everything. `crm`: about the CRM that the body names as `brokerCrmName`; of a GET, the query.
 */
export interface StaffOperation extends Described {
  readonly access: {
    readonly kind: 'reach' | 'bridge' | 'crm';
    readonly permission: StaffPermission;
    /** Whether a proof of the last minutes is needed: for secrets, keys and payments. */
    readonly stepUp: boolean;
  };
  readonly handle: (call: StaffCall) => Promise<AdminReply>;
}

/** About the white label that the path names as `:brokerName`. */
export interface WhiteLabelOperation extends Described {
  readonly access: { readonly kind: 'white-label'; readonly permission: StaffPermission; readonly stepUp: boolean };
  readonly handle: (call: WhiteLabelCall) => Promise<AdminReply>;
}

export interface AdminResponse {
  readonly status: 200 | 201 | 202 | 204;
  /** `null` where there is no body. With `.meta({ component: 'WhiteLabel' })` it is one type for all that show it. */
  readonly schema: Schema | null;
  /** Of an answer that is a file. */
  readonly fileTypes?: readonly string[];
  /** One sentence. */
  readonly description: string;
}

/** What it leaves in the logs. */
export type AdminEffect =
  /** Nothing: no person's data is seen, and nothing changes. */
  | { readonly kind: 'read' }
  /** Persons' data is seen: the reply says of whom, the privacy log and the change log keep it. */
  | { readonly kind: 'look'; readonly action: string; readonly resource: string; readonly fields: readonly string[] }
  /** The reply says what changed, and the change log keeps it as `action` (`noun.verb`). */
  | { readonly kind: 'change'; readonly action: string };

export interface OpenCall {
  /** Checked against the schemas of the request. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the header `If-Match`, as it came; of a page's form the revision that it was made for. */
  readonly ifMatch: string | null;
  /** Where from. */
  readonly caller: StaffCaller;
  readonly context: RequestContext;
}

export interface StaffCall extends OpenCall, VerifiedStaff {
  /** Of the session. */
  readonly token: string;
  /** Whether the white label is in the member's reach. */
  readonly reaches: (broker: Pick<Broker, 'brokerName' | 'brokerCrmName'>) => boolean;
}

export interface WhiteLabelCall extends StaffCall {
  readonly broker: Broker;
}

export interface AdminReply {
  readonly status?: number;
  readonly body?: object;
  readonly etag?: string;
  /** What changed; needed of a `change`, may be several. An empty list says that all was as asked for already. */
  readonly changed?: readonly ChangeNote[];
  /** Whose data was seen; needed of a `look`. */
  readonly seen?: readonly SeenPersons[];
  /** A new token of the session: the browser gets it as a cookie, a program in the body. */
  readonly opened?: OpenedStaffSession;
  /** Who did it, where nobody was signed in and nobody is by it; for the change log. */
  readonly doer?: StaffMember;
  /** The session is over: the browser forgets its cookie. */
  readonly isSignedOut?: boolean;
  /** What is no JSON: an export. */
  readonly file?: AdminFile;
}

export interface AdminFile {
  readonly contentType: string;
  /** Offered to whoever keeps it. */
  readonly name: string;
  /** In pieces, where it may be too long for memory. */
  readonly body: string | AsyncIterable<string>;
}

export interface ChangeNote {
  /** The white label whose chain keeps it; `null` is the bridge's own. Where the path names one, that one is it if left out. */
  readonly brokerName?: string | null;
  readonly target: { readonly type: string; readonly id: string };
  /** Never a secret; see `changesBetween`. */
  readonly changes: readonly AuditChange[];
  readonly reason?: string | null;
}

export interface SeenPersons {
  readonly brokerName: string;
  readonly personIds: readonly string[];
}
