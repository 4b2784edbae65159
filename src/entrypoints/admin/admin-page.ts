import type { BridgeError, FieldFault } from '../../errors/bridge-error.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { MultipartForm, RouteReply } from '../../http/route.ts';
import type { AdminOperation, AdminReply } from './admin-operation.ts';
import type { ConsoleViewer } from './page/console-viewer.ts';
import type { NoticeCode } from './page/notices.ts';
import type { ConsolePage, SignInPage } from './page/render-page.ts';
import type { Identity } from './run-operation.ts';

/**
 * A page of the console, or what a form of it does. It has no rights of its own: all that it shows and does are operations,
 * carried out in the name of whoever looks at it.
 */
export type AdminPage = StaffPage | OpenPage;

interface Addressed {
  readonly method: 'GET' | 'POST';
  /** `:name` is a parameter. */
  readonly path: string;
  /** Of a form with files. */
  readonly files?: Pick<MultipartForm, 'fileFields' | 'maxFileBytes'>;
  /** Of a form that is longer than forms are. */
  readonly maxFormBytes?: number;
}

/** For who is signed in; all others are led to the sign-in and back. */
export interface StaffPage extends Addressed {
  readonly access: 'staff';
  /** Of a page that does nothing but ask for it: whose role may not carry it out is told so before, not after filling it in. */
  readonly asksFor?: AdminOperation;
  readonly handle: (call: StaffPageCall) => Promise<RouteReply>;
}

/** For everybody. A form of it carries the call’s `ticket`. */
export interface OpenPage extends Addressed {
  readonly access: { readonly kind: 'open'; readonly because: string };
  readonly handle: (call: PageCall) => Promise<RouteReply>;
}

export interface PageCall {
  readonly params: Readonly<Record<string, string>>;
  /** Of a field that stands more than once the first. */
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  /** Every value of a field that may stand more than once, as ticks do. */
  readonly formList: (name: string) => readonly string[];
  readonly files: Readonly<Record<string, Buffer>>;
  readonly identity: Identity;
  readonly context: RequestContext;
  /** Carries an operation out, with every check of it. A new session's cookie goes with the answer. */
  readonly run: (operation: AdminOperation, input?: PageInput) => Promise<AdminReply>;
  /** As `run`; what a form can show beside its fields, or above them, is told rather than thrown. */
  readonly attempt: (operation: AdminOperation, input?: PageInput) => Promise<Attempt>;
  readonly showOpen: (page: Omit<SignInPage, 'context'>) => RouteReply;
  /** After a form, so that a reload does not send it again. */
  readonly leadTo: (path: string, notice?: NoticeCode) => RouteReply;
  /** Of a form on an open page. */
  readonly ticket: () => string;
}

export interface StaffPageCall extends PageCall {
  readonly identity: NonNullable<Identity>;
  readonly viewer: ConsoleViewer;
  /** The whole page, or what of it an htmx request asked for. */
  readonly show: (page: Omit<ConsolePage, 'context' | 'viewer'>) => RouteReply;
}

export interface PageInput {
  /** Those of the page's own address when left out. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  /** The revision that the form was made for. */
  readonly revision?: string | undefined;
  /** Whether the body has the types of JSON already; texts of a form are converted. */
  readonly isTyped?: boolean;
}

export type Attempt =
  | { readonly kind: 'done'; readonly reply: AdminReply }
  | {
      readonly kind: 'refused';
      readonly error: BridgeError;
      readonly status: number;
      /** For above the form. */
      readonly message: string;
      /** For beside each field, by its dotted name. */
      readonly faults: readonly (FieldFault & { readonly reason: string })[];
      /** @returns What is wrong with the field; `undefined` when nothing is. */
      readonly faultOf: (field: string) => string | undefined;
    };
