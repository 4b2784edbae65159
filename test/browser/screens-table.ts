import type { Page } from 'playwright-core';
import { type BrowserStage, STAGE_BROKER, STAGE_TRADER } from '../support/browser-stage.ts';
import { newEmail } from '../support/trader-browser.ts';
import { linkMailedTo } from './mail-link.ts';

// Longer than other files, for it is a table: every screen stands in one place, so that one that is missing is seen.

/** One screen that a trader can meet, and how a browser gets there. */
export interface TableScreen {
  readonly name: string;
  /** All but the open ones are closed by a link back to the app: what it opens, and what says that something went wrong. */
  readonly kind: 'open' | 'in-app' | 'error';
  /** Another state of a screen that stands in the table too. */
  readonly isVariant?: true;
  /** Leaves the page on the screen. @param look - `lang` and `theme`, as parameters of the address. */
  readonly open: (stage: BrowserStage, page: Page, look: Look) => Promise<void>;
}

export type Look = Readonly<Record<'lang' | 'theme', string>>;

const NEW_PASSWORD = 'A-new-password-1';
const APP = { client_id: 'sandbox-spa' };
const DISABLED_BROKER = 'tradingtech_wl_europe';
const OUTSTANDING = {
  ...{ id: 'order-execution', version: '1', url: 'https://broker.example/order-execution' },
  title: { en: 'How orders are executed, and what this means for your costs' },
};
/** Its sign-up has all steps, once `seedAllSteps` has been there. */
export const STEPS_BROKER = 'financialhouse_main';

