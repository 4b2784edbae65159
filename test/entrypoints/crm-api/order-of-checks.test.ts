import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { post } from '../../support/platform-caller.ts';
import { assertRefused } from './assert-refused.ts';
import { CALLS, credentials, withRequired } from './good-call.ts';
import { useStage } from './stage.ts';
import { MAIN, STRANGER } from './white-label.ts';

const stage = useStage();

/** Everything that can be wrong with one call. A call with several faults is refused for the first of them. */
interface Faults {
  readonly body?: boolean;
  readonly broker?: boolean;
  readonly crmApiToken?: boolean;
  readonly field?: boolean;
}

for (const call of CALLS) {
  const isGuarded = call.route.security.kind === 'crm-api-token';

  async function send(faults: Faults) {
    const { bridge, label } = stage();
    const good = await call.fields(label(MAIN));
    const fields = faults.field ? withRequired(call, good, undefined) : good;
    return post(`${bridge.url}${call.path}`, {
      query: {
        ...fields.query,
        ...(faults.crmApiToken ? { crmApiToken: 'wrong' } : credentials(call, label(MAIN))),
        brokerName: faults.broker ? 'TradingTech_Main' : MAIN,
        brokerCrmName: label(MAIN).brokerCrmName,
      },
      body: faults.body ? '[1,' : fields.body,
    });
  }

  describe(`row 8: order of checks of ${call.call}`, () => {
    test('a malformed body is found before everything else', async () => {
      assertRefused(await send({ body: true, broker: true, crmApiToken: true, field: true }), 'MALFORMED_REQUEST');
    });

    test('a wrong broker is found before the crmApiToken and the fields', async () => {
      assertRefused(await send({ broker: true, crmApiToken: true, field: true }), 'BROKER_ID_INVALID');
    });

    test('a missing field is found when all before it is right', async () => {
      assertRefused(await send({ field: true }), 'MISSING_REQUIRED_PARAMETER');
    });

    if (!isGuarded) return;

    test('a wrong crmApiToken is found before the fields', async () => {
      assertRefused(await send({ crmApiToken: true, field: true }), 'CH_CLIENT_AUTH_FAILURE');
    });

    test('a crmApiToken that is given twice and differs is found before the fields', async () => {
      const { bridge, label } = stage();
      const query = { crmApiToken: label(MAIN).crmApiToken, token: 'another' };
      assertRefused(await post(`${bridge.url}/b/${MAIN}${call.path}`, { query }), 'MALFORMED_REQUEST');
    });

    test('a wrong crmApiToken is found before a token or user that is unknown', async () => {
      const { bridge } = stage();
      const fields = withRequired(call, { query: {}, body: {} }, call.required.isText ? 'not-ours' : 1);
      const request = { query: { ...fields.query, crmApiToken: 'wrong' }, body: fields.body };
      assertRefused(await post(`${bridge.url}/b/${MAIN}${call.path}`, request), 'CH_CLIENT_AUTH_FAILURE');
    });

    test('fields are found before a token or user that is unknown, and before a wrong inappToken', async () => {
      const { bridge, label } = stage();
      const query = { crmApiToken: label(STRANGER).crmApiToken, inappToken: 'wrong', accessToken: 'wrong' };
      const answer = await post(`${bridge.url}/b/${STRANGER}${call.path}`, { query });
      assertRefused(answer, 'MISSING_REQUIRED_PARAMETER');
    });
  });
}

test('row 8: a disabled broker is refused before its crmApiToken is looked at, and works again when enabled', async () => {
  const { bridge, label } = stage();
  const codes = async () => {
    const answers = [];
    for (const call of CALLS) {
      const url = `${bridge.url}/b/${MAIN}${call.path}`;
      answers.push(await post(url, { query: { crmApiToken: 'wrong' } }));
      answers.push(await post(url, { query: credentials(call, label(MAIN)) }));
    }
    return answers;
  };
  await bridge.app.brokers.update(MAIN, { enabled: false });
  for (const answer of await codes()) assertRefused(answer, 'CH_INSUFFICIENT_PERMISSIONS', 'This broker is disabled');
  await bridge.app.brokers.update(MAIN, { enabled: true });
  assert.ok((await codes()).every(({ body }) => body.code !== 'CH_INSUFFICIENT_PERMISSIONS'));
});
