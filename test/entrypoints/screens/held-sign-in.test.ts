import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../support/engines.ts';
import { FOUR_STEPS, startFourStepBridge } from '../../support/four-step-bridge.ts';
import { callsMade } from '../../support/platform-traces.ts';
import type { WiredBridge } from '../../support/start-wired-bridge.ts';
import { newEmail, traderBrowser, wordsOf } from '../../support/trader-browser.ts';

const PASSWORD = 'A-long-enough-1';
/** The forms of the page, in order. */
const LIVE = 0;
const LATER = 2;

for (const { name, skip, open } of ENGINES) {
  describe(`a sign-in that waits for the choice of an account on ${name}`, { skip }, () => {
    let bridge: WiredBridge;
    before(async () => {
      bridge = await startFourStepBridge(await open());
    });
    after(() => bridge.close());

    const browser = () => traderBrowser(bridge.url, { brokerName: FOUR_STEPS });

    /** A trader who put the choice off before. @returns The page on which it waits again. */
    async function waiting() {
      const email = newEmail();
      let page = await browser().sendForm(await browser().open('?firstLogin=true'), { email, password: PASSWORD });
      page = await browser().sendForm(await browser().sendForm(page, { firstName: 'Ada', lastName: 'King' }));
      assert.equal((await browser().sendForm(page, {}, LATER)).status, 303, page.text);
      const user = await bridge.app.users.findByEmail(FOUR_STEPS, email);
      assert.ok(user);
      return { email, user, page: await browser().logIn({ email, password: PASSWORD }) };
    }

    const logOut = async (platformUserId: number | null) => {
      bridge.clock.advance(1);
      await bridge.app.access.logOut(bridge.app.brokers.get(FOUR_STEPS), platformUserId ?? 0);
    };

    test('row 33: after a log-out everywhere it signs nobody in and opens nothing, and says so', async () => {
      const { user, page } = await waiting();
      await logOut(user.platformUserId);
      await bridge.simulator.clearCalls();
      for (const form of [LATER, LIVE]) {
        const refused = await browser().sendForm(page, {}, form);
        assert.equal(refused.headers.location, undefined);
        assert.match(wordsOf(refused), /Please log in again/);
      }
      assert.deepEqual(await callsMade(bridge.simulator), []);
      const looked = await browser().open(new URL(page.url).search);
      assert.match(wordsOf(looked), /Please log in again/);
    });

    test('row 33: nor does its page of a second try, and a log-in of later is not concerned', async () => {
      const { email, user, page } = await waiting();
      await bridge.simulator.setFaults({ failNext: { call: '3.3', status: 400, errorCode: 'NOT_ENOUGH_RIGHTS' } });
      const again = await browser().sendForm(page, {}, LIVE);
      await bridge.simulator.clearFaults();
      assert.equal(again.status, 502);
      await logOut(user.platformUserId);
      assert.match(wordsOf(await browser().sendForm(again, {}, LATER)), /Please log in again/);
      const later = await browser().logIn({ email, password: PASSWORD });
      assert.equal((await browser().sendForm(later, {}, LATER)).status, 303);
    });
  });
}
