import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { SeedClient } from '../../../src/config/seed-client-types.ts';
import { type LogoutReceiver, startLogoutReceiver } from '../../domain/app-logouts/logout-receiver.ts';
import { ENGINES } from '../../support/engines.ts';
import { APP_SECRET, GOODBYE_URI, REDIRECT_URI } from './support/app-clients.ts';
import { getTokens } from './support/code-flow.ts';
import { basic } from './support/issuer-caller.ts';
import { useIssuerStage } from './support/issuer-stage.ts';

/** Hears of log-outs. */
const APP: SeedClient = {
  ...{ id: 'listening', name: 'An app', secret: APP_SECRET, firstParty: true },
  ...{ redirectUris: [REDIRECT_URI], postLogoutRedirectUris: [GOODBYE_URI], scopes: ['openid'] as const },
};

for (const { name, skip, open } of ENGINES) {
  describe(`notices of log-outs, on ${name}`, { skip }, () => {
    let receiver: LogoutReceiver;
    before(async () => {
      receiver = await startLogoutReceiver();
    });
    const stage = useIssuerStage(async () => ({
      ...(await open()),
      clients: [{ ...APP, backchannelLogoutUri: receiver.url }],
    }));
    beforeEach(() => {
      // An app that never answers: whoever waits for it does not come back.
      Object.assign(receiver, { answer: 'hang' });
      receiver.told.length = 0;
    });
    after(() => receiver?.close());

    for (const way of ['with a hint', 'by the form']) {
      test(`row 36: who logs out ${way} does not wait for apps, and each is told once`, async () => {
        const { app, at, newBrowser } = stage();
        const browser = newBrowser();
        const tokens = await getTokens(at(), browser, { client_id: APP.id });
        const query = new URLSearchParams({
          ...(way === 'with a hint' ? { id_token_hint: tokens.id_token } : { client_id: APP.id }),
          post_logout_redirect_uri: GOODBYE_URI,
        });
        const page = await browser.open(`${at().issuer}/session/end?${query}`);
        const left = way === 'with a hint' ? page : await browser.send(page);
        assert.ok(left.url.startsWith(GOODBYE_URI), left.url);
        assert.deepEqual(receiver.told, [], 'nobody was told while the browser waited');
        assert.equal((await at().introspect(tokens.access_token, basic(APP.id))).body.active, false);

        receiver.answer = 200;
        const waiting: string[] = [];
        const note = async ({ clientId }: { readonly clientId: string }) => {
          waiting.push(clientId);
          return 'told' as const;
        };
        assert.equal(await app.appLogouts.deliverDue(note), 1);
        assert.equal(await app.appLogouts.deliverDue(note), 0);
        assert.deepEqual(waiting, [APP.id]);
        assert.deepEqual(receiver.told, [], 'the outbox alone tells');
      });
    }
  });
}
