import type { RouteReply } from '../../../http/route.ts';
import type { AdminOperation, OpenOperation } from '../admin-operation.ts';
import type { AdminPage, PageCall } from '../admin-page.ts';
import type { AdminOperations } from '../operations.ts';
import { faultsOf, messageAbove } from '../page/form-input.ts';
import type { NoticeCode } from '../page/notices.ts';
import { type PendingSignIn, type Refused, sayFault, showSecondFactor } from '../session/show-sign-in.ts';

/** One kind of link, and what its page says. */
interface LinkPage {
  readonly path: string;
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly look: OpenOperation;
  readonly accept: OpenOperation;
  /** What is asked for besides the password. */
  readonly asks: readonly ('name' | 'email')[];
  readonly next: string;
  readonly notice: NoticeCode;
}

/** Whoever only looks, or has a program that looks ahead, spends nothing. */
export function linkPages({ links }: AdminOperations): AdminPage[] {
  const kinds: LinkPage[] = [
    {
      path: '/admin/invitation',
      title: 'You are invited',
      lead: 'Choose a password, and you are a member of staff.',
      submit: 'Accept the invitation',
      ...{ look: links.lookAtInvitation, accept: links.acceptInvitation, asks: [] },
      ...{ next: '/admin/account', notice: 'welcome' },
    },
    {
      path: '/admin/new-password',
      title: 'Choose a new password',
      lead: 'All your sessions end by it.',
      submit: 'Change the password',
      ...{ look: links.lookAtNewPassword, accept: links.acceptNewPassword, asks: [] },
      ...{ next: '/admin/account', notice: 'password-changed' },
    },
    {
      path: '/admin/first-owner',
      title: 'Become the first owner',
      lead: 'The owner of everything invites all others.',
      submit: 'Begin',
      ...{ look: links.lookAtFirstOwner, accept: links.acceptFirstOwner, asks: ['name', 'email'] },
      ...{ next: '/admin/account', notice: 'welcome' },
    },
  ];
  return kinds.flatMap(pagesOf);
}

function pagesOf(kind: LinkPage): AdminPage[] {
  const access = { kind: 'open', because: 'who has the link is not known yet' } as const;
  const { path } = kind;
  return [
    { method: 'GET', path, access, handle: (call) => showLink(call, kind, call.query.token) },
    { method: 'POST', path, access, handle: (call) => useLink(call, kind) },
  ];
}

async function useLink(call: PageCall, kind: LinkPage): Promise<RouteReply> {
  const { token = '', password = '', repeat } = call.form;
  if (password !== repeat) return showLink(call, kind, token, { isDifferent: true });
  const asked = Object.fromEntries(kind.asks.map((name) => [name, call.form[name] ?? '']));
  const attempt = await call.attempt(kind.accept as AdminOperation, { body: { token, password, ...asked } });
  if (attempt.kind === 'refused') return showLink(call, kind, token, { refused: attempt });
  if (attempt.reply.opened) return call.leadTo(kind.next, kind.notice);
  return withoutReferrer(showSecondFactor(call, undefined, attempt.reply.body as PendingSignIn));
}

interface Shown {
  readonly refused?: Refused;
  /** Whether the two passwords were not the same. */
  readonly isDifferent?: boolean;
}

/** What the link is for, as it is now: the form is not shown for one that is over. */
async function showLink(call: PageCall, kind: LinkPage, token = '', { refused, isDifferent }: Shown = {}) {
  const look = await call.attempt(kind.look, { body: { token } });
  if (look.kind === 'refused') return showOver(call, look);
  const faultOf = refused && faultsOf(refused);
  const fields = [...kind.asks, 'password'];
  const data = {
    ...{
      action: kind.path,
      submit: kind.submit,
      asks: kind.asks,
      found: look.reply.body,
      token,
      ticket: call.ticket(),
    },
    entered: call.form,
    faults: {
      ...Object.fromEntries(fields.map((name) => [name, faultOf?.(name)])),
      ...(isDifferent ? { repeat: 'The two passwords are not the same.' } : {}),
    },
    fault: refused && messageAbove(refused, fields),
  };
  const status = isDifferent ? 400 : (refused?.status ?? 200);
  const { title, lead } = kind;
  return withoutReferrer(call.showOpen({ view: 'links/accept', title, lead, status, data }));
}

function showOver(call: PageCall, refused: Refused): RouteReply {
  const { error } = refused;
  // An address without a token, or with something that is none, is a link that was not opened in full.
  const isOver = error.code === 'staff_link_spent' || error.code === 'parameter_invalid';
  const data = isOver
    ? {
        sentence: 'This link is unknown, was used, was replaced, or has expired.',
        remedy: 'Open the latest link in full, or ask whoever gave it to you for a new one.',
        back: { label: 'Sign in', href: '/admin/sign-in' },
      }
    : { sentence: sayFault(refused) };
  const status = isOver ? 410 : refused.status;
  return withoutReferrer(call.showOpen({ view: 'error', title: 'This link does not work', status, data }));
}

/** The token stands in the page's address: no request that comes of the page tells it. */
function withoutReferrer(reply: RouteReply): RouteReply {
  return reply.kind === 'html' ? { ...reply, headers: { ...reply.headers, 'referrer-policy': 'no-referrer' } } : reply;
}
