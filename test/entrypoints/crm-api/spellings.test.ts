import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrokersFile } from '../../../src/config/seed-file-types.ts';
import type { Answer } from '../../support/platform-caller.ts';
import { assertErrorShape, assertRefused } from './assert-refused.ts';
import { CALLS, credentials } from './good-call.ts';
import { sendRaw } from './raw-request.ts';
import { useStage } from './stage.ts';
import { MAIN, SISTER, STRANGER } from './white-label.ts';

const HOST = 'sso.tradingtech.example';
const SISTER_HOST = 'sso.europe.example';
const stage = useStage(async () => ({ seed: withHosts }));

/** Where the broker's names stand in a request. */
const PLACES: Readonly<Record<string, (names: Record<string, string>) => Place>> = {
  query: (names) => ({ query: names }),
  body: (names) => ({ body: names }),
  'both query and body': (names) => ({ query: names, body: names }),
  'query and body, one each': ({ brokerName = '', brokerCrmName = '' }) => ({
    query: { brokerName },
    body: { brokerCrmName },
  }),
  prefix: () => ({ prefix: `/b/${MAIN}` }),
  'percent-encoded prefix': () => ({ prefix: `/b/${MAIN.replace('_', '%5F')}` }),
  'host name': () => ({ host: HOST }),
  'host name with a port, in capitals': () => ({ host: `${HOST.toUpperCase()}:8443` }),
  'every place at once': (names) => ({ query: names, body: names, prefix: `/b/${MAIN}`, host: HOST }),
};

interface Place {
  readonly query?: Record<string, string>;
  readonly body?: Record<string, string>;
  readonly prefix?: string;
  readonly host?: string;
}

/** How the `crmApiToken` is given. */
const WAYS: Readonly<Record<string, (token: string) => Way>> = {
  'crmApiToken=': (token) => ({ query: { crmApiToken: token } }),
  'token=': (token) => ({ query: { token } }),
  'Authorization: Bearer': (token) => ({ headers: { Authorization: `Bearer ${token}` } }),
  'Authorization: bearer': (token) => ({ headers: { Authorization: `bearer  ${token} ` } }),
  'all three': (token) => ({
    query: { crmApiToken: token, token },
    headers: { Authorization: `Bearer ${token}` },
  }),
};

