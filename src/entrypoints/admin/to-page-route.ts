import joi from 'joi';
import { BridgeError } from '../../errors/bridge-error.ts';
import type { BodyFormat, Route, RouteCall, RouteReply } from '../../http/route.ts';
import type { AdminOperation } from './admin-operation.ts';
import type { AdminPage, StaffPage, StaffPageCall } from './admin-page.ts';
import type { AdminCaller } from './authenticate.ts';
import { createPageCalls, type PageCallParts, type PageCalls } from './page-calls.ts';
import type { PageFaults } from './page-faults.ts';
import { type ProveFirstParts, proveFirst } from './prove-first.ts';

/** Operations look at their fields themselves. */
const ANY_FIELDS = joi.object();
/** Forms with templates and translations are long. */
const MAX_FORM_BYTES = 256 * 1024;
const MAX_FIELDS = 200;

export interface PageRouteParts extends PageCallParts, Pick<ProveFirstParts, 'stepUp'> {
  readonly faults: PageFaults;
}

/** Makes of a page what the HTTP kit mounts. */
export function createToPageRoute(parts: PageRouteParts): (page: AdminPage) => Route<AdminCaller> {
  const calls = createPageCalls(parts);
  return (page) => ({
    method: page.method,
    paths: [page.path],
    summary: 'A page of the console',
    security: page.access === 'staff' ? { kind: 'staff-session', permission: null } : page.access,
    body: bodyOf(page),
    maxBodyBytes: page.maxFormBytes ?? MAX_FORM_BYTES,
    request: { params: ANY_FIELDS, query: ANY_FIELDS, body: ANY_FIELDS },
    response: { status: 200, contentType: 'text/html' },
    errors: [],
    handle: (call) => (isForStaff(page) ? answerStaff(page, calls, parts, call) : page.handle(calls.open(call))),
  });
}

function isForStaff(page: AdminPage): page is StaffPage {
  return page.access === 'staff';
}

/** What is refused is told on a page that knows who looks at it; where a proof is missing, the form waits for it. */
async function answerStaff(
  page: StaffPage,
  calls: PageCalls,
  parts: PageRouteParts,
  call: RouteCall<AdminCaller>,
): Promise<RouteReply> {
  const { faults } = parts;
  const proven = await proveFirst(parts, call);
  if (proven.kind === 'refused') return faults.askForProof(calls.staff(call), proven.error);
  const pageCall = calls.staff(proven.call);
  try {
    if (page.asksFor) refuseToAsk(page.asksFor, pageCall);
    return await page.handle(pageCall);
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code === 'staff_session_needed') throw error;
    return error.code === 'step_up_needed' ? faults.askForProof(pageCall, null) : faults.tell(pageCall, error);
  }
}

/** What is out of reach is for the page itself to say. */
function refuseToAsk({ access }: AdminOperation, { viewer }: StaffPageCall): void {
  if ('permission' in access && !viewer.can(access.permission)) throw new BridgeError('staff_forbidden');
}

/** The CSRF token stands in front of the files, and admits them. */
function bodyOf({ method, files }: AdminPage): BodyFormat {
  if (method === 'GET') return 'none';
  return files ? { ...files, maxFields: MAX_FIELDS, admit: async () => {} } : 'form';
}