/** Every screen. @see The SSO contract, section 5. */
export const SCREENS: readonly TableScreen[] = [
  { name: 'log-in', kind: 'open', open: openAt('/auth/login') },
  {
    name: 'log-in with faults',
    kind: 'open',
    isVariant: true,
    open: sending(openAt('/auth/login'), { email: 'nobody' }),
  },
  { name: 'sign-up', kind: 'open', open: openSignUp(0) },
  {
    name: 'sign-up with faults',
    kind: 'open',
    isVariant: true,
    open: sending(openSignUp(0), { email: 'nobody', password: 'x' }),
  },
  { name: 'sign-up: profile', kind: 'open', open: openSignUp(1) },
  { name: 'sign-up: agreements', kind: 'open', open: openSignUp(2) },
  {
    name: 'sign-up: agreements with faults',
    kind: 'open',
    isVariant: true,
    open: sending(openSignUp(2), {}),
  },
  { name: 'sign-up: first account', kind: 'open', open: openSignUp(3) },
  {
    name: 'first account: agreements',
    kind: 'open',
    isVariant: true,
    async open(stage, page, look) {
      await openSignUp(3)(stage, page, look);
      await withOutstanding(async () => void (await page.reload()), STEPS_BROKER)(stage, page, look);
    },
  },
  { name: 'reset password', kind: 'open', open: openAt('/auth/reset-password') },
  {
    name: 'reset password: sent',
    kind: 'open',
    isVariant: true,
    open: sending(openAt('/auth/reset-password'), { email: 'nobody@example.com' }),
  },
  { name: 'reset password: new one', kind: 'open', open: openResetLink },
  {
    name: 'reset password: unknown link',
    kind: 'open',
    isVariant: true,
    open: openAt('/auth/reset-password', { token: `rp_${'x'.repeat(43)}` }),
  },
  { name: 'log-in, known', kind: 'open', isVariant: true, open: signedIn(openAt('/auth/login')) },
  { name: 'log-in for an app', kind: 'open', isVariant: true, open: openForApp({ login_hint: 'ada@example.com' }) },
  { name: 'account choice', kind: 'open', open: signedIn(openForApp({ prompt: 'select_account' })) },
  { name: 'agreements for an app', kind: 'open', open: withOutstanding(signedIn(openForApp({}))) },
  {
    name: 'agreements for an app with a fault',
    kind: 'open',
    isVariant: true,
    open: withOutstanding(sending(signedIn(openForApp({})), {})),
  },
  { name: 'consent', kind: 'open', open: signedIn(openForApp({ prompt: 'consent' })) },
  {
    name: 'consent with a fault',
    kind: 'open',
    isVariant: true,
    async open(stage, page, look) {
      await signedIn(openForApp({ prompt: 'consent' }))(stage, page, look);
      for (const box of await page.$$('[type=checkbox]')) await box.uncheck();
      await submit(page);
    },
  },
  { name: 'confirm log-out', kind: 'open', isVariant: true, open: signedIn(openIssuer('/session/end')) },
  { name: 'confirm log-out of an app', kind: 'open', isVariant: true, open: signedIn(openIssuer('/session/end', APP)) },
  { name: 'logged out', kind: 'open', isVariant: true, open: openIssuer('/session/end/success') },
  {
    name: 'refused app',
    kind: 'error',
    isVariant: true,
    open: openIssuer('/auth', { ...APP, redirect_uri: 'https://elsewhere.example/' }),
  },
  {
    name: 'app request that is over',
    kind: 'error',
    isVariant: true,
    open: openAt('/auth/login', { appRequest: 'x'.repeat(43) }),
  },
  { name: 'deposit', kind: 'in-app', open: openInapp('/inapp/deposit') },
  {
    name: 'deposit with a fault',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/deposit'), { amount: '1.005' }),
  },
  {
    name: 'deposit: second step',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/deposit'), { amount: '20.17' }),
  },
  {
    name: 'deposit: under way',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/deposit'), { amount: '20.19' }),
  },
  { name: 'withdrawal', kind: 'in-app', open: openInapp('/inapp/withdrawal') },
  {
    name: 'withdrawal with a fault',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/withdrawal'), { amount: '0' }),
  },
  {
    name: 'withdrawal: under way',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/withdrawal'), { amount: '20.19' }),
  },
  { name: 'kyc', kind: 'in-app', open: openInapp('/inapp/kyc') },
  { name: 'kyc with faults', kind: 'in-app', isVariant: true, open: sending(openInapp('/inapp/kyc'), {}) },
  { name: 'open account', kind: 'in-app', open: openInapp('/account/create') },
  { name: 'change password', kind: 'in-app', open: openInapp('/inapp/change-password') },
  {
    name: 'change password with faults',
    kind: 'in-app',
    isVariant: true,
    open: sending(openInapp('/inapp/change-password'), { currentPassword: 'wrong', newPassword: 'short' }),
  },
  { name: 'change email', kind: 'in-app', open: openInapp('/inapp/change-email') },
  {
    name: 'change email: sent',
    kind: 'in-app',
    isVariant: true,
    open: (stage, page, look) =>
      sending(openInapp('/inapp/change-email'), { newEmail: newEmail(), currentPassword: STAGE_TRADER.password })(
        stage,
        page,
        look,
      ),
  },
  { name: 'services', kind: 'in-app', open: openInapp('/inapp/action') },
  { name: 'agreements', kind: 'in-app', open: withOutstanding(openInapp('/inapp/deposit')) },
  {
    name: 'agreements with a fault',
    kind: 'in-app',
    isVariant: true,
    open: withOutstanding(sending(openInapp('/inapp/deposit'), {})),
  },
  { name: 'chat', kind: 'in-app', open: openInapp('/inapp/chat') },
  { name: 'success', kind: 'open', open: openAt('/callback/success') },
  {
    name: 'used token',
    kind: 'error',
    isVariant: true,
    async open(stage, page, look) {
      await openInapp('/inapp/deposit')(stage, page, look);
      await page.context().clearCookies();
      await page.reload();
    },
  },
  {
    name: 'expired link',
    kind: 'error',
    async open(stage, page, look) {
      const address = await stage.inappAddress('/inapp/deposit', look);
      stage.clock.advance(60_000);
      await page.goto(address);
    },
  },
  {
    name: 'disabled broker',
    kind: 'error',
    isVariant: true,
    async open(stage, page, look) {
      await stage.app.brokers.update(DISABLED_BROKER, { enabled: false });
      await page.goto(stage.address('/auth/login', look, DISABLED_BROKER));
    },
  },
  {
    name: 'unknown broker',
    kind: 'error',
    isVariant: true,
    open: async (stage, page, look) => void (await page.goto(stage.address('/auth/login', look, 'nobody'))),
  },
];

