import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { ANNA, openPasskeyStage, type PasskeyStage, refusal } from '../domain/passkeys/passkey-stage.ts';
import { launchBrowser, skipWithoutBrowser } from '../support/browser.ts';
import { PROJECT_FOLDER } from '../support/start-bridge.ts';

const LIBRARY = join(PROJECT_FOLDER, 'node_modules/@simplewebauthn/browser/dist/bundle/index.umd.min.js');

/** Asks the browser, as the console's script does. */
const CALLS = {
  create: 'startRegistration',
  get: 'startAuthentication',
} as const;

describe('passkeys in a real browser', { skip: skipWithoutBrowser() }, () => {
  let server: Server;
  let stage: PasskeyStage;
  let page: Page;
  before(async () => {
    server = await servePage();
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    stage = await openPasskeyStage({}, origin);
    const browser = await launchBrowser();
    page = await browser.newPage();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.goto(origin);
  });
  after(async () => {
    await page?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await stage.close();
  });

  /** @returns What the browser answers, or the name of the error that it throws. */
  function ask(call: keyof typeof CALLS, optionsJSON: object): Promise<unknown> {
    const asked = `SimpleWebAuthnBrowser.${CALLS[call]}({ optionsJSON: ${JSON.stringify(optionsJSON)} })`;
    return page.evaluate(`${asked}.catch((error) => error.name)`);
  }

  test('one is registered, proves who is asked, signs in alone, and is not registered twice', async () => {
    const { passkeys } = stage;
    const answer = await ask('create', await passkeys.beginRegistration(ANNA));
    const passkey = await passkeys.finishRegistration(ANNA.holderId, answer, 'Virtual');
    for (const asked of [ANNA.holderId, null]) {
      const response = await ask('get', await passkeys.beginAuthentication(asked));
      assert.deepEqual(await passkeys.finishAuthentication(asked, response), {
        holderId: ANNA.holderId,
        passkeyId: passkey.id,
      });
      await refusal(passkeys.finishAuthentication(asked, response), 'passkey_ceremony_expired');
    }
    assert.equal(await ask('create', await passkeys.beginRegistration(ANNA)), 'InvalidStateError');
    assert.ok(((await stage.storage.passkeys.list(ANNA.holderId))[0]?.counter ?? 0) > 0, 'the device counts');
  });
});

async function servePage(): Promise<Server> {
  const library = readFileSync(LIBRARY);
  const server = createServer((request, response) => {
    const isLibrary = request.url === '/library.js';
    response.setHeader('Content-Type', isLibrary ? 'text/javascript' : 'text/html');
    response.end(isLibrary ? library : '<!doctype html><title>Passkeys</title><script src="/library.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}
