import type { Trader } from '../../conformance-case.ts';
import { describeLogin } from '../../expectations.ts';
import { newTrader } from '../../new-trader.ts';
import type { BrowserCase, BrowserCaseContext } from '../browser-case.ts';
import { expectOpenedSession, expectTokenReturn } from '../expect-return.ts';
import { findResetControl } from '../form-kind.ts';
import { describePage, followed, passScreens, sendForm } from '../pass-screens.ts';
import type { PlatformView } from '../platform-view.ts';
import { signUpInBrowser } from '../sign-up-in-browser.ts';

/** 6.3.9: from the forgotten password to the new one. */
export const resetPasswordCase: BrowserCase = {
  id: '6.3.9',
  title: 'A forgotten password: mail, link, new password, signed in',
  async run(context) {
    const { platform } = context;
    if (!platform) {
      context.recorder.unprovable('the mail cannot be read from outside; give --simulator in the sandbox');
      return;
    }
    const signedUp = await signUpInBrowser(context);
    const session = signedUp && (await expectOpenedSession(context, signedUp.token));
    if (!signedUp || !session || !(await askForLink(context, signedUp.trader))) return;
    const link = await expectMail(context, platform, signedUp.trader);
    if (!link) return;
    const { password } = newTrader();
    const token = await chooseNewPassword(context, link, password);
    if (token !== undefined) await expectOpenedSession(context, token, session.userId);
    await tryPasswords(context, signedUp.trader, password);
  },
};

async function askForLink(context: BrowserCaseContext, { email }: Trader): Promise<boolean> {
  const visit = await context.screens.visit();
  try {
    await visit.open(context.addresses.of('auth/login', { firstLogin: 'false' }));
    const control = await findResetControl(visit.page);
    if (!context.recorder.step('the control that resets', 'there', control ? 'there' : 'none', control !== undefined)) {
      return false;
    }
    if (control) await followed(visit.page, () => visit.page.click(control));
    const isSent = await sendForm(visit.page, { email });
    return context.recorder.step('ask for a link', 'a form to send', await describePage(visit.page), isSent);
  } finally {
    await visit.close();
  }
}

async function expectMail(
  { recorder }: BrowserCaseContext,
  platform: PlatformView,
  { email }: Trader,
): Promise<URL | undefined> {
  const link = await platform.linkMailedTo(email);
  recorder.step('the mail', 'one with a link', link ? 'there' : 'none within 5 s', link !== undefined);
  return link;
}

async function chooseNewPassword(
  context: BrowserCaseContext,
  link: URL,
  password: string,
): Promise<string | undefined> {
  const visit = await context.screens.visit();
  try {
    await visit.open(link);
    const fault = await passScreens(visit, { password, newPassword: password });
    return expectTokenReturn(context, 'choose a new password', visit, fault);
  } finally {
    await visit.close();
  }
}

async function tryPasswords(context: BrowserCaseContext, { email, password }: Trader, newOne: string): Promise<void> {
  const withNew = await context.loginForm.logIn({ email, password: newOne, keepMeLoggedIn: false });
  const expected = '303 to the success URL with a token';
  context.recorder.step('log in with the new one', expected, describeLogin(withNew), withNew.kind === 'token');
  const withOld = await context.loginForm.logIn({ email, password, keepMeLoggedIn: false });
  context.recorder.step('log in with the old one', 'no token', describeLogin(withOld), withOld.kind === 'failed');
}