interface Way {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

for (const call of CALLS) {
  async function send(path: string, place: Place, way: Way = {}): Promise<Answer> {
    const { bridge, label } = stage();
    const fields = await call.fields(label(MAIN));
    const query = new URLSearchParams({ ...place.query, ...way.query, ...fields.query });
    return sendRaw(bridge.url, {
      target: `${place.prefix ?? ''}${path}?${query}`,
      headers: { ...way.headers, ...(place.host === undefined ? {} : { Host: place.host }) },
      body: JSON.stringify({ ...place.body, ...fields.body }),
    });
  }
  const ok = call.route.response.status;

  describe(`row 8: spellings of ${call.call}`, () => {
    for (const path of call.route.paths) {
      for (const [name, placeOf] of Object.entries(PLACES)) {
        test(`${path} with the broker named in ${name} is answered ${ok}`, async () => {
          const { brokerCrmName, crmApiToken } = stage().label(MAIN);
          const answer = await send(path, placeOf({ brokerName: MAIN, brokerCrmName }), { query: { crmApiToken } });
          assert.equal(answer.status, ok, answer.text);
        });
      }
    }

    if (call.route.security.kind !== 'crm-api-token') return;

    for (const [name, wayOf] of Object.entries(WAYS)) {
      test(`the crmApiToken by ${name} is answered ${ok}`, async () => {
        for (const path of call.route.paths) {
          const answer = await send(path, { prefix: `/b/${MAIN}` }, wayOf(stage().label(MAIN).crmApiToken));
          assert.equal(answer.status, ok, answer.text);
        }
      });
    }

    test('400 when two ways of giving the crmApiToken disagree, whichever of them is right', async () => {
      const right = stage().label(MAIN).crmApiToken;
      const another = await stage().label(MAIN).platform.crmApiToken();
      const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
      const disagreeing: Way[] = [
        { query: { crmApiToken: right, token: another } },
        { query: { crmApiToken: 'wrong', token: right } },
        { query: { crmApiToken: right }, ...bearer(another) },
        { query: { token: 'wrong' }, ...bearer(right) },
      ];
      for (const way of disagreeing) {
        assertRefused(await send(call.path, { prefix: `/b/${MAIN}` }, way), 'MALFORMED_REQUEST');
      }
    });

    test('400 when the crmApiToken stands twice in the query, even with one value', async () => {
      const { bridge, label } = stage();
      const token = label(MAIN).crmApiToken;
      for (const query of [`crmApiToken=${token}&crmApiToken=${token}`, `token=${token}&token=x`]) {
        assertRefused(await sendRaw(bridge.url, { target: `/b/${MAIN}${call.path}?${query}` }), 'MALFORMED_REQUEST');
      }
    });

    test('403 when the Authorization header is of another scheme', async () => {
      const basic = { headers: { Authorization: `Basic ${stage().label(MAIN).crmApiToken}` } };
      assertRefused(await send(call.path, { prefix: `/b/${MAIN}` }, basic), 'CH_CLIENT_AUTH_FAILURE');
    });
  });

  test(`row 10: 403 when any two places of ${call.call} name different brokers`, async () => {
    const { label } = stage();
    const names = (brokerName: string) => ({ brokerName, brokerCrmName: label(brokerName).brokerCrmName });
    const mine: Place[] = [{ query: names(MAIN) }, { body: names(MAIN) }, { prefix: `/b/${MAIN}` }, { host: HOST }];
    const others: Place[] = [SISTER, STRANGER].flatMap((other) => [
      { query: names(other) },
      { body: names(other) },
      { prefix: `/b/${other}` },
    ]);
    others.push({ host: SISTER_HOST }, { query: { brokerCrmName: label(STRANGER).brokerCrmName } });
    for (const one of mine) {
      for (const other of others) {
        const isOnePlace = Object.keys(one).some((place) => place in other);
        if (isOnePlace) continue;
        assertRefused(await send(call.path, { ...one, ...other }, { query: credentials(call, label(MAIN)) }), MISMATCH);
      }
    }
  });

  test(`row 7: other methods of ${call.call} are answered 405 with Allow and consume nothing`, async () => {
    const { bridge, label } = stage();
    const code = await label(MAIN).oneTimeToken();
    const query = new URLSearchParams({ crmApiToken: label(MAIN).crmApiToken, code });
    for (const path of call.route.paths) {
      for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
        const body = JSON.stringify({ code });
        const answer = await sendRaw(bridge.url, { method, target: `/b/${MAIN}${path}?${query}`, body });
        assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST']);
        if (method !== 'HEAD') assertRefused(answer, 'METHOD_NOT_ALLOWED');
      }
    }
    assert.equal((await label(MAIN).platform.redeem(label(MAIN).crmApiToken, code)).status, 200);
  });
}

const MISMATCH = 'BROKER_ID_MISMATCH';

test('row 8: an address that differs in case or in its slash is answered 404 in the same form', async () => {
  const { bridge } = stage();
  for (const target of ['/oauth2/crmapitoken', '/oauth2/authorize/', '/cid/cid/oauth2/logout', '/oauth2', '/cid']) {
    const answer = await sendRaw(bridge.url, { target: `/b/${MAIN}${target}` });
    assertRefused(answer, 'NOT_FOUND');
    assertErrorShape(answer);
  }
});

test('row 10: a host that a caller only claims by X-Forwarded-Host names no broker', async () => {
  const { bridge, label } = stage();
  const headers = { 'X-Forwarded-Host': HOST, Forwarded: `host=${HOST}` };
  const body = JSON.stringify({ password: label(MAIN).password });
  assertRefused(await sendRaw(bridge.url, { target: '/oauth2/crmApiToken', headers, body }), 'BROKER_ID_MISSING');
});

function withHosts(file: BrokersFile): BrokersFile {
  const hosts: Readonly<Record<string, string[]>> = { [MAIN]: [HOST], [SISTER]: [SISTER_HOST] };
  return { ...file, brokers: file.brokers.map((broker) => ({ ...broker, hosts: hosts[broker.brokerName] ?? [] })) };
}
