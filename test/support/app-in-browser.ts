import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { STAGE_TRADER } from './browser-stage.ts';

/** The simulator's app in a browser, with our screens in its frame. */
export interface AppInBrowser {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The frame of the open screen. */
  readonly screen: FrameLocator;
  /** Presses what opens a screen. @param hook - See `docs/simulator.md`. */
  open(hook: string): Promise<void>;
  /** Sets one of the app's controls, and waits until the app knows it. */
  choose(control: string, value: string): Promise<void>;
  /** Types into fields of the screen, by name, and sends the form. */
  send(fields: Readonly<Record<string, string>>): Promise<void>;
  logIn(more?: LogInOptions): Promise<void>;
  /** Waits until the app has closed the frame, for the success URL was reached. */
  returned(): Promise<void>;
  text(hook: string): Promise<string>;
  /** Waits until this is to be read there: the app refreshes a moment after the frame is closed. */
  shows(hook: string, text: string | RegExp): Promise<void>;
  close(): Promise<void>;
}

export interface LogInOptions {
  readonly email?: string;
  readonly password?: string;
  readonly keepMeLoggedIn?: boolean;
}

export async function openApp(browser: Browser, simulatorUrl: string): Promise<AppInBrowser> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto(simulatorUrl);
  const screen = page.frameLocator('[data-testid=screen-frame]');
  const app: AppInBrowser = {
    page,
    context,
    screen,
    open: (hook) => page.getByTestId(hook).click(),
    async choose(control, value) {
      const field = page.locator(`#choice-${control}`);
      const done = page.waitForResponse((response) => new URL(response.url()).searchParams.get(control) === value);
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
      else {
        await field.fill(value);
        await field.press('Enter');
      }
      await (await done).finished();
    },
    async send(fields) {
      for (const [name, value] of Object.entries(fields)) await screen.locator(`[name="${name}"]`).fill(value);
      await screen.locator('form[method=post] button').first().click();
    },
    async logIn({ keepMeLoggedIn = false, ...who } = {}) {
      await app.open('log-in');
      if (keepMeLoggedIn) await screen.locator('[name=keepMeLoggedIn]').check();
      const { email, password } = { ...STAGE_TRADER, ...who };
      await app.send({ email, password });
      await page.getByTestId('trader-email').waitFor();
    },
    returned: () => page.getByTestId('screen-dialog').waitFor({ state: 'hidden' }),
    shows: (hook, text) => page.getByTestId(hook).filter({ hasText: text }).waitFor(),
    text: (hook) => page.getByTestId(hook).innerText(),
    close: () => context.close(),
  };
  return app;
}