type Open = TableScreen['open'];

/** Signs the trader in with this browser first, on the way to an app. */
function signedIn(open: Open): Open {
  return async (stage, page, look) => {
    await page.goto(addressForApp(stage, { prompt: 'consent' }));
    await page.fill('[name=email]', STAGE_TRADER.email);
    await page.fill('[name=password]', STAGE_TRADER.password);
    await submit(page);
    await leave(page);
    await open(stage, page, look);
  };
}

/** Something is to be signed until the page is there. */
function withOutstanding(open: Open, brokerName = STAGE_BROKER): Open {
  return async (stage, page, look) => {
    const { brokers } = stage.app;
    const { agreements } = brokers.get(brokerName);
    await brokers.update(brokerName, { agreements: [...agreements, OUTSTANDING] });
    try {
      await open(stage, page, look);
    } finally {
      await brokers.update(brokerName, { agreements });
    }
  };
}

/** The page to which the seeded app's request leads. */
function openForApp(parameters: Readonly<Record<string, string>>): Open {
  return async (stage, page, look) => {
    await page.goto(addressForApp(stage, parameters));
    await leave(page);
    const address = new URL(page.url());
    for (const [name, value] of Object.entries(look)) address.searchParams.set(name, value);
    await page.goto(address.href);
  };
}

function addressForApp(stage: BrowserStage, parameters: Readonly<Record<string, string>>): string {
  return stage.address('/oidc/auth', {
    ...APP,
    redirect_uri: `${stage.simulator.url}/oidc/spa`,
    response_type: 'code',
    scope: 'openid profile email accounts offline_access',
    code_challenge: 'c'.repeat(43),
    code_challenge_method: 'S256',
    ...parameters,
  });
}

/** What a page still loads when it is left, such as its icon, would be counted with the next one, and never end. */
async function leave(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
}

/** A page that the issuer shows itself; it knows no theme but the device's. */
function openIssuer(path: string, parameters: Readonly<Record<string, string>> = {}): Open {
  return async (stage, page, { lang, theme }) => {
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
    await page.goto(stage.address(`/oidc${path}`, { ...parameters, ui_locales: lang }));
  };
}

function openAt(path: string, parameters: Readonly<Record<string, string>> = {}): Open {
  return async (stage, page, look) => void (await page.goto(stage.address(path, { ...look, ...parameters })));
}

function openInapp(path: string): Open {
  return async (stage, page, look) => void (await page.goto(await stage.inappAddress(path, look)));
}

/** Fills in what is named, and sends the form. */
function sending(open: Open, fields: Readonly<Record<string, string>>): Open {
  return async (stage, page, look) => {
    await open(stage, page, look);
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await submit(page);
  };
}

function openSignUp(steps: number): Open {
  return async (stage, page, look) => {
    await page.goto(stage.address('/auth/login', { ...look, firstLogin: 'true' }, STEPS_BROKER));
    const work = [
      async () => {
        await page.fill('[name=email]', newEmail());
        await page.fill('[name=password]', NEW_PASSWORD);
      },
      async () => {
        await page.fill('[name=firstName]', 'Ada');
        await page.fill('[name=lastName]', 'Lovelace');
      },
      async () => {
        for (const box of await page.$$('[type=checkbox]')) await box.check();
      },
    ];
    for (const step of work.slice(0, steps)) {
      await step();
      await submit(page);
    }
  };
}

async function openResetLink(stage: BrowserStage, page: Page, look: Look): Promise<void> {
  await stage.simulator.clearMails();
  await page.goto(stage.address('/auth/reset-password', look));
  await page.fill('[name=email]', STAGE_TRADER.email);
  await submit(page);
  await page.goto((await linkMailedTo(stage, STAGE_TRADER.email)).href);
}

async function submit(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click('form[method=post] button')]);
}
