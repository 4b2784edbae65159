import type { Branding } from '../../../domain/brokers/broker.ts';
import type { RouteReply } from '../../../http/route.ts';
import type { StaffPageCall } from '../admin-page.ts';
import { nameOf } from './branding-form.ts';
import type { PreviewLogin } from './preview-login.ts';

/** Everything stands in the page itself, and nothing of it runs, is sent, or leads anywhere. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src data:; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'no-store',
};

export interface Previewed {
  readonly brokerName: string;
  readonly displayName: string;
  readonly branding: Branding;
  readonly defaultLanguage: string;
  readonly languages: readonly string[];
}

/** The log-in screen as what was entered would make it. */
export function showPreview(call: StaffPageCall, previewLogin: PreviewLogin, previewed: Previewed): RouteReply {
  const asked = { ...call.query, ...call.form };
  const language = previewed.languages.find((one) => one === asked.previewLanguage) ?? previewed.defaultLanguage;
  const theme = asked.previewTheme === 'dark' ? 'dark' : 'light';
  return { kind: 'html', status: 200, headers: HEADERS, body: previewLogin({ ...previewed, language, theme }) };
}

/** What the part `preview` takes. */
export function previewPart(action: string, { languages, defaultLanguage }: Previewed) {
  const themes = [
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
  ];
  const offered = [defaultLanguage, ...languages.filter((language) => language !== defaultLanguage)];
  return {
    ...{ id: 'login-preview', title: 'Log-in screen', form: 'branding', action, src: action },
    fields: [
      { name: 'previewTheme', label: 'Theme', type: 'select', options: themes },
      {
        ...{ name: 'previewLanguage', label: 'Language', type: 'select' },
        options: offered.map((language) => ({ value: language, label: nameOf(language) })),
      },
    ],
  };
}
