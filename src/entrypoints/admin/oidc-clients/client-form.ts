import { OIDC_GRANT_TYPES, OIDC_SCOPES, ONE_TIME_TOKEN_GRANT } from '../../../lib/oidc-vocabulary.ts';
import {
  type FaultOf,
  type FormValues,
  linesOf,
  numberOrText,
  textOrNull,
  tickedOf,
  ticksOf,
} from '../page/form-input.ts';
import type { showOidcClient } from './show-oidc-client.ts';

export type ShownClient = ReturnType<typeof showOidcClient>;

export const PROFILES = [
  { value: 'standard', label: 'Standard' },
  { value: 'fapi2', label: 'FAPI 2.0 Security Profile' },
  { value: 'autoshares', label: 'Long-lived tokens (partner contract)' },
];
export const AUTH_METHODS = [
  { value: 'client_secret', label: 'A client secret' },
  { value: 'private_key_jwt', label: 'A signed assertion (private_key_jwt)' },
  { value: 'none', label: 'Nothing: a public client, with PKCE' },
];
const TYPES = [
  { value: 'web', label: 'Web: runs on a server, or in a browser' },
  { value: 'native', label: 'Native: runs on the trader’s device' },
];
const GRANT_LABELS: Readonly<Record<string, string>> = {
  authorization_code: 'Authorization code: signs traders in',
  refresh_token: 'Refresh token',
  client_credentials: 'Client credentials: acts for itself',
  [ONE_TIME_TOKEN_GRANT]: 'One-time token: takes over a session of the platform',
};

/** Fields whose differences can be told, by name. */
export const CLIENT_LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  profile: 'Profile',
  applicationType: 'Kind of app',
  firstParty: 'The broker’s own app',
  authMethod: 'How it proves itself',
  jwks: 'Public keys',
  jwksUri: 'Address of the public keys',
  redirectUris: 'Redirect URIs',
  postLogoutRedirectUris: 'Redirect URIs after log-out',
  backchannelLogoutUri: 'Back-channel log-out URI',
  resources: 'Resource servers',
  idTokenAlgorithm: 'Algorithm of ID tokens',
  dpopBound: 'Tokens bound to a key (DPoP)',
  refreshGraceSeconds: 'Grace of refresh tokens',
  ...Object.fromEntries(OIDC_GRANT_TYPES.map((grant) => [`grantTypes.${grant}`, `Grant: ${GRANT_LABELS[grant]}`])),
  ...Object.fromEntries(OIDC_SCOPES.map((scope) => [`scopes.${scope}`, `Scope: ${scope}`])),
};

/** What a new client begins with: a web app that signs traders in. */
export const NEW_CLIENT_VALUES: FormValues = {
  ...{ profile: 'standard', applicationType: 'web', authMethod: 'client_secret' },
  ...{ idTokenAlgorithm: 'ES256', refreshGraceSeconds: '10' },
  ...ticksOf('grantTypes', ['authorization_code', 'refresh_token']),
  ...ticksOf('scopes', ['openid', 'profile', 'email', 'offline_access']),
};

export function valuesOfClient(client: ShownClient): FormValues {
  const { name, profile, applicationType, authMethod, idTokenAlgorithm } = client;
  return {
    ...{ name, profile, applicationType, authMethod, idTokenAlgorithm },
    ...(client.firstParty ? { firstParty: 'true' } : {}),
    ...(client.dpopBound ? { dpopBound: 'true' } : {}),
    jwks: client.jwks === null ? '' : JSON.stringify(client.jwks, null, 2),
    jwksUri: client.jwksUri ?? '',
    redirectUris: client.redirectUris.join('\n'),
    postLogoutRedirectUris: client.postLogoutRedirectUris.join('\n'),
    backchannelLogoutUri: client.backchannelLogoutUri ?? '',
    resources: client.resources.join('\n'),
    refreshGraceSeconds: String(client.refreshGraceSeconds),
    ...ticksOf('grantTypes', client.grantTypes),
    ...ticksOf('scopes', client.scopes),
  };
}

