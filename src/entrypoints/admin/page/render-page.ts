import type { RequestContext } from '../../../http/request-context.ts';
import type { RouteReply } from '../../../http/route.ts';
import { type ConsoleSectionId, navigationFor } from './console-sections.ts';
import type { ConsoleViewer } from './console-viewer.ts';
import { NOTICES, type NoticeCode, noticeCookie, readNotice } from './notices.ts';
import type { ConsolePageKit } from './page-kit.ts';
import { consoleHeaders } from './page-policy.ts';

/** A page for somebody who is signed in. */
export interface ConsolePage extends SignInPage {
  /** Marked in the navigation. */
  readonly section: ConsoleSectionId;
  /** The way here, without this page itself. */
  readonly crumbs?: readonly Crumb[];
  /** What can be done here, beside the heading. */
  readonly actions?: readonly PageAction[];
  readonly viewer: ConsoleViewer;
}

/** A page for somebody who is not (sign-in, invitation): no navigation, one column. */
export interface SignInPage {
  /** Name of a template below `views/admin`, such as `white-labels/list`. It holds what stands below the heading. */
  readonly view: string;
  /** Heading and window title. */
  readonly title: string;
  /** One sentence below the heading. */
  readonly lead?: string;
  /** What the template sees as `it`, besides `it.page`. */
  readonly data: object;
  readonly status?: number;
  /** Said at the head of this page. When left out it is what the page before left to be said. */
  readonly notice?: NoticeCode;
  readonly context: RequestContext;
  /** Where forms may lead besides, by redirect too. */
  readonly formOrigins?: readonly string[];
}

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

export interface PageAction extends Crumb {
  readonly isPrimary?: boolean;
}

/** What every template finds as `it.page`. */
export interface PageFacts {
  /** `undefined` where nobody is signed in. */
  readonly viewer: ConsoleViewer | undefined;
  /** Empty where nobody is signed in: such a form brings its own. */
  readonly csrf: string;
  /** The address without what it asks for. */
  readonly path: string;
  readonly requestId: string;
  readonly asset: (name: string) => string;
}

export function renderPage(kit: ConsolePageKit, page: ConsolePage): RouteReply {
  const facts = factsOf(kit, page.context, page.viewer);
  return renderPageBody(kit, page, kit.renderView(page.view, { ...page.data, page: facts }));
}

/** As `renderPage`, with what stands below the heading made already. */
export function renderPageBody(
  kit: ConsolePageKit,
  page: Omit<ConsolePage, 'view' | 'data'>,
  body: string,
): RouteReply {
  const { title, lead, section, crumbs = [], actions = [], viewer } = page;
  const navigation = navigationFor(viewer, section);
  return frame(kit, page, 'layout', { title, lead, crumbs, actions, navigation, body }, viewer);
}

export function renderSignInPage(kit: ConsolePageKit, page: SignInPage): RouteReply {
  const body = kit.renderView(page.view, { ...page.data, page: factsOf(kit, page.context, undefined) });
  return frame(kit, page, 'sign-in-layout', { title: page.title, lead: page.lead, body }, undefined);
}

/** The part of a page that an htmx request puts into the page; the same template, without what is around it. */
export function renderFragment(
  kit: ConsolePageKit,
  { view, data, status = 200, viewer, context }: Pick<ConsolePage, 'view' | 'data' | 'status' | 'viewer' | 'context'>,
): RouteReply {
  const body = kit.renderView(view, { ...data, page: factsOf(kit, context, viewer) });
  return { kind: 'html', status, headers: consoleHeaders(), body };
}

/** Whether the answer is put into a page that is already there. One that goes back in its history needs the whole page. */
export function wantsFragment({ request }: RequestContext): boolean {
  return (
    request.headers['hx-request-type'] === 'partial' && request.headers['hx-history-restore-request'] === undefined
  );
}

function frame(
  kit: ConsolePageKit,
  { status = 200, notice, context, formOrigins }: Pick<SignInPage, 'status' | 'notice' | 'context' | 'formOrigins'>,
  layout: string,
  data: object,
  viewer: ConsoleViewer | undefined,
): RouteReply {
  const left = readNotice(context.request.headers);
  const said = notice === undefined ? left : NOTICES[notice];
  const body = kit.renderView(layout, { ...data, notice: said, page: factsOf(kit, context, viewer) });
  // A page that sets a cookie of its own leaves the notice to end by its age.
  const isFree = left !== undefined && context.headers['set-cookie'] === undefined;
  const headers = { ...consoleHeaders(formOrigins), ...(isFree && { 'set-cookie': noticeCookie(null) }) };
  return { kind: 'html', status, headers, body };
}

function factsOf({ assets }: ConsolePageKit, context: RequestContext, viewer: ConsoleViewer | undefined): PageFacts {
  return {
    viewer,
    csrf: viewer?.csrf ?? '',
    path: context.request.path,
    requestId: context.requestId,
    asset: assets.address,
  };
}
