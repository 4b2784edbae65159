import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Twists } from '../../support/software-authenticator.ts';
import { ANNA, BEN, ORIGIN, openPasskeyStage, type PasskeyStage, refusal } from './passkey-stage.ts';

describe('registering a passkey', () => {
  let stage: PasskeyStage;
  beforeEach(async () => {
    stage = await openPasskeyStage();
  });
  afterEach(() => stage.close());

  test('asks for a key that can sign in by itself and makes sure of its user, and says nothing of who that is', async () => {
    const options = await stage.passkeys.beginRegistration(ANNA);
    assert.deepEqual(options.rp, { name: 'Drawbridge', id: 'sso.broker.example' });
    assert.equal(options.authenticatorSelection?.residentKey, 'required');
    assert.equal(options.authenticatorSelection?.userVerification, 'required');
    assert.equal(options.attestation, 'none');
    assert.ok(Buffer.from(options.challenge, 'base64url').length >= 16);
    assert.deepEqual([options.user.name, options.user.displayName], ['anna@broker.example', 'Anna']);
    assert.equal(Buffer.from(options.user.id, 'base64url').length, 32);
    assert.doesNotMatch(Buffer.from(options.user.id, 'base64url').toString('latin1'), /anna/);
  });

  test('keeps it with the name that its holder gives it, and shows no key', async () => {
    const { passkeys, clock } = stage;
    const answer = stage.newDevice().register(await passkeys.beginRegistration(ANNA));
    const passkey = await passkeys.finishRegistration(ANNA.holderId, answer, '  Work laptop ');
    const { id, ...rest } = passkey;
    assert.match(id, /^passkey_[0-9a-f-]{36}$/);
    assert.deepEqual(rest, {
      holderId: ANNA.holderId,
      label: 'Work laptop',
      isSynced: false,
      createdAtMs: clock.nowMs(),
      lastUsedAtMs: null,
    });
    assert.deepEqual(await passkeys.list(ANNA.holderId), [passkey]);
    assert.deepEqual(await passkeys.list(BEN.holderId), []);
  });

  test('of one that is synced between devices says so', async () => {
    await stage.deviceOf(ANNA, { counts: false });
    assert.equal((await stage.passkeys.list(ANNA.holderId))[0]?.isSynced, true);
  });

  test('keeps of the transports that a browser names only those that exist', async () => {
    const answer = stage.newDevice().register(await stage.passkeys.beginRegistration(ANNA));
    const strange = { ...answer, response: { ...answer.response, transports: ['usb', '<script>', 7] } };
    await stage.passkeys.finishRegistration(ANNA.holderId, strange, 'Key');
    assert.deepEqual((await stage.storage.passkeys.list(ANNA.holderId))[0]?.transports, ['usb']);
  });

  test('names those that are there, so that a device is not registered twice', async () => {
    await stage.deviceOf();
    const [known] = await stage.storage.passkeys.list(ANNA.holderId);
    const options = await stage.passkeys.beginRegistration(ANNA);
    assert.deepEqual(
      options.excludeCredentials?.map(({ id }) => id),
      [known?.credentialId],
    );
  });

  test('of a credential id that somebody registered before is refused', async () => {
    await stage.deviceOf();
    const [known] = await stage.storage.passkeys.list(ANNA.holderId);
    const asked = await stage.passkeys.beginRegistration(BEN);
    const answer = stage.newDevice().register(asked, { credentialId: known?.credentialId ?? '' });
    await refusal(stage.passkeys.finishRegistration(BEN.holderId, answer, 'Copy'), 'passkey_exists');
    assert.deepEqual(await stage.passkeys.list(BEN.holderId), []);
  });

  for (const [name, twists, detail] of [
    ['from another site', { origin: 'https://sso.broker.example.evil.example' }, /does not verify/],
    ['from another port', { origin: `${ORIGIN}:8443` }, /does not verify/],
    ['for another relying party', { rpId: 'evil.example' }, /does not verify/],
    ['of another ceremony', { type: 'webauthn.get' }, /does not verify/],
    ['without anybody at the device', { isUserPresent: false }, /does not verify/],
    ['without proof that it is its user', { isUserVerified: false }, /does not verify/],
    ['of an algorithm that was not offered', { algorithm: -65535 }, /does not verify/],
  ] as const satisfies readonly (readonly [string, Twists, RegExp])[]) {
    test(`refuses an answer ${name}, and that question is spent`, async () => {
      const asked = await stage.passkeys.beginRegistration(ANNA);
      const device = stage.newDevice();
      const finish = (more?: Twists) =>
        stage.passkeys.finishRegistration(ANNA.holderId, device.register(asked, more), 'Device');
      await refusal(finish(twists), 'passkey_refused', detail);
      await refusal(finish(), 'passkey_ceremony_expired', /spent|absent/);
      assert.deepEqual(await stage.passkeys.list(ANNA.holderId), []);
    });
  }

  test('refuses an answer from a frame in another site', async () => {
    const answer = stage.newDevice().register(await stage.passkeys.beginRegistration(ANNA), { crossOrigin: true });
    await refusal(stage.passkeys.finishRegistration(ANNA.holderId, answer, 'x'), 'passkey_refused', /frame/);
  });

  test('refuses an answer to a question that was never put, is too old, answered, or somebody else’s', async () => {
    const { passkeys, clock } = stage;
    const asked = await passkeys.beginRegistration(ANNA);
    const device = stage.newDevice();
    const finish = (holderId: string, twists?: Twists) =>
      passkeys.finishRegistration(holderId, device.register(asked, twists), 'Device');
    await refusal(finish(ANNA.holderId, { challenge: 'AAAA' }), 'passkey_ceremony_expired', /absent/);
    await refusal(finish(BEN.holderId), 'passkey_ceremony_expired', /somebody else/);
    const next = await passkeys.beginRegistration(ANNA);
    clock.advance(5 * 60_000 - 1);
    await passkeys.finishRegistration(ANNA.holderId, device.register(next), 'In time');
    await refusal(passkeys.finishRegistration(ANNA.holderId, device.register(next), 'x'), 'passkey_ceremony_expired');
    const late = await passkeys.beginRegistration(ANNA);
    clock.advance(5 * 60_000);
    await refusal(passkeys.finishRegistration(ANNA.holderId, device.register(late), 'x'), 'passkey_ceremony_expired');
  });

  test('refuses an answer to a question that was put for signing in', async () => {
    const device = await stage.deviceOf();
    const asked = await stage.passkeys.beginRegistration(ANNA);
    const { challenge } = await stage.passkeys.beginAuthentication(ANNA.holderId);
    const answer = device.register({ ...asked, challenge });
    await refusal(stage.passkeys.finishRegistration(ANNA.holderId, answer, 'x'), 'passkey_ceremony_expired');
  });

  test('refuses whatever is no answer at all', async () => {
    const asked = await stage.passkeys.beginRegistration(ANNA);
    const good = stage.newDevice().register(asked);
    const clientDataJSON = (text: string) => ({
      ...good,
      response: { clientDataJSON: Buffer.from(text).toString('base64url') },
    });
    const broken = [
      ...[undefined, null, 'text', 7, [], {}],
      { ...good, id: 7 },
      { ...good, id: 'x'.repeat(1365) },
      { ...good, id: 'a b' },
      { ...good, response: null },
      clientDataJSON('no json'),
      clientDataJSON('null'),
      clientDataJSON('{"challenge":["x"]}'),
    ];
    for (const answer of broken) {
      await refusal(stage.passkeys.finishRegistration(ANNA.holderId, answer, 'x'), 'passkey_refused');
    }
    // The question was answered by none of them, so that it still stands.
    await stage.passkeys.finishRegistration(ANNA.holderId, good, 'Device');
  });

  test('refuses what a broken device makes, whatever is broken in it', async () => {
    for (const attestationObject of ['', 'AAAA', '!', 'o2NmbXRkbm9uZQ', 7]) {
      const good = stage.newDevice().register(await stage.passkeys.beginRegistration(ANNA));
      const broken = { ...good, response: { ...good.response, attestationObject } };
      await refusal(stage.passkeys.finishRegistration(ANNA.holderId, broken, 'x'), 'passkey_refused');
    }
  });

  test('refuses a name that is empty, too long or cannot be shown, and the question still stands', async () => {
    const answer = stage.newDevice().register(await stage.passkeys.beginRegistration(ANNA));
    for (const label of ['', '  ', 'x'.repeat(65), 'two\nlines', 'turned \u202e']) {
      await refusal(stage.passkeys.finishRegistration(ANNA.holderId, answer, label), 'passkey_label_invalid');
    }
    await stage.passkeys.finishRegistration(ANNA.holderId, answer, 'x'.repeat(64));
  });

  test('a 21st passkey of one holder is refused', async () => {
    const late = await stage.passkeys.beginRegistration(ANNA);
    for (let index = 0; index < 20; index += 1) await stage.deviceOf();
    await refusal(stage.passkeys.beginRegistration(ANNA), 'passkeys_too_many');
    const answer = stage.newDevice().register(late);
    await refusal(stage.passkeys.finishRegistration(ANNA.holderId, answer, 'x'), 'passkeys_too_many');
    await stage.passkeys.beginRegistration(BEN);
  });
});

