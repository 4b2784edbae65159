import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrokersFile } from '../../../src/config/seed-file-types.ts';
import { post } from '../../support/platform-caller.ts';
import { assertRefused } from './assert-refused.ts';
import { CALLS, credentials, withRequired } from './good-call.ts';
import { useStage } from './stage.ts';
import { MAIN, STRANGER } from './white-label.ts';

const stage = useStage(async () => ({ seed: withShortAccessTokens }));
const FORGED = { token: 'ot_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', notOurs: 'no-token-of-ours' };

for (const call of CALLS) {
  const { path, required } = call;
  const isGuarded = call.route.security.kind === 'crm-api-token';
  const presentsToken = call.route.errors.includes('token_expired');

  describe(`row 8: ${call.call}`, () => {
    const send = async (brokerName: string, change: { value?: unknown; query?: Record<string, string> } = {}) => {
      const label = stage().label(brokerName);
      const good = await call.fields(label);
      const fields = 'value' in change ? withRequired(call, good, change.value) : good;
      return post(`${stage().bridge.url}/b/${brokerName}${path}`, {
        query: { ...credentials(call, label), ...fields.query, ...change.query },
        body: fields.body,
      });
    };

    test(`a good call is answered ${call.route.response.status}, by the route's own schema`, async () => {
      for (const brokerName of [MAIN, STRANGER]) {
        const answer = await send(brokerName);
        assert.equal(answer.status, call.route.response.status, answer.text);
        assert.ok(answer.headers.get('x-request-id'));
        const { schema } = call.route.response;
        if (schema) assert.equal(schema.validate(answer.body, { allowUnknown: false }).error, undefined);
        else assert.equal(answer.text, '');
      }
    });

    test(`400 MISSING_REQUIRED_PARAMETER when ${required.name} is absent, and the message names it`, async () => {
      const message = `A required parameter is missing or has the wrong type: ${required.name}`;
      assertRefused(await send(MAIN, { value: undefined }), 'MISSING_REQUIRED_PARAMETER', message);
    });

    const anyWrong = ['', ...(required.isText ? ['x'.repeat(1025)] : ['abc', '1.5', '1e3', '0x10', '9'.repeat(16)])];
    const bodyWrong = [null, true, {}, [], ['x'], ...(required.isText ? [12345] : [1.5, 2 ** 53, -(2 ** 60)])];
    for (const value of required.place === 'body' ? [...anyWrong, ...bodyWrong] : anyWrong) {
      test(`400 MISSING_REQUIRED_PARAMETER when ${required.name} is ${shorten(JSON.stringify(value))}`, async () => {
        assertRefused(await send(MAIN, { value }), 'MISSING_REQUIRED_PARAMETER');
      });
    }

    test('400 MALFORMED_REQUEST when the body is not JSON', async () => {
      const label = stage().label(MAIN);
      const { query } = await call.fields(label);
      const answer = await post(`${stage().bridge.url}/b/${MAIN}${path}`, {
        query: { ...credentials(call, label), ...query },
        body: '{"password":',
      });
      assertRefused(answer, 'MALFORMED_REQUEST', 'The request is malformed');
    });

    test('400 BROKER_ID_MISSING, 401 BROKER_ID_INVALID and 403 BROKER_ID_MISMATCH with their exact messages', async () => {
      const { bridge, label } = stage();
      const fields = await call.fields(label(MAIN));
      const request = { query: { ...credentials(call, label(MAIN)), ...fields.query }, body: fields.body };
      const missing = await post(`${bridge.url}${path}`, request);
      assertRefused(missing, 'BROKER_ID_MISSING', 'Required broker identification parameters missing');
      const invalid = await post(`${bridge.url}/b/nobody${path}`, request);
      assertRefused(invalid, 'BROKER_ID_INVALID', 'Invalid broker identification parameters');
      const names = { brokerName: MAIN, brokerCrmName: label(STRANGER).brokerCrmName };
      const mismatch = await post(`${bridge.url}${path}`, { ...request, query: { ...request.query, ...names } });
      const message = 'Broker identification parameters do not match expected values';
      assertRefused(mismatch, 'BROKER_ID_MISMATCH', message);
    });

    if (isGuarded) {
      test('403 CH_CLIENT_AUTH_FAILURE when the crmApiToken is missing, invalid or expired', async () => {
        const { bridge, label } = stage();
        const fields = await call.fields(label(MAIN));
        const url = `${bridge.url}/b/${MAIN}${path}`;
        for (const query of [{}, { crmApiToken: '' }, { crmApiToken: 'wrong' }, { token: 'eyJ.eyJ.x' }]) {
          assertRefused(await post(url, { ...fields, query: { ...fields.query, ...query } }), 'CH_CLIENT_AUTH_FAILURE');
        }
      });
    } else {
      test('403 CH_CLIENT_AUTH_FAILURE when the password is wrong, or another white label’s', async () => {
        for (const value of ['wrong-password', `sandbox-password-${STRANGER}`]) {
          assertRefused(await send(MAIN, { value }), 'CH_CLIENT_AUTH_FAILURE', 'Invalid password');
        }
      });
    }

    if (presentsToken) {
      test('404 CID_TOKEN_NOT_FOUND when the token is well-formed and unknown', async () => {
        assertRefused(await send(MAIN, { value: FORGED.token }), 'CID_TOKEN_NOT_FOUND');
      });

      test('410 CID_TOKEN_EXPIRED when the token was ours and its time is over', async () => {
        const { bridge, label } = stage();
        const fields = await call.fields(label(MAIN));
        bridge.clock.advance((call.lifetimeSeconds?.(label(MAIN).broker().tokens) ?? 0) * 1000);
        const late = await post(`${bridge.url}/b/${MAIN}${path}`, {
          query: credentials(call, label(MAIN)),
          body: fields.body,
        });
        assertRefused(late, 'CID_TOKEN_EXPIRED');
      });

      test('417 CID_NON_EXISTED_TOKEN when it does not even look like a token of ours', async () => {
        for (const value of [FORGED.notOurs, 'x', `${FORGED.token}A`, FORGED.token.slice(0, -1), ` ${FORGED.token}`]) {
          assertRefused(await send(MAIN, { value }), 'CID_NON_EXISTED_TOKEN');
        }
      });
    }

    if (call.route.errors.includes('user_unknown')) {
      test('404 CID_USER_NOT_FOUND when the white label has no such user', async () => {
        for (const value of [1, 0, -1, 10345534]) assertRefused(await send(MAIN, { value }), 'CID_USER_NOT_FOUND');
      });
    }
  });
}

/** So that an access token ends long before the `crmApiToken` of the test. */
function withShortAccessTokens(file: BrokersFile): BrokersFile {
  const brokers = file.brokers.map((broker) => ({
    ...broker,
    tokens: { ...broker.tokens, accessTokenTtlSeconds: 3600 },
  }));
  return { ...file, brokers };
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 20)}… (${text.length} characters)` : text;
}
