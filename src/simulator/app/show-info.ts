import type { Request, Response } from 'express';
import { signInWithOneTimeToken } from '../bridge-client/sign-in.ts';
import type { App } from './app.ts';
import { allowAnyFrame } from './app-headers.ts';
import { readChoices } from './choices.ts';
import { brokersToTry } from './complete-sign-in.ts';
import { describeSession } from './describe-session.ts';
import { isPrefetch } from './is-prefetch.ts';
import { INSTRUMENTS } from './market.ts';
import { noteReturn } from './note-return.ts';
import { CHART } from './price-chart.ts';

/**
 * `/info?source=web&token=…&lang=…&theme=…&acc=…`: the platform inside a page of the broker's. The token says who it is (call
 * 4.2); there is no session beyond the page, for in another site's frame there may be no cookies.
 */
export async function showInfo(app: App, request: Request, response: Response): Promise<void> {
  allowAnyFrame(response);
  if (request.method === 'HEAD' || isPrefetch(request)) {
    response.type('html').end();
    return;
  }
  noteReturn(app, request);
  const { token, lang, acc } = request.query;
  const page = {
    title: 'Embedded platform',
    instruments: INSTRUMENTS,
    chart: CHART,
    theme: readChoices(app, request).theme,
  };
  if (typeof token !== 'string' || token === '') {
    response
      .status(400)
      .type('html')
      .send(app.render('info', { ...page, failure: MISSING_TOKEN }));
    return;
  }
  const outcome = await signInWithOneTimeToken(app.bridge, brokersToTry(app, request), token);
  if (!outcome.ok) {
    const status = outcome.status >= 400 && outcome.status < 500 ? 400 : 502;
    response
      .status(status)
      .type('html')
      .send(app.render('info', { ...page, failure: outcome }));
    return;
  }
  const { broker, ...signedIn } = outcome;
  const session = describeSession(app, { broker, session: { id: '', brokerName: broker.brokerName, ...signedIn } });
  const account = session.accounts.find(({ login }) => String(login) === acc) ?? session.accounts[0];
  const language = typeof lang === 'string' ? lang : '';
  response.type('html').send(app.render('info', { ...page, session, account, language }));
}

const MISSING_TOKEN = { call: '4.2', status: 0, code: 'NO_TOKEN', message: 'The address has no token.' };
