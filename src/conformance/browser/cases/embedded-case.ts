import { expectLogin } from '../../expectations.ts';
import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { expectOpenedSession } from '../expect-return.ts';

/** 6.3.8: the platform's page, opened by the client area with a one-time token. */
export const embeddedCase: BrowserCase = {
  id: '6.3.8',
  title: 'The embedded platform is authorised',
  async run(context) {
    const token = await expectLogin(context, 'a token, made immediately before');
    if (!token) return;
    if (context.platform) await openPlatformPage(context, context.platform.pageWith(token, context.account));
    else await expectOpenedSession(context, token);
  },
};

async function openPlatformPage({ screens, platform, recorder }: BrowserCaseContext, address: URL): Promise<void> {
  const moment = (await platform?.now()) ?? 0;
  const visit = await screens.visit();
  try {
    const status = await visit.open(address);
    recorder.step('the platform’s page', '200', String(status), status === 200);
    const calls = (await platform?.callsSince(moment)) ?? [];
    const authorised = calls.find((call) => call.call === '4.2' && call.status === 200);
    const seen = calls.map(({ call, status: answered }) => `${call} → ${answered ?? 'no answer'}`).join(', ');
    recorder.step('its backend redeems the token', '4.2 → 200', seen || 'no call', authorised !== undefined);
  } finally {
    await visit.close();
  }
}
