/** One way to break the screens of a good bridge, on their way through a proxy. */
export interface ScreenSabotage {
  /** Completes "A bridge that …". */
  readonly does: string;
  /** The case that fails. */
  readonly caughtBy: string;
  /** What its report says; when left out, that it failed is enough. */
  readonly seen?: readonly RegExp[];
  /** Changes the request's address before the bridge sees it. */
  readonly request?: (url: URL) => void;
  /** Changes a form before the bridge sees it. */
  readonly form?: (form: URLSearchParams) => void;
  /** Changes a page before the browser sees it. */
  readonly page?: (html: string) => string;
  /** Leads the sender of a form to the success URL, behind the bridge's back. */
  readonly swallows?: (path: string) => boolean;
  /** Changes where an answer leads. */
  readonly location?: (location: string, path: string) => string;
  /** Changes the style sheet. */
  readonly style?: (css: string) => string;
}

const drop = (pattern: RegExp) => (html: string) => html.replaceAll(pattern, '');
const without = (name: string) => (url: URL) => url.searchParams.delete(name);
const swallowed = (end: string) => (path: string) => path.endsWith(end);

export const SCREEN_SABOTAGES: readonly ScreenSabotage[] = [
  {
    does: 'names another platform, opens windows, loads slowly and has no link back to the app',
    caughtBy: '6.2.1',
    seen: [/says “MetaTrader”/, /would open a window/, /took \d\.\d s/, /has no link back to the app/],
    page(html) {
      const heavy = html.includes('name="amount"') ? `<!--${'x'.repeat(150_000)}-->` : '';
      return html
        .replaceAll(/href="[^"]*\/callback\/success"/g, '')
        .replace('</main>', `<a href="/" target="_blank">As in MetaTrader</a>${heavy}</main>`);
    },
  },
  {
    does: 'is wider than a phone, and cuts its text',
    caughtBy: '6.2.2',
    seen: [/phone: .*\bh1/, /16:9: .*\blabel/],
    style: (css) => `${css}\nh1 { width: 500px }\nlabel { height: 4px; overflow: hidden }`,
  },
  { does: 'knows no language', caughtBy: '6.2.3', request: without('lang') },
  { does: 'knows no theme', caughtBy: '6.2.4', page: drop(/data-theme="\w+"/g) },
  { does: 'always shows the log-in', caughtBy: '6.2.5', request: without('firstLogin') },
  { does: 'loses the partner on the way to log-in', caughtBy: '6.2.6', page: drop(/&amp;partnerId=[^&"]*/g) },
  {
    does: 'has no control that resets the password',
    caughtBy: '6.2.7',
    page: drop(/<a [^>]*reset-password[^>]*>/g),
  },
  {
    does: 'gives no accessToken after sign-up',
    caughtBy: '6.3.1',
    form: (form) => form.delete('keepMeLoggedIn'),
  },
  {
    does: 'leads to the success URL without a token',
    caughtBy: '6.3.2',
    location: (location) => location.replace(/\?token=ot_.*/, ''),
  },
  { does: 'does not attribute', caughtBy: '6.3.3', request: without('partnerId') },
  { does: 'only pretends to deposit', caughtBy: '6.3.4', swallows: swallowed('/deposit') },
  { does: 'only pretends to pay out', caughtBy: '6.3.5', swallows: swallowed('/withdrawal') },
  { does: 'only pretends to open an account', caughtBy: '6.3.6', swallows: swallowed('/create') },
  { does: 'has no link to sign-up', caughtBy: '6.3.7', page: drop(/<a [^>]*firstLogin=true[^>]*>/g) },
  { does: 'shows the log-in behind the link to sign-up', caughtBy: '6.3.7', request: without('firstLogin') },
  {
    does: 'does not log in after a new password',
    caughtBy: '6.3.9',
    location: (location, path) => (path.endsWith('/reset-password') ? location.replace(/\?token=ot_.*/, '') : location),
  },
];
