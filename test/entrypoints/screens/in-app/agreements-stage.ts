import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import type { AgreementSetting, InappAction } from '../../../../src/domain/brokers/broker.ts';
import { DEPOSITORS } from '../../../support/deposit-screen.ts';
import type { Engines } from '../../../support/engines.ts';
import { seedWith } from '../../../support/seed-with.ts';
import { startWiredBridge, type WiredBridge } from '../../../support/start-wired-bridge.ts';
import { type PageAnswer, send } from '../../../support/trader-browser.ts';
import { fieldsIn, formActionIn } from '../read-page.ts';

export const BROKER = 'tradingtech_main';
export const EUROPE = 'tradingtech_wl_europe';
export const MINUTE_MS = 60_000;
export const TRADER = DEPOSITORS[BROKER];
export const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

let versions = 0;
/** A version of an agreement that nobody has signed. */
export const newVersion = (id = 'terms'): AgreementSetting => {
  versions += 1;
  const title = { en: `Terms ${versions}`, de: `Bedingungen ${versions}` };
  return { id, version: String(versions), title, url: 'https://broker.example/terms' };
};

/** Where an action of the app has its page. */
export const pathOf = (action: InappAction) => (action === 'create-account' ? 'account/create' : `inapp/${action}`);

/** Where an answer leads, as a browser resolves it. */
export const leadsTo = ({ url, headers }: PageAnswer) => new URL(String(headers.location), url).href;

/** For the tests of one `describe`: a bridge with one agreement that is new before each test, and what a trader does there. */
export function agreementsStage({ open }: Engines) {
  let bridge: WiredBridge;
  before(async () => {
    bridge = await startWiredBridge({ ...(await open()), seed: seedWith(BROKER, { agreements: [] }) });
  });
  after(() => bridge.close());
  beforeEach(async () => {
    const { actions } = broker();
    const chat = { kind: 'built-in' } as const;
    await bridge.app.brokers.update(BROKER, { actions: { ...actions, chat }, agreements: [newVersion()] });
    await bridge.simulator.clearCalls();
  });

  const broker = () => bridge.app.brokers.get(BROKER);
  const token = () => bridge.app.access.issueInappToken(broker(), TRADER.userId);
  const address = (action: InappAction, query: string) => `${bridge.url}/b/${BROKER}/${pathOf(action)}?${query}`;
  const queryOf = (action: InappAction, ofToken: string) =>
    `token=${ofToken}${action === 'deposit' || action === 'withdrawal' ? `&account=${TRADER.live}` : ''}&lang=de&theme=dark`;

  async function visit(action: InappAction, ofToken?: string): Promise<PageAnswer> {
    return send(address(action, queryOf(action, ofToken ?? (await token()))));
  }

  /** Opens an action, and the agreements to which it leads. */
  async function reach(action: InappAction): Promise<PageAnswer> {
    const stopped = await visit(action);
    assert.equal(stopped.status, 303, stopped.text);
    return send(leadsTo(stopped));
  }

  function accept(page: PageAnswer, changes: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    const { ticket = '' } = fieldsIn(page);
    const ticks = [...page.text.matchAll(/name="(agreement-[\w-]+)" value="([0-9a-f]{64})"/g)];
    const fields = Object.fromEntries(ticks.map(([, field = '', value = '']) => [field, value]));
    return send(new URL(formActionIn(page), page.url).href, {
      method: 'POST',
      headers: { ...FORM, 'X-Forwarded-For': '198.51.100.7', 'User-Agent': 'View/1' },
      body: new URLSearchParams({ ticket, ...fields, ...changes }).toString(),
    });
  }

  const userOf = async (brokerName = BROKER) => {
    const user = await bridge.app.users.findByEmail(brokerName, 'trader@example.com');
    assert.ok(user);
    return user;
  };
  const signed = async () => bridge.app.agreements.listSigned(broker(), await userOf());
  const presentSignature = async () =>
    (await signed()).find(({ version }) => version === broker().agreements.at(-1)?.version);
  const isSigned = async () => !(await bridge.app.agreements.hasOutstanding(broker(), (await userOf()).id));

  return {
    /** Once the tests run. */
    get bridge() {
      return bridge;
    },
    ...{ broker, token, address, queryOf, visit, reach, accept, userOf, signed, presentSignature, isSigned },
  };
}
