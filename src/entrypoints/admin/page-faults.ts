import { BridgeError } from '../../errors/bridge-error.ts';
import { ERROR_CATALOGUE } from '../../errors/catalogue.ts';
import type { ReceivedRequest } from '../../http/mount-routes.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { RouteReply } from '../../http/route.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import type { StaffPageCall } from './admin-page.ts';
import { messageOf } from './errors.ts';
import { redirectWithNotice } from './page/notices.ts';
import { renderSignInPage } from './page/render-page.ts';
import { returnPathOf } from './return-path.ts';
import { sayFault } from './session/show-sign-in.ts';
import { readSessionCookie } from './session-cookie.ts';

/** What pages say of what went wrong. */
export interface PageFaults {
  /** To who is signed in. */
  tell(call: StaffPageCall, error: BridgeError): RouteReply;
  /** The same form again, with a proof beside it. @param error - What was wrong with the proof before; `null` at first. */
  askForProof(call: StaffPageCall, error: BridgeError | null): Promise<RouteReply>;
  /** Before it is known who asks: whoever is not signed in is led there, and back afterwards. */
  render(error: BridgeError, received: ReceivedRequest): RouteReply;
}

export function createPageFaults({ staff, pageKit }: AdminDependencies): PageFaults {
  return {
    tell: (call, error) => {
      noteRefusal(call.context, error);
      const { status } = ERROR_CATALOGUE[error.code];
      const data = faultData(error);
      return call.show({ view: 'error', title: titleOf(status), section: 'overview', status, data });
    },
    async askForProof(call, error) {
      const { request } = call.context;
      noteRefusal(call.context, error ?? new BridgeError('step_up_needed'));
      const isForm = request.method === 'POST';
      return call.show({
        view: 'step-up',
        title: 'Confirm that it is you',
        section: 'account',
        status: error === null ? 403 : ERROR_CATALOGUE[error.code].status,
        data: {
          methods: await staff.proofsOf(call.identity.member.id),
          action: isForm ? request.originalUrl : '/admin/step-up',
          kept: isForm ? keptFields(request.body) : [['return', request.originalUrl]],
          fault: error === null ? null : sayProofFault(error),
        },
      });
    },
    render(error, { context, body }) {
      const { request } = context;
      if (error.code === 'staff_session_needed') return leadToSignIn(request);
      const { status } = ERROR_CATALOGUE[error.code];
      const again = error.code === 'form_expired' ? openAgain(request.path, body) : {};
      const data = { ...faultData(error), ...again };
      return renderSignInPage(pageKit, { view: 'error', title: titleOf(status), status, data, context });
    },
  };
}

function sayProofFault(error: BridgeError): string {
  if (error.code === 'parameter_invalid') return 'Enter the password or the code, or let the device answer.';
  return sayFault({ error, message: messageOf(error) });
}

/** A page that tells of a refusal says the same to the log, and to programs, as the refusal itself would. */
export function noteRefusal(context: RequestContext, { code, retryAfterSeconds }: BridgeError): void {
  context.errorCode = code;
  if (retryAfterSeconds !== undefined) context.headers['retry-after'] = String(retryAfterSeconds);
}

function leadToSignIn(request: ReceivedRequest['context']['request']): RouteReply {
  const back = request.method === 'GET' ? request.originalUrl : '/admin';
  const location = `/admin/sign-in?return=${encodeURIComponent(back)}`;
  const isPart = request.headers['hx-request'] !== undefined;
  if (isPart) return { kind: 'html', status: 401, headers: { 'hx-redirect': location }, body: '' };
  if (readSessionCookie(request) !== undefined) return redirectWithNotice(location, 'session-over');
  return { kind: 'redirect', location, headers: {} };
}

/** Only the page itself makes a form anew: that of a link is found by its token, and a sign-in goes on to where it was to lead. */
function openAgain(path: string, { token, return: back }: ReceivedRequest['body']) {
  const href =
    typeof token === 'string'
      ? `${path}?token=${encodeURIComponent(token)}`
      : `/admin/sign-in?return=${encodeURIComponent(returnPathOf(back))}`;
  return { remedy: 'Open the page again, and send it within an hour.', back: { label: 'Open the page again', href } };
}

function faultData(error: BridgeError) {
  const { remedy } = ERROR_CATALOGUE[error.code];
  return { sentence: messageOf(error), remedy, code: error.code };
}

function titleOf(status: number): string {
  if (status === 404) return 'Not found';
  if (status === 403) return 'Not allowed';
  return status >= 500 ? 'Something went wrong' : 'That could not be done';
}

/** All that was entered, but what proves something. */
function keptFields(body: unknown): [string, string][] {
  return Object.entries((body ?? {}) as Record<string, unknown>)
    .filter(([name]) => !['csrf', 'stepUpKind', 'stepUpValue'].includes(name))
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    );
}