export function clientOfForm(form: FormValues) {
  const { name, profile, applicationType, authMethod, idTokenAlgorithm, refreshGraceSeconds = '' } = form;
  return {
    ...{ name, profile, applicationType, authMethod, idTokenAlgorithm },
    refreshGraceSeconds: numberOrText(refreshGraceSeconds),
    firstParty: form.firstParty === 'true',
    dpopBound: form.dpopBound === 'true',
    jwks: jsonOf(form.jwks),
    jwksUri: textOrNull(form.jwksUri),
    redirectUris: linesOf(form.redirectUris),
    postLogoutRedirectUris: linesOf(form.postLogoutRedirectUris),
    backchannelLogoutUri: textOrNull(form.backchannelLogoutUri),
    resources: linesOf(form.resources),
    grantTypes: tickedOf(form, 'grantTypes', OIDC_GRANT_TYPES),
    scopes: tickedOf(form, 'scopes', OIDC_SCOPES),
  };
}

/** What is no JSON is handed on as it is, and refused as what it is. */
function jsonOf(text: string | undefined): unknown {
  const given = textOrNull(text);
  if (given === null) return null;
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}

/** @param isNew - Its id is asked for too. */
export function clientGroups(values: FormValues, faultOf: FaultOf, isNew: boolean) {
  const filled = (name: string, more: object = {}) => ({
    ...{ name, label: CLIENT_LABELS[name] ?? name, value: values[name] ?? '', error: faultOf(name) },
    ...more,
  });
  const lines = { type: 'textarea', rows: 3, isMono: true };
  const ticks = (prefix: string, names: readonly string[], labelOf: (name: string) => string) =>
    names.map((name, index) => ({
      ...{ name: `${prefix}.${name}`, label: labelOf(name), type: 'checkbox', value: values[`${prefix}.${name}`] },
      // What is wrong with the whole stands at the first.
      ...(index === 0 ? { error: faultOf(prefix) } : {}),
    }));
  const id = { name: 'id', label: 'Client id', value: values.id ?? '', error: faultOf('id'), isRequired: true };
  return [
    {
      legend: 'The app',
      fields: [
        ...(isNew
          ? [{ ...id, isMono: true, hint: 'Its client_id. Letters, digits, dots and dashes; it is never changed.' }]
          : []),
        filled('name', { isRequired: true, maxlength: 100, hint: 'Shown to traders who are asked to consent.' }),
        filled('profile', { type: 'select', options: PROFILES, isOptionalHidden: true }),
        filled('applicationType', { type: 'select', options: TYPES, isOptionalHidden: true }),
        filled('firstParty', { type: 'checkbox', hint: 'Its traders are not asked to consent.' }),
      ],
    },
    {
      legend: 'How it proves itself',
      fields: [
        filled('authMethod', { type: 'select', options: AUTH_METHODS, isOptionalHidden: true, label: 'By' }),
        filled('jwks', { ...lines, rows: 5, hint: 'For a signed assertion: {"keys": […]} as in RFC 7517.' }),
        filled('jwksUri', { isMono: true, hint: 'Where they are, instead.' }),
      ],
    },
    {
      legend: 'Addresses',
      fields: [
        filled('redirectUris', { ...lines, hint: 'One a line, exactly as the app sends it.' }),
        filled('postLogoutRedirectUris', { ...lines, hint: 'One a line.' }),
        filled('backchannelLogoutUri', { isMono: true, hint: 'The bridge calls it when a session has ended.' }),
      ],
    },
    {
      legend: 'Ways to get tokens',
      fields: ticks('grantTypes', OIDC_GRANT_TYPES, (name) => GRANT_LABELS[name] ?? name),
    },
    { legend: 'Scopes', fields: ticks('scopes', OIDC_SCOPES, (name) => name) },
    {
      legend: 'Tokens',
      fields: [
        filled('idTokenAlgorithm', { type: 'select', options: ['ES256', 'RS256'], isOptionalHidden: true }),
        filled('dpopBound', { type: 'checkbox', hint: 'RFC 9449; always so under FAPI 2.0.' }),
        filled('refreshGraceSeconds', {
          inputmode: 'numeric',
          suffix: 's',
          isRequired: true,
          hint: 'For how long a refresh token still works after the next one was made: 0 to 60.',
        }),
        filled('resources', { ...lines, hint: 'For which it may ask tokens (RFC 8707). One a line.' }),
      ],
    },
  ];
}