describe('where there are passkeys', () => {
  let stage: PasskeyStage;
  before(async () => {
    stage = await openPasskeyStage({}, 'http://127.0.0.1:3000');
  });
  after(() => stage.close());

  for (const [publicUrl, isAvailable] of [
    ['https://sso.broker.example', true],
    ['https://sso.broker.example:8443/below', true],
    ['http://localhost:3000', true],
    ['http://sso.localhost:3000', true],
    ['http://sso.broker.example', false],
    ['http://127.0.0.1:3000', false],
    ['https://192.0.2.1', false],
    ['https://[2001:db8::1]', false],
  ] as const) {
    test(`at ${publicUrl} there are ${isAvailable ? 'some' : 'none'}`, async (t) => {
      const other = await openPasskeyStage({}, publicUrl);
      t.after(() => other.close());
      assert.equal(other.passkeys.isAvailable, isAvailable);
    });
  }

  test('where there are none, nothing is begun or finished, and that is said', async () => {
    const { passkeys } = stage;
    await refusal(passkeys.beginRegistration(ANNA), 'passkeys_unavailable');
    await refusal(passkeys.finishRegistration(ANNA.holderId, {}, 'x'), 'passkeys_unavailable');
    await refusal(passkeys.beginAuthentication(null), 'passkeys_unavailable');
    await refusal(passkeys.finishAuthentication(null, {}), 'passkeys_unavailable');
    assert.deepEqual(await passkeys.list(ANNA.holderId), []);
  });
});
