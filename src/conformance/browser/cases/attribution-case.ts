import { newSecret } from '../../../lib/secrets.ts';
import type { BrowserCase } from '../browser-case.ts';
import { expectCalls } from '../expect-return.ts';
import { signUpInBrowser } from '../sign-up-in-browser.ts';

/** 6.3.3: sign-up with a `partnerId`. */
export const attributionCase: BrowserCase = {
  id: '6.3.3',
  title: 'A new user is attributed to the partner',
  async run(context) {
    const partnerId = `conform-${newSecret(6)}`;
    const moment = (await context.platform?.now()) ?? 0;
    if (!(await signUpInBrowser(context, { partnerId }))) return;
    const [, attribution] = await expectCalls(context, moment, ['3.2', '3.6']);
    if (!attribution) return;
    const seen = String(attribution.request.partnerId);
    context.recorder.step('the partner of call 3.6', partnerId, seen, seen === partnerId);
  },
};
