import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { OidcClients } from '../../../src/domain/oidc-clients/oidc-clients.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { hashToken } from '../../../src/lib/secrets.ts';
import { ENGINES } from '../../support/engines.ts';
import { startTestBridge, type TestBridge } from '../../support/start-bridge.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const MAIN = 'tradingtech_main';
const SISTER = 'tradingtech_wl_europe';
const REDIRECT_URIS = ['https://app.example/cb'];
const HOUR_SECONDS = 3600;
/** Half a second, with room for a busy machine. */
const SEEN_WITHIN_MS = 10_000;

for (const engine of ENGINES) {
  describe(`OpenID clients on ${engine.name}`, { skip: engine.skip }, () => {
    const folder = makeTempFolder();
    let here: TestBridge;
    let there: TestBridge;
    let clients: OidcClients;
    let registered = 0;
    before(async () => {
      const options = { ...(await engine.open()), environment: { DATA_DIR: folder.path } };
      here = await startTestBridge(options);
      there = await startTestBridge({ ...options, clock: here.clock });
      clients = here.app.oidcClients;
    });
    after(async () => {
      await here.close();
      await there.close();
      folder.remove();
    });

    const broker = (brokerName = MAIN) => here.app.brokers.get(brokerName);
    const refused =
      (code: ErrorCode, field?: string) =>
      (error: unknown): boolean =>
        isBridgeError(error, code) && (field === undefined || error.field === field);

    async function register(more: object = {}) {
      registered += 1;
      const { client, secret } = await clients.register(broker(), {
        ...{ id: `app-${registered}`, name: 'App', redirectUris: REDIRECT_URIS },
        ...more,
      });
      return { id: client.id, client, secret: secret ?? '' };
    }

    const isSecret = async (id: string, secret: string) => clients.isSecretOf(await clients.get(broker(), id), secret);

    test('row 40: the secret is shown once, kept as a hash, and never logged', async () => {
      const { id, client, secret } = await register();
      assert.ok(secret.length >= 43, 'at least 256 bits');
      assert.deepEqual(
        client.secrets.map(({ hash, expiresAtMs }) => [hash, expiresAtMs]),
        [[hashToken(secret), null]],
      );
      assert.deepEqual(await clients.get(broker(), id), client);
      assert.doesNotMatch(JSON.stringify(await clients.list(broker())), new RegExp(secret));
      assert.equal(await isSecret(id, secret), true);
      for (const wrong of ['', secret.slice(1), `${secret} `, client.secrets[0]?.hash ?? '']) {
        assert.equal(await isSecret(id, wrong), false);
      }
      const rotated = await clients.rotateSecret(broker(), id, 0);
      for (const one of [secret, rotated]) assert.doesNotMatch(here.logLines.join('\n'), new RegExp(one));
    });

    test('a secret that was given is not told again, and needs 16 characters that can be sent', async () => {
      const { id, secret } = await register({ secret: 'a-given-secret-16' });
      assert.equal(secret, '');
      assert.equal(await isSecret(id, 'a-given-secret-16'), true);
      for (const bad of ['fifteen-letters', 'a given secret 16', 'ä-given-secret-16', 'a'.repeat(201), 7]) {
        await assert.rejects(() => register({ secret: bad }), refused('client_invalid', 'secret'));
      }
      const withoutSecret = { authMethod: 'none', secret: 'a-given-secret-16' };
      await assert.rejects(() => register(withoutSecret), refused('client_invalid', 'secret'));
    });

    test('a client that uses no secret has none, and nothing is its secret', async () => {
      const { id, client } = await register({ authMethod: 'none' });
      assert.deepEqual(client.secrets, []);
      assert.equal(await isSecret(id, ''), false);
      await assert.rejects(() => clients.rotateSecret(broker(), id, 0), refused('client_invalid', 'authMethod'));
    });

    test('after a rotation the secret before works until the overlap ends, and never a third one', async () => {
      const { id, secret } = await register();
      const second = await clients.rotateSecret(broker(), id, HOUR_SECONDS);
      const live = async (...secrets: string[]) => {
        const client = await clients.get(broker(), id);
        assert.ok(client.secrets.length <= 2);
        return secrets.map((one) => clients.isSecretOf(client, one));
      };
      assert.deepEqual(await live(secret, second), [true, true]);
      here.clock.advance(HOUR_SECONDS * 1000 - 1);
      assert.deepEqual(await live(secret, second), [true, true]);
      const third = await clients.rotateSecret(broker(), id, HOUR_SECONDS);
      assert.deepEqual(await live(secret, second, third), [false, true, true]);
      here.clock.advance(HOUR_SECONDS * 1000);
      assert.deepEqual(await live(secret, second, third), [false, false, true]);
      const fourth = await clients.rotateSecret(broker(), id, 0);
      assert.deepEqual(await live(third, fourth), [false, true]);
    });

    test('of parallel rotations by two processes the last is current, and two secrets are left', async () => {
      const { id } = await register();
      const secrets = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          (index % 2 === 0 ? here : there).app.oidcClients.rotateSecret(broker(), id, HOUR_SECONDS),
        ),
      );
      const client = await clients.get(broker(), id);
      assert.deepEqual(
        client.secrets.map(({ expiresAtMs }) => expiresAtMs === null),
        [true, false],
      );
      assert.equal(secrets.filter((secret) => clients.isSecretOf(client, secret)).length, 2);
    });

    test('every change is seen by the other process within a second, by the revision of the white label', async () => {
      const seenRevision = () => there.app.brokers.get(MAIN).revision;
      async function seenThere(change: () => Promise<unknown>): Promise<void> {
        const before = broker().revision;
        await change();
        assert.ok(broker().revision > before, 'its own process sees it before the answer');
        const deadline = performance.now() + SEEN_WITHIN_MS;
        while (seenRevision() !== broker().revision) {
          assert.ok(performance.now() < deadline, 'the other process did not see it');
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      }
      const other = broker(SISTER).revision;
      await seenThere(() => register({ id: 'seen' }));
      await seenThere(() => clients.update(broker(), 'seen', { name: 'New' }));
      await seenThere(() => clients.rotateSecret(broker(), 'seen', 0));
      await seenThere(() => clients.revokeTokens(broker(), 'seen'));
      const client = await there.app.oidcClients.get(there.app.brokers.get(MAIN), 'seen');
      assert.equal(client.name, 'New');
      assert.equal(client.tokensRevokedAtMs, here.clock.nowMs());
      assert.equal(broker(SISTER).revision, other);
    });

    test('an update changes what it names, keeps secrets, and is checked as a whole', async () => {
      const { id, client } = await register();
      const changed = await clients.update(broker(), id, { name: 'New', scopes: ['openid'] });
      assert.deepEqual(changed, { ...client, name: 'New', scopes: ['openid'] });
      assert.deepEqual(await clients.update(broker(), id, {}), changed);
      for (const [change, field] of [
        [{ redirectUris: [] }, 'redirectUris'],
        [{ authMethod: 'private_key_jwt' }, 'jwks'],
        [{ scopes: ['crm_api'] }, 'scopes'],
        [{ redirectUris: null }, 'redirectUris'],
      ] as const) {
        await assert.rejects(() => clients.update(broker(), id, change as object), refused('client_invalid', field));
      }
      const smuggled = { id: 'other', brokerName: SISTER, secrets: [], tokensRevokedAtMs: 7, createdAtMs: 7 };
      assert.deepEqual(await clients.update(broker(), id, smuggled as object), changed);
    });

    test('a client that becomes public loses its secrets for good', async () => {
      const { id, secret } = await register();
      await clients.update(broker(), id, { authMethod: 'none' });
      const again = await clients.update(broker(), id, { authMethod: 'client_secret' });
      assert.deepEqual(again.secrets, []);
      assert.equal(await isSecret(id, secret), false);
      assert.equal(await isSecret(id, await clients.rotateSecret(broker(), id, 0)), true);
    });

    test('of parallel changes by two processes none is lost, a revocation least of all', async () => {
      const { id } = await register();
      const far = there.app.oidcClients;
      await Promise.all([
        clients.update(broker(), id, { name: 'New' }),
        far.revokeTokens(broker(), id),
        far.update(broker(), id, { enabled: false }),
        clients.update(broker(), id, { firstParty: true }),
        far.rotateSecret(broker(), id, 0),
      ]);
      const { name, enabled, firstParty, tokensRevokedAtMs } = await clients.get(broker(), id);
      assert.deepEqual([name, enabled, firstParty, tokensRevokedAtMs], ['New', false, true, here.clock.nowMs()]);
    });

    test('a client is disabled even when today’s rules would refuse it, and then is not enabled again', async () => {
      const { client } = await register();
      const old = { ...client, id: 'old-one', redirectUris: ['http://old.example/'] };
      assert.equal(await here.app.storage.oidcClients.add(old), true);
      assert.equal((await clients.update(broker(), 'old-one', { enabled: false })).enabled, false);
      const enable = () => clients.update(broker(), 'old-one', { enabled: true });
      await assert.rejects(enable, refused('client_invalid', 'redirectUris'));
    });

    test('row 28: a client of another white label is unknown to every call', async () => {
      const { id } = await register();
      const sister = broker(SISTER);
      for (const call of [
        () => clients.get(sister, id),
        () => clients.update(sister, id, { enabled: false }),
        () => clients.rotateSecret(sister, id, 0),
        () => clients.revokeTokens(sister, id),
      ]) {
        await assert.rejects(call, refused('client_unknown'));
      }
      assert.equal((await clients.get(broker(), id)).enabled, true);
      assert.ok((await clients.list(sister)).every(({ brokerName }) => brokerName === SISTER));
      await clients.register(sister, { id, name: 'Its own', redirectUris: REDIRECT_URIS });
      assert.equal((await clients.get(broker(), id)).name, 'App');
    });

    test('an id that is taken is refused, by two processes too', async () => {
      const { id } = await register();
      await assert.rejects(() => register({ id }), refused('client_exists', id));
      const client = { id: 'raced', name: 'App', redirectUris: REDIRECT_URIS };
      const ends = await Promise.allSettled(
        [here, there, here, there].map((bridge) => bridge.app.oidcClients.register(broker(), client)),
      );
      assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
      for (const end of ends) if (end.status === 'rejected') assert.ok(refused('client_exists')(end.reason));
    });

    test('the seed’s clients stand at every white label, and seeding twice changes nothing', async () => {
      for (const { brokerName } of here.app.brokers.list()) {
        const found = await clients.list(broker(brokerName));
        const seeded = found.filter(({ id }) => id.startsWith('sandbox-'));
        assert.deepEqual(
          seeded.map(({ id, authMethod, firstParty }) => [id, authMethod, firstParty]),
          [
            ['sandbox-spa', 'none', false],
            ['sandbox-web', 'client_secret', true],
          ],
        );
        const web = await clients.get(broker(brokerName), 'sandbox-web');
        assert.equal(clients.isSecretOf(web, 'sandbox-web-secret'), true);
      }
    });
  });
}
