import type { Request, Response } from 'express';
import type { App } from './app.ts';
import { findSession, type OpenSession } from './app-session.ts';
import { readChoices } from './choices.ts';
import { isWebAddress, type Ribbon, ribbonKey, ribbonsOf } from './describe-ribbons.ts';
import { issueScreenToken } from './issue-screen-token.ts';
import { looksOf, screenAddress } from './screen-address.ts';
import { sendHome } from './send-home.ts';
import { sendScreen } from './send-screen.ts';

/** `/app/ribbon`: opens what a ribbon leads to inside the app; a page of the bridge gets a one-time token (call 4.4). */
export async function openRibbon(app: App, request: Request, response: Response): Promise<void> {
  const open = findSession(app, request);
  const ribbon = open && ribbonsOf(userOf(app, open)).find((known) => ribbonKey(known) === request.body?.ribbon);
  const target = ribbon?.action.urlinApp;
  if (!open || !ribbon) return sendHome(app, request, response, { title: 'Ribbon', text: 'It is no longer there.' });
  if (target === undefined || !isWebAddress(target)) {
    return sendHome(app, request, response, { title: ribbon.title, text: `The app cannot open “${target}”.` });
  }
  const screen = { broker: open.broker, title: ribbon.title };
  if (new URL(target).origin !== new URL(app.bridgeUrl()).origin) {
    return sendScreen(app, request, response, { ...screen, address: new URL(target) });
  }
  const issued = await issueScreenToken(app, open);
  if (!issued.ok) return sendHome(app, request, response, { title: ribbon.title, failure: issued });
  const parameters = { token: issued.token, ...looksOf(readChoices(app, request)) };
  sendScreen(app, request, response, { ...screen, address: screenAddress(app, open.broker, target, parameters) });
}

/** `/app/ribbon-close`: hides a ribbon until the app is opened again. */
export function closeRibbon(app: App, request: Request, response: Response): void {
  const open = findSession(app, request);
  const key = request.body?.ribbon;
  if (open && typeof key === 'string') {
    open.session.closedRibbons = [...(open.session.closedRibbons ?? []), key];
    app.platform.changed();
  }
  sendHome(app, request, response);
}

/** `/app/ribbons`: writes sample ribbons into the state, without call 3.9, or takes all away. */
export function setSampleRibbons(app: App, request: Request, response: Response): void {
  const title = 'Ribbons';
  const open = findSession(app, request);
  const user = open && userOf(app, open);
  if (!open || !user) {
    sendHome(app, request, response, { title, text: 'Nobody is signed in.' });
    return;
  }
  const isSample = request.body?.set === 'sample';
  user.ribbons = isSample ? sampleRibbons(app) : [];
  delete open.session.closedRibbons;
  app.platform.changed();
  const text = isSample
    ? 'The simulator put two samples into the platform’s state. A broker does it with call 3.9.'
    : 'All ribbons are gone.';
  sendHome(app, request, response, { title, text });
}

function userOf(app: App, { session }: OpenSession) {
  return app.platform.state.users.find(
    (user) => user.userId === session.userId && user.brokerName === session.brokerName,
  );
}

function sampleRibbons(app: App): Ribbon[] {
  const shown = { enabled: true };
  return [
    {
      ...shown,
      color: '#0f766e',
      title: 'Verify your identity to lift the limits of your live account',
      closable: false,
      action: { urlinApp: `${app.bridgeUrl()}/inapp/kyc` },
    },
    {
      ...shown,
      color: '#f2b84b',
      title: 'Markets close early on Friday: read the schedule',
      closable: true,
      action: { urlExternal: 'https://www.example.com/schedule' },
    },
  ];
}
