import type { RouteCall, RouteReply } from '../../http/route.ts';
import { roleAllows } from '../../lib/staff-permissions.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { AdminOperation } from './admin-operation.ts';
import type { PageCall, PageInput, StaffPageCall } from './admin-page.ts';
import { attemptOperation } from './attempt-operation.ts';
import type { AdminCaller } from './authenticate.ts';
import type { Csrf } from './csrf.ts';
import type { ConsoleViewer } from './page/console-viewer.ts';
import { type NoticeCode, redirectWithNotice } from './page/notices.ts';
import { renderFragment, renderPage, renderSignInPage, wantsFragment } from './page/render-page.ts';
import { NO_BROKER, OPEN_FORM } from './page-caller.ts';
import { noteRefusal } from './page-faults.ts';
import type { Identity, RunOperation } from './run-operation.ts';
import { forgottenSessionCookie, sessionCookie } from './session-cookie.ts';

export interface PageCallParts {
  readonly dependencies: AdminDependencies;
  readonly csrf: Csrf;
  readonly run: RunOperation;
}

export interface PageCalls {
  open(call: RouteCall<AdminCaller>): PageCall;
  staff(call: RouteCall<AdminCaller>): StaffPageCall;
}

/** Fields of the form that are the console's own, and no operation's. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['csrf', 'ticket', 'stepUpKind', 'stepUpValue']);

/** Makes of a request what pages see of it. */
export function createPageCalls({ dependencies, csrf, run }: PageCallParts): PageCalls {
  const { pageKit, formTickets } = dependencies;

  function open(call: RouteCall<AdminCaller>): PageCall {
    const { caller, context } = call;
    const runHere = createRunHere(run, call);
    return {
      params: firstOfEach(call.params),
      query: firstOfEach(call.query),
      form: firstOfEach(call.body),
      formList: (name) => listOf(call.body[name]),
      files: call.files,
      identity: caller.identity,
      context,
      run: runHere,
      async attempt(operation, input) {
        const attempt = await attemptOperation(() => runHere(operation, input));
        if (attempt.kind === 'refused') noteRefusal(context, attempt.error);
        return attempt;
      },
      showOpen: (page) => renderSignInPage(pageKit, { ...page, context }),
      leadTo,
      ticket: () => formTickets.issue(OPEN_FORM, NO_BROKER),
    };
  }

  function staff(call: RouteCall<AdminCaller>): StaffPageCall {
    const { identity } = call.caller;
    if (identity === null) throw new Error('A page for staff was asked for by nobody');
    const { context } = call;
    const viewer = viewerOf(identity, csrf.tokenOf(identity.session));
    return {
      ...open(call),
      identity,
      viewer,
      show: (page) => (wantsFragment(context) ? renderFragment : renderPage)(pageKit, { ...page, viewer, context }),
    };
  }

  return { open, staff };
}

/** Whatever new session comes of it goes to the browser as its cookie. */
function createRunHere(run: RunOperation, { caller, params, context }: RouteCall<AdminCaller>) {
  return async (operation: AdminOperation, input: PageInput = {}) => {
    const reply = await run(operation, caller.identity, {
      params: input.params ?? params,
      query: input.query ?? {},
      body: input.body ?? {},
      ifMatch: input.revision === undefined ? null : `"${input.revision}"`,
      isForm: !input.isTyped,
      context,
    });
    if (reply.opened) context.headers['set-cookie'] = sessionCookie(reply.opened.token);
    else if (reply.isSignedOut) context.headers['set-cookie'] = forgottenSessionCookie();
    return reply;
  };
}

function viewerOf({ member }: NonNullable<Identity>, csrf: string): ConsoleViewer {
  const { email, name, role, reach } = member;
  const seesBridge = reach.kind === 'everything';
  return {
    ...{ email, name, role, csrf },
    can: (permission) => roleAllows(role, permission) && (seesBridge || permission !== 'settings:read'),
  };
}

function leadTo(path: string, notice?: NoticeCode): RouteReply {
  return notice === undefined ? { kind: 'redirect', location: path, headers: {} } : redirectWithNotice(path, notice);
}

function firstOfEach(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = Object.entries(fields).filter(([name]) => !OWN_FIELDS.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, listOf(value)[0] ?? '']));
}

function listOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
}
