import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, type PostOptions, post } from '../../support/platform-caller.ts';
import { assertErrorShape } from './assert-refused.ts';
import { CALLS, type Call, credentials, type Fields } from './good-call.ts';
import type { Stage } from './stage.ts';
import { MAIN, SISTER, STRANGER, type WhiteLabel } from './white-label.ts';

/** Who tries, and on whom: white labels of one CRM, and of two. */
const PAIRS = [
  [MAIN, SISTER],
  [SISTER, MAIN],
  [MAIN, STRANGER],
  [STRANGER, MAIN],
] as const;

export function isolationSuite(stage: () => Stage): void {
  for (const call of CALLS) {
    for (const [attackerName, victimName] of PAIRS) {
      test(`row 28: ${call.call} with the broker, user or token of ${victimName} gives ${attackerName} nothing and consumes nothing`, async () => {
        const [attacker, victim] = [stage().label(attackerName), stage().label(victimName)];
        const theirs = await call.fields(victim);
        const own = await call.fields(attacker);
        for (const { url, request } of attempts(stage(), call, { attacker, victim, own, theirs })) {
          assertNothingLearned(await post(url, request), victim, theirs);
        }
        const rightful = await post(`${stage().bridge.url}/b/${victimName}${call.path}`, {
          query: { ...credentials(call, victim), ...theirs.query },
          body: theirs.body,
        });
        assert.equal(rightful.status, call.route.response.status, rightful.text);
      });
    }
  }
}

interface Attack {
  readonly attacker: WhiteLabel;
  readonly victim: WhiteLabel;
  /** What the attacker's own good call would send. */
  readonly own: Fields;
  /** What the victim's good call would send. */
  readonly theirs: Fields;
}

function attempts({ bridge }: Stage, call: Call, { attacker, victim, own, theirs }: Attack) {
  const at = (brokerName: string, query: Record<string, string>, fields: Fields) => ({
    url: `${bridge.url}/b/${brokerName}${call.path}`,
    request: { query: { ...query, ...fields.query }, body: fields.body } satisfies PostOptions,
  });
  const mine = credentials(call, attacker);
  const foreign = credentials(call, victim);
  const { brokerName, brokerCrmName } = attacker;
  const all = [
    at(attacker.brokerName, mine, theirs),
    at(victim.brokerName, { ...foreign, brokerName, brokerCrmName }, theirs),
    at(attacker.brokerName, { ...foreign, brokerName: victim.brokerName }, theirs),
    ...swaps(own, theirs).map((fields) => at(attacker.brokerName, mine, fields)),
  ];
  if (call.route.security.kind !== 'crm-api-token') return [...all, at(victim.brokerName, {}, own)];
  return [...all, at(victim.brokerName, mine, theirs), at(attacker.brokerName, foreign, theirs)];
}

/** The attacker's own call with one field at a time replaced by the victim's. */
function swaps(own: Fields, theirs: Fields): Fields[] {
  const inQuery = Object.keys(theirs.query).map((name) => ({
    ...own,
    query: { ...own.query, [name]: theirs.query[name] ?? '' },
  }));
  const inBody = Object.keys(theirs.body).map((name) => ({ ...own, body: { ...own.body, [name]: theirs.body[name] } }));
  return [...inQuery, ...inBody];
}

function assertNothingLearned(answer: Answer, victim: WhiteLabel, theirs: Fields): void {
  assert.ok([401, 403, 404].includes(answer.status), `${answer.status} ${answer.text}`);
  assertErrorShape(answer);
  const said = [answer.text, ...answer.headers.values()].join('\n');
  const secrets = [victim.userId, victim.brokerName, victim.crmApiToken];
  for (const secret of [...secrets, ...Object.values(theirs.query), ...Object.values(theirs.body)]) {
    assert.ok(!said.includes(String(secret)), `the answer shows ${secret}`);
  }
}
