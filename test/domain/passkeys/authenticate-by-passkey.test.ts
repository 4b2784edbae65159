import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import type { Twists } from '../../support/software-authenticator.ts';
import { ANNA, BEN, openPasskeyStage, type PasskeyStage, refusal } from './passkey-stage.ts';

for (const engine of ENGINES) {
  describe(`proving by a passkey on ${engine.name}`, { skip: engine.skip }, () => {
    let stage: PasskeyStage;
    beforeEach(async () => {
      stage = await openPasskeyStage(await engine.open());
    });
    afterEach(() => stage.close());

    test('a holder who is known proves to be it, and the use is noted', async () => {
      const device = await stage.deviceOf();
      const [passkey] = await stage.passkeys.list(ANNA.holderId);
      stage.clock.advance(1000);
      const proof = await stage.prove(device, ANNA.holderId);
      assert.deepEqual(proof, { holderId: ANNA.holderId, passkeyId: passkey?.id });
      assert.equal((await stage.passkeys.list(ANNA.holderId))[0]?.lastUsedAtMs, stage.clock.nowMs());
    });

    test('a passkey alone says who somebody is', async () => {
      await stage.deviceOf();
      const device = await stage.deviceOf(BEN);
      const options = await stage.passkeys.beginAuthentication(null);
      assert.deepEqual([options.allowCredentials, options.userVerification], [[], 'required']);
      const { holderId } = await stage.passkeys.finishAuthentication(null, device.answer(options));
      assert.equal(holderId, BEN.holderId);
    });

    test('an answer is good once, however many processes get it at once', async () => {
      const device = await stage.deviceOf(ANNA, { counts: false });
      const answer = device.answer(await stage.passkeys.beginAuthentication(ANNA.holderId));
      const tries = Array.from({ length: 6 }, () => stage.passkeys.finishAuthentication(ANNA.holderId, answer));
      const outcomes = await Promise.allSettled(tries);
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
      await refusal(stage.passkeys.finishAuthentication(ANNA.holderId, answer), 'passkey_ceremony_expired');
    });

    test('a counter that goes back or stands still is refused, and said in the log', async () => {
      const device = await stage.deviceOf();
      await stage.prove(device, ANNA.holderId, { counter: 40 });
      for (const counter of [40, 39, 1, 0]) {
        await refusal(stage.prove(device, ANNA.holderId, { counter }), 'passkey_refused', /counter/);
      }
      assert.equal(stage.logLines.filter((line) => line.includes('did not go on')).length, 4);
      await stage.prove(device, ANNA.holderId, { counter: 41 });
    });

    test('two answers with one counter at once: one of the two is a copy, and refused', async () => {
      const device = await stage.deviceOf();
      const answers = [];
      for (const _ of [1, 2]) {
        const asked = await stage.passkeys.beginAuthentication(ANNA.holderId);
        answers.push(device.answer(asked, { counter: 7 }));
      }
      const outcomes = await Promise.allSettled(
        answers.map((answer) => stage.passkeys.finishAuthentication(ANNA.holderId, answer)),
      );
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    });

    test('one that never counts is good each time', async () => {
      const device = await stage.deviceOf(ANNA, { counts: false });
      for (const _ of [1, 2, 3]) await stage.prove(device, ANNA.holderId);
    });

    for (const [name, twists, detail] of [
      ['from another site', { origin: 'https://evil.example' }, /does not verify/],
      ['for another relying party', { rpId: 'evil.example' }, /does not verify/],
      ['from a frame in another site', { crossOrigin: true }, /frame/],
      ['of another ceremony', { type: 'webauthn.create' }, /does not verify/],
      ['without anybody at the device', { isUserPresent: false }, /does not verify/],
      ['without proof that it is its user', { isUserVerified: false }, /does not verify/],
      ['with the signature of another key', { breaksSignature: true }, /signature/],
      ['of a key that is not known', { credentialId: 'AAAA' }, /no passkey/],
      ['that names another holder', { userHandle: 'AAAA' }, /names another/],
    ] as const satisfies readonly (readonly [string, Twists, RegExp])[]) {
      test(`refuses an answer ${name}, whoever was asked`, async () => {
        const device = await stage.deviceOf();
        for (const asked of [ANNA.holderId, null]) {
          await refusal(stage.prove(device, asked, twists), 'passkey_refused', detail);
        }
        const [passkey] = await stage.passkeys.list(ANNA.holderId);
        assert.equal(passkey?.lastUsedAtMs, null);
      });
    }

    test('one that was not asked for by its id has to name its holder', async () => {
      const device = await stage.deviceOf();
      await refusal(stage.prove(device, null, { userHandle: '' }), 'passkey_refused', /names another/);
      await stage.prove(device, ANNA.holderId, { userHandle: '' });
    });

    test('an answer of one holder is none of another, though both are asked', async () => {
      const device = await stage.deviceOf();
      await stage.deviceOf(BEN);
      const asked = await stage.passkeys.beginAuthentication(BEN.holderId);
      const { challenge } = asked;
      const answer = device.answer({ rpId: 'sso.broker.example', challenge });
      await refusal(stage.passkeys.finishAuthentication(BEN.holderId, answer), 'passkey_refused', /another holder/);
      const toAnna = device.answer(await stage.passkeys.beginAuthentication(ANNA.holderId));
      await refusal(stage.passkeys.finishAuthentication(null, toAnna), 'passkey_ceremony_expired', /somebody else/);
    });

    test('refuses an answer to a question that was never put, or is too old', async () => {
      const device = await stage.deviceOf();
      await refusal(stage.prove(device, null, { challenge: 'AAAA' }), 'passkey_ceremony_expired', /absent/);
      const answer = device.answer(await stage.passkeys.beginAuthentication(null));
      stage.clock.advance(5 * 60_000);
      await refusal(stage.passkeys.finishAuthentication(null, answer), 'passkey_ceremony_expired');
    });

    test('who has no passkey is not asked for one, for then any would do', async () => {
      await stage.deviceOf();
      await refusal(stage.passkeys.beginAuthentication(BEN.holderId), 'passkey_unknown');
    });

    test('one that was removed opens nothing, not even when it was asked for before', async () => {
      const device = await stage.deviceOf();
      const [passkey] = await stage.passkeys.list(ANNA.holderId);
      const answer = device.answer(await stage.passkeys.beginAuthentication(ANNA.holderId));
      await refusal(stage.passkeys.remove(BEN.holderId, passkey?.id ?? ''), 'passkey_unknown');
      await stage.passkeys.remove(ANNA.holderId, passkey?.id ?? '');
      await refusal(stage.passkeys.finishAuthentication(ANNA.holderId, answer), 'passkey_refused', /no passkey/);
      await refusal(stage.passkeys.remove(ANNA.holderId, passkey?.id ?? ''), 'passkey_unknown');
    });

    test('when all of a holder’s are removed, what they were asked is void too', async () => {
      const device = await stage.deviceOf();
      await stage.deviceOf(BEN);
      const registration = device.register(await stage.passkeys.beginRegistration(ANNA));
      const answer = device.answer(await stage.passkeys.beginAuthentication(ANNA.holderId));
      assert.equal(await stage.passkeys.removeAll(ANNA.holderId), 1);
      await refusal(stage.passkeys.finishAuthentication(ANNA.holderId, answer), 'passkey_ceremony_expired');
      const finished = stage.passkeys.finishRegistration(ANNA.holderId, registration, 'x');
      await refusal(finished, 'passkey_ceremony_expired');
      assert.equal((await stage.passkeys.list(BEN.holderId)).length, 1);
    });

    test('a passkey is renamed by its holder', async () => {
      await stage.deviceOf();
      const [passkey] = await stage.passkeys.list(ANNA.holderId);
      await stage.passkeys.rename(ANNA.holderId, passkey?.id ?? '', ' Old laptop ');
      assert.equal((await stage.passkeys.list(ANNA.holderId))[0]?.label, 'Old laptop');
      await refusal(stage.passkeys.rename(BEN.holderId, passkey?.id ?? '', 'Mine'), 'passkey_unknown');
      await refusal(stage.passkeys.rename(ANNA.holderId, passkey?.id ?? '', ''), 'passkey_label_invalid');
    });
  });
}
