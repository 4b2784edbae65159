import type { Configuration } from 'oidc-provider';
import { appRequestCookieName } from '../../http/app-request-cookie.ts';
import { hostCookieName } from '../../http/cookies.ts';

/** An app may stand in another site's frame, as our screens may: each site that frames them has cookies of its own. */
const FRAMED = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true } as const;
/** Without https browsers take no others; a frame of another site then has none. */
const PLAIN = { httpOnly: true, secure: false, sameSite: 'lax' } as const;

/** The session's cookie is that of our screens; those of a request are bound to the pages that answer it. */
export function engineCookies(brokerName: string, publicUrl: string): NonNullable<Configuration['cookies']> {
  const isSecure = publicUrl.startsWith('https:');
  return {
    names: {
      session: hostCookieName(`session.${brokerName}`),
      interaction: appRequestCookieName(publicUrl),
      resume: isSecure ? '__Secure-app-resume' : 'app-resume',
    },
    long: { ...FRAMED, path: '/' },
    short: isSecure ? FRAMED : PLAIN,
  } as NonNullable<Configuration['cookies']>;
}
