import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PostOptions, post } from '../../support/platform-caller.ts';
import { assertRefused } from './assert-refused.ts';
import { sendRaw } from './raw-request.ts';
import { useStage } from './stage.ts';
import { MAIN, STRANGER } from './white-label.ts';

const CRM = 'tradingtech_crm';
const stage = useStage();

/** Call 4.1 at the root, with the right password. */
function send({ query, body }: PostOptions) {
  const password = stage().label(MAIN).password;
  const { url } = stage().bridge;
  return post(`${url}/oauth2/crmApiToken`, { query: query ?? {}, body: { password, ...Object(body) } });
}

const MISSING: readonly PostOptions[] = [
  {},
  { query: { brokerName: MAIN } },
  { query: { brokerCrmName: CRM } },
  { query: { brokerName: '', brokerCrmName: CRM } },
  { query: { brokerName: MAIN, brokerCrmName: '' } },
  { query: { brokername: MAIN, brokercrmname: CRM } },
  { body: { brokerName: MAIN } },
  { body: { brokerName: '', brokerCrmName: '' } },
  { query: { brokerName: MAIN }, body: { brokerCrmName: '' } },
];

/** Values that no broker and no CRM can have, though some come close to one that exists. */
function notTheNameOf(name: string): unknown[] {
  return [
    ...[name.toUpperCase(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`, ` ${name}`, `${name} `, `${name}\n`],
    ...[`${name}\0`, `\0${name}`, `${name}\0.example`, `${name}/`, `../${name}`, `${name}%20`, `${name}'--`, '*', '%'],
    ...[`${name}?`, `${name},${name}`, 'ｔradingtech_main', 'tradingtech_maın', 'nobody', '__proto__', 'constructor'],
    ...['x'.repeat(65), 'x'.repeat(5000), '\ud800', '🙂'],
  ];
}

/** JSON alone can hold these. */
const NO_STRINGS: readonly unknown[] = [
  null,
  0,
  1,
  true,
  false,
  [],
  {},
  [MAIN],
  [MAIN, MAIN],
  { a: MAIN },
  { toString: MAIN },
];

describe('row 10: 400 BROKER_ID_MISSING', () => {
  for (const request of MISSING) {
    test(`when a request has only ${JSON.stringify(request)}`, async () => {
      assertRefused(await send(request), 'BROKER_ID_MISSING', 'Required broker identification parameters missing');
    });
  }
});

describe('row 10: 401 BROKER_ID_INVALID', () => {
  const message = 'Invalid broker identification parameters';
  for (const name of notTheNameOf(MAIN).map(String)) {
    test(`for the brokerName ${show(name)} in query, body and path`, async () => {
      assertRefused(await send({ query: { brokerName: name, brokerCrmName: CRM } }), 'BROKER_ID_INVALID', message);
      assertRefused(await send({ body: { brokerName: name, brokerCrmName: CRM } }), 'BROKER_ID_INVALID', message);
      const target = `/b/${encodeURIComponent(name.toWellFormed())}/oauth2/crmApiToken`;
      assertRefused(await sendRaw(stage().bridge.url, { target }), 'BROKER_ID_INVALID', message);
    });
  }

  for (const name of notTheNameOf(CRM).map(String)) {
    test(`for the brokerCrmName ${show(name)} in query and body`, async () => {
      assertRefused(await send({ query: { brokerName: MAIN, brokerCrmName: name } }), 'BROKER_ID_INVALID', message);
      assertRefused(await send({ body: { brokerName: MAIN, brokerCrmName: name } }), 'BROKER_ID_INVALID', message);
    });
  }

  for (const value of NO_STRINGS) {
    test(`for ${JSON.stringify(value)} in place of a name in a body`, async () => {
      for (const body of [
        { brokerName: value, brokerCrmName: CRM },
        { brokerName: MAIN, brokerCrmName: value },
      ]) {
        assertRefused(await send({ body }), 'BROKER_ID_INVALID', message);
        assertRefused(await send({ body, query: { brokerName: MAIN, brokerCrmName: CRM } }), 'BROKER_ID_INVALID');
      }
    });
  }

  const RIGHT = `brokerName=${MAIN}&brokerCrmName=${CRM}`;
  for (const query of [
    `${RIGHT}&brokerName=${MAIN}`,
    `${RIGHT}&brokerCrmName=${CRM}`,
    `${RIGHT}&brokerName=`,
    `brokerName[]=${MAIN}&brokerCrmName=${CRM}`,
    `brokerName%5B%5D=${MAIN}&brokerCrmName=${CRM}`,
    `brokerName[a]=${MAIN}&brokerCrmName=${CRM}`,
    `brokerName[0]=${MAIN}&brokerCrmName=${CRM}`,
    `brokerName=${MAIN}&brokerCrmName[]=${CRM}`,
    `brokerName=${MAIN}&brokerCrmName[$ne]=x`,
    `brokerName=tradingtech%255Fmain&brokerCrmName=${CRM}`,
    `brokerName=tradingtech+main&brokerCrmName=${CRM}`,
    `brokerName=${MAIN}%00&brokerCrmName=${CRM}`,
    `brokerName=%E0%A4%A&brokerCrmName=${CRM}`,
    `brokerName=%FF%FE&brokerCrmName=${CRM}`,
  ]) {
    test(`for the query ${query}`, async () => {
      const body = JSON.stringify({ password: stage().label(MAIN).password });
      const answer = await sendRaw(stage().bridge.url, { target: `/oauth2/crmApiToken?${query}`, body });
      assertRefused(answer, 'BROKER_ID_INVALID', message);
    });
  }

  for (const prefix of ['%E0%A4%A', '%', '%2Fetc', '..%2F', '%00', `${MAIN}%00`, `${MAIN}%2F`, MAIN.toUpperCase()]) {
    test(`for the path prefix /b/${prefix}`, async () => {
      const target = `/b/${prefix}/oauth2/crmApiToken`;
      assertRefused(await sendRaw(stage().bridge.url, { target }), 'BROKER_ID_INVALID', message);
    });
  }
});

describe('row 10: names that are written differently and mean the same', () => {
  for (const query of [
    `brokerName=tradingtech%5Fmain&brokerCrmName=${CRM}`,
    `brokerName=%74radingtech_main&brokerCrmName=%74radingtech_crm`,
    `brokerName=${MAIN}&brokerCrmName=${CRM}&brokerName2=x&unknown[]=y`,
  ]) {
    test(`${query} is answered 200`, async () => {
      const body = JSON.stringify({ password: stage().label(MAIN).password });
      const { status } = await sendRaw(stage().bridge.url, { target: `/oauth2/crmApiToken?${query}`, body });
      assert.equal(status, 200);
    });
  }
});

describe('row 10: 403 BROKER_ID_MISMATCH', () => {
  const message = 'Broker identification parameters do not match expected values';
  const foreign = 'financialhouse_crm';
  for (const request of [
    { query: { brokerName: MAIN, brokerCrmName: foreign } },
    { body: { brokerName: MAIN, brokerCrmName: foreign } },
    { query: { brokerName: STRANGER, brokerCrmName: CRM } },
    { query: { brokerName: MAIN, brokerCrmName: CRM }, body: { brokerCrmName: foreign } },
    { query: { brokerName: MAIN, brokerCrmName: CRM }, body: { brokerName: STRANGER, brokerCrmName: foreign } },
    { query: { brokerName: MAIN }, body: { brokerName: STRANGER, brokerCrmName: CRM } },
  ] satisfies PostOptions[]) {
    test(`when names that exist do not belong together: ${JSON.stringify(request)}`, async () => {
      assertRefused(await send(request), 'BROKER_ID_MISMATCH', message);
    });
  }

  test('the prefix of one broker and the name of another in the rest of the path is an unknown address', async () => {
    const target = `/b/${MAIN}/b/${STRANGER}/oauth2/crmApiToken`;
    assertRefused(await sendRaw(stage().bridge.url, { target }), 'NOT_FOUND');
  });
});

function show(name: string): string {
  return name.length > 40 ? `of ${name.length} characters` : JSON.stringify(name);
}
