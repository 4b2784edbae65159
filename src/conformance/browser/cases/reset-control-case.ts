import type { BrowserCase } from '../browser-case.ts';
import { findResetControl } from '../form-kind.ts';
import { describePage, followed } from '../pass-screens.ts';

/** 6.2.7: the way out for a trader who forgot the password. */
export const resetControlCase: BrowserCase = {
  id: '6.2.7',
  title: 'The log-in page has a control that resets the password',
  async run({ screens, addresses, recorder }) {
    const visit = await screens.visit();
    try {
      await visit.open(addresses.of('auth/login', { firstLogin: 'false' }));
      const control = await findResetControl(visit.page);
      recorder.step('on the log-in page', 'a visible control', control ? 'there' : 'none', control !== undefined);
      if (!control) return;
      await followed(visit.page, () => visit.page.click(control));
      const asks = await visit.page.isVisible('form input[type=email], form input[autocomplete~=username]');
      const seen = await describePage(visit.page);
      recorder.step('where it leads', 'a page that asks for the email address', seen, asks);
    } finally {
      await visit.close();
    }
  },
};
