import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BridgeError } from '../../../src/errors/bridge-error.ts';
import { ENGINES } from '../../support/engines.ts';
import { FOUR_STEPS, startFourStepBridge, TWO_STEPS } from '../../support/four-step-bridge.ts';
import { callsMade } from '../../support/platform-traces.ts';
import { SAMPLE_AGREEMENTS } from '../../support/seed-with.ts';
import type { WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, type PageAnswer, traderBrowser } from '../../support/trader-browser.ts';
import { fieldsIn } from './read-page.ts';

const PASSWORD = 'A-long-enough-1';
const START = '?firstLogin=true';
const TERMS = 'agreement-terms';
const PRIVACY = 'agreement-privacy';

for (const { name, skip, open } of ENGINES) {
  describe(`agreements at sign-up on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startFourStepBridge(await open());
    });
    after(() => bridge.close());
    beforeEach(async () => {
      await bridge.simulator.clearFaults();
      await bridge.app.brokers.update(FOUR_STEPS, { agreements: SAMPLE_AGREEMENTS });
    });

    let hosts = 0;
    const newBrowser = () => {
      hosts += 1;
      return traderBrowser(bridge.url, { brokerName: FOUR_STEPS, address: `198.51.100.${hosts}` });
    };

    /** Goes on to the agreements. */
    async function reach(browser: ReturnType<typeof newBrowser>, email: string, query = START): Promise<PageAnswer> {
      const profile = await browser.sendForm(await browser.open(query), { email, password: PASSWORD });
      const page = await browser.sendForm(profile);
      await bridge.simulator.clearCalls();
      return page;
    }

    async function signaturesOf(email: string) {
      const user = await bridge.app.users.findByEmail(FOUR_STEPS, email);
      return user ? bridge.app.storage.signatures.listByUser(FOUR_STEPS, user.id) : [];
    }

    /** The form with its ticks: a hidden field goes as it is, a checkbox only when it is ticked. */
    const fieldsOf = (page: PageAnswer, ticks: Readonly<Record<string, string>>) => {
      const { ticket = '', step = '', pending = '' } = fieldsIn(page);
      return { ticket, step, pending, ...ticks };
    };

    const tickOf = (page: PageAnswer, field: string) =>
      new RegExp(`name="${field}" value="([0-9a-f]{64})"`).exec(page.text)?.[1] ?? '';

    test('what is signed is kept with version, language, text, time, address and browser', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email, `${START}&lang=de`);
      assert.match(page.text, /<a href="https:\/\/broker\.example\/t" rel="noreferrer">Kunden/);
      assert.match(
        page.text,
        />Privacy notice</,
        'a title that is not there in German is shown in the default language',
      );
      const ticks = { [TERMS]: tickOf(page, TERMS), [PRIVACY]: tickOf(page, PRIVACY) };
      const sent = await browser.post(fieldsOf(page, ticks), `${START}&lang=de`, {
        'User-Agent': `Web/1 ${'x'.repeat(999)}`,
      });
      assert.equal(sent.status, 200);
      const [first, second, ...more] = await signaturesOf(email);
      assert.deepEqual(more, []);
      assert.deepEqual([first?.agreementId, first?.version], ['privacy', '3.1']);
      const text = JSON.stringify(['Kundenvertrag', 'https://broker.example/t', '1']);
      assert.equal(second?.textSha256, createHash('sha256').update(text).digest('hex'));
      assert.deepEqual([second?.agreementId, second?.version, second?.language], ['terms', '1', 'de']);
      assert.deepEqual([second?.address, second?.signedAtMs], [`198.51.100.${hosts}`, bridge.clock.nowMs()]);
      assert.equal(second?.userAgent.length, 300);
      assert.equal(second?.reportedAtMs, bridge.clock.nowMs());
      assert.deepEqual(await callsMade(bridge.simulator), ['3.11', '3.2', '3.13']);
    });

    test('one that is not ticked is asked for at its tick, the others stay ticked, and nobody is made', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      const answer = await browser.post(fieldsOf(page, { [TERMS]: tickOf(page, TERMS) }), START);
      assert.equal(answer.status, 400);
      assert.match(
        answer.text,
        /name="agreement-privacy"[^>]* aria-invalid="true" aria-describedby="agreement-privacy-error"/,
      );
      assert.match(answer.text, /id="agreement-privacy-error">Please accept/);
      assert.deepEqual([fieldsIn(answer)[TERMS], fieldsIn(answer)[PRIVACY]], ['true', 'false']);
      const none = await browser.post(fieldsOf(page, {}), START);
      assert.match(none.text, /name="agreement-terms"[^>]* aria-invalid="true"/);
      assert.deepEqual(await signaturesOf(email), []);
      assert.deepEqual(await callsMade(bridge.simulator), []);
    });

    test('one that has changed since it was shown is not signed, but shown anew', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      const ticks = { [TERMS]: tickOf(page, TERMS), [PRIVACY]: tickOf(page, PRIVACY) };
      const changed = [{ ...SAMPLE_AGREEMENTS[0], version: '2' }, SAMPLE_AGREEMENTS[1]];
      await bridge.app.brokers.update(FOUR_STEPS, { agreements: changed });
      const answer = await browser.post(fieldsOf(page, ticks), START);
      assert.equal(answer.status, 400);
      assert.notEqual(tickOf(answer, TERMS), ticks[TERMS]);
      assert.deepEqual([fieldsIn(answer)[TERMS], fieldsIn(answer)[PRIVACY]], ['false', 'true']);
      assert.equal((await browser.sendForm(answer)).status, 200);
      assert.deepEqual((await signaturesOf(email)).map(({ version }) => version).sort(), ['2', '3.1']);
    });

    test('ticks with other values, or in other fields, sign nothing', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      const page = await reach(browser, email);
      const right = tickOf(page, TERMS);
      for (const wrong of ['true', 'on', '', right.toUpperCase(), `${right} `, tickOf(page, PRIVACY)]) {
        const ticks = { [TERMS]: wrong, [PRIVACY]: tickOf(page, PRIVACY), terms: right, 'agreement-__proto__': 'x' };
        assert.equal((await browser.post(fieldsOf(page, ticks), START)).status, 400, wrong);
      }
      assert.equal(await bridge.app.users.findByEmail(FOUR_STEPS, email), undefined);
    });

    test('row 44: a platform that does not hear of the agreement keeps nobody out, and hears of it at the next log-in', async () => {
      const lost = { dropAnswer: { call: '3.13', times: 9 } };
      const refused = { failNext: { call: '3.13', times: 9, status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } };
      for (const faults of [lost, refused]) {
        const [browser, email] = [newBrowser(), newEmail()];
        const page = await reach(browser, email);
        await bridge.simulator.setFaults(faults);
        const account = await browser.sendForm(page);
        assert.equal((await browser.sendForm(account)).status, 303);
        assert.ok((await signaturesOf(email)).every(({ reportedAtMs }) => reportedAtMs === null));
        await bridge.simulator.clearFaults();
        await bridge.simulator.clearCalls();
        assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
        assert.deepEqual(await callsMade(bridge.simulator), ['3.13']);
        await bridge.simulator.clearCalls();
        assert.equal((await browser.logIn({ email, password: PASSWORD })).status, 303);
        assert.deepEqual(await callsMade(bridge.simulator), []);
      }
    });

    const ownIdOf = async (page: PageAnswer) => {
      const { pending = '' } = fieldsIn(page);
      return (await bridge.app.users.signUps.get(bridge.app.brokers.get(FOUR_STEPS), pending)).userId;
    };

    /** The oldest first. */
    async function toldOf(objectId: string) {
      const events = await bridge.app.events.list(bridge.app.brokers.get(FOUR_STEPS), { objectId, limit: 50 });
      return events.toReversed().map(({ type, data }) => [type, data.agreementId, data.version].join(' ').trim());
    }

    const SIGNED_UP = ['user.created', 'agreement.signed privacy 3.1', 'agreement.signed terms 1'];

    test('row 52: that the user was made is told first, what was signed after it, each once', async () => {
      const browser = newBrowser();
      const page = await reach(browser, newEmail());
      const userId = await ownIdOf(page);
      assert.deepEqual(await toldOf(userId), []);
      const answers = await Promise.all([browser.sendForm(page), browser.sendForm(page)]);
      for (const { status } of answers) assert.equal(status, 200);
      assert.deepEqual(await toldOf(userId), SIGNED_UP);
    });

    test('row 52: nobody hears of what was signed by one who is refused, or who never becomes a user', async () => {
      const email = newEmail();
      const [first, second] = [newBrowser(), newBrowser()];
      const page = await reach(first, email);
      const slower = await reach(second, email);
      const userId = await ownIdOf(slower);
      assert.equal((await first.sendForm(page)).status, 200);
      const refused = await second.sendForm(slower);
      assert.equal(refused.status, 409);
      assert.deepEqual(await toldOf(userId), []);
    });

    test('row 44: a user who is made at the second try is told of with what was signed at the first', async () => {
      const browser = newBrowser();
      const page = await reach(browser, newEmail());
      const userId = await ownIdOf(page);
      const { users } = bridge.app.storage;
      const { add } = users;
      users.add = () => Promise.reject(new BridgeError('store_unavailable'));
      try {
        assert.equal((await browser.sendForm(page)).status, 503);
      } finally {
        users.add = add;
      }
      assert.deepEqual(await toldOf(userId), []);
      assert.equal((await browser.sendForm(page)).status, 200);
      assert.deepEqual(await toldOf(userId), SIGNED_UP);
    });

    test('what comes into force between two tries, after the user was made, is signed and told of like any other', async () => {
      const browser = newBrowser();
      const page = await reach(browser, newEmail());
      const userId = await ownIdOf(page);
      await bridge.simulator.setFaults({ failNext: { call: '3.2', times: 9, status: 500 } });
      assert.equal((await browser.sendForm(page)).status, 503);
      await bridge.simulator.clearFaults();
      assert.deepEqual(await toldOf(userId), SIGNED_UP);
      const changed = [{ ...SAMPLE_AGREEMENTS[0], version: '2' }, SAMPLE_AGREEMENTS[1]];
      await bridge.app.brokers.update(FOUR_STEPS, { agreements: changed });
      const again = await browser.sendForm(page);
      assert.equal(again.status, 400);
      assert.equal((await browser.sendForm(again)).status, 200);
      assert.deepEqual(await toldOf(userId), [...SIGNED_UP, 'agreement.signed terms 2']);
    });

    test('what a user has not signed in its present version is outstanding', async () => {
      const [browser, email] = [newBrowser(), newEmail()];
      await browser.sendForm(await reach(browser, email));
      const user = await bridge.app.users.findByEmail(FOUR_STEPS, email);
      assert.ok(user);
      const outstanding = async () => {
        const shown = await bridge.app.agreements.listOutstanding(bridge.app.brokers.get(FOUR_STEPS), user, 'en');
        return shown.map(({ id, version }) => `${id} ${version}`);
      };
      assert.deepEqual(await outstanding(), []);
      const changed = [{ ...SAMPLE_AGREEMENTS[0], version: '2' }, SAMPLE_AGREEMENTS[1]];
      await bridge.app.brokers.update(FOUR_STEPS, { agreements: changed });
      assert.deepEqual(await outstanding(), ['terms 2']);
      const [elsewhere] = await bridge.app.storage.signatures.listByUser(TWO_STEPS, user.id);
      assert.equal(elsewhere, undefined, 'row 28: nothing of it at another white label');
    });
  });
}
