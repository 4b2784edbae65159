import joi from 'joi';
import { faultOfKeys, holdsSandboxKey, holdsWeakKey, parseEncryptionKeys } from './encryption-keys.ts';
import { isProxyEntry, splitList } from './trusted-proxies.ts';

/** One setting: everything that is said about it anywhere is generated from here. */
export interface Setting {
  /** The environment variable. */
  readonly variable: string;
  /** Its messages are shown, so none of them may repeat the value, which can be a secret. */
  readonly schema: joi.Schema;
  /** Written as the operator would write it; `null` when it has none. */
  readonly defaultText: string | null;
  /** What it does, in one sentence. */
  readonly sentence: string;
  /** What of it may be shown: all of it when left out; `address`: not who signs in there. */
  readonly shows?: 'address' | 'nothing';
  /** What production mode demands of it. */
  readonly production?: ProductionRule;
}

export interface ProductionRule {
  /** What is wrong with a value, if anything. */
  readonly fault: (text: string | undefined) => string | undefined;
  readonly remedy: string;
}

const port = joi.number().port().min(1);
const seconds = joi.number().integer().min(1);
const KEY_LIST = /^[A-Za-z0-9-]+:[A-Za-z0-9+/_-]+={0,2}(,[A-Za-z0-9-]+:[A-Za-z0-9+/_-]+={0,2})*$/;
const REDIS_URL = /^rediss?(\+(sentinel|cluster))?:\/\/([^@]*@)?[^/?#@]+(\/[^?#]*)?$/;

export const SETTINGS = {
  mode: {
    variable: 'BRIDGE_MODE',
    schema: joi.string().valid('sandbox', 'production'),
    defaultText: 'sandbox',
    sentence: '`sandbox` for trying things out, `production` for real traders.',
  },
  host: {
    variable: 'HOST',
    schema: joi.string(),
    defaultText: '127.0.0.1',
    sentence: 'Address to listen on; `0.0.0.0` or `::` for all.',
  },
  port: {
    variable: 'PORT',
    schema: port,
    defaultText: '3000',
    sentence: 'Port of the bridge.',
  },
  simulatorPort: {
    variable: 'SIMULATOR_PORT',
    schema: port,
    defaultText: '3100',
    sentence: 'Port of the platform simulator (sandbox mode).',
  },
  simulatorSmtpPort: {
    variable: 'SIMULATOR_SMTP_PORT',
    schema: port,
    defaultText: '3125',
    sentence: 'Port at which the simulator takes mail, on 127.0.0.1 (sandbox mode).',
  },
  publicUrl: {
    variable: 'PUBLIC_URL',
    schema: joi.string().uri({ scheme: ['http', 'https'] }),
    defaultText: null,
    sentence: 'Address at which browsers and platforms reach the bridge; from host and port when left out.',
    production: {
      fault: (text) => (text?.startsWith('https://') ? undefined : 'is missing or is not an https address'),
      remedy: 'Set it to the address that traders see, such as https://sso.broker.example.',
    },
  },
  dataDir: {
    variable: 'DATA_DIR',
    schema: joi.string(),
    defaultText: './data',
    sentence: 'Folder of the embedded stores.',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    shows: 'address',
    schema: joi.string().uri({ scheme: ['postgres', 'postgresql'] }),
    defaultText: null,
    sentence: 'PostgreSQL for the records; a SQLite file in `DATA_DIR` when left out.',
  },
  redisUrl: {
    variable: 'REDIS_URL',
    shows: 'address',
    schema: joi.string().pattern(REDIS_URL).message('must look like redis://host:6379'),
    defaultText: null,
    sentence:
      'Redis for whatever expires (`redis://`, `rediss://`, `redis+sentinel://`, `redis+cluster://`); a SQLite file in `DATA_DIR` when left out.',
  },
  brokersFile: {
    variable: 'BROKERS_FILE',
    schema: joi.string(),
    defaultText: null,
    sentence:
      'JSON file of CRMs and brokers to add at start; `config/brokers.example.json` in sandbox mode when left out.',
  },
  encryptionKeys: {
    variable: 'ENCRYPTION_KEYS',
    shows: 'nothing',
    schema: joi
      .string()
      .pattern(KEY_LIST)
      .message('must look like id:base64 or id:base64,id:base64')
      .custom((text: string, { message }) => {
        const fault = faultOfKeys(parseEncryptionKeys(text));
        return fault === undefined ? text : message({ custom: fault });
      }),
    defaultText: null,
    sentence:
      'Keys that seal secrets and sign tokens, as `id:base64` of 32 bytes each, separated by commas; the first one is used, the others still open what they sealed.',
    production: {
      fault: (text) => {
        if (text === undefined) return 'is missing';
        const keys = parseEncryptionKeys(text);
        if (holdsSandboxKey(keys)) return 'holds the example key';
        return holdsWeakKey(keys) ? 'holds a key that can be guessed' : undefined;
      },
      remedy: 'Make one with: echo "main:$(openssl rand -base64 32)"',
    },
  },
  smtpUrl: {
    variable: 'SMTP_URL',
    shows: 'address',
    schema: joi.string().uri({ scheme: ['smtp', 'smtps'] }),
    defaultText: null,
    sentence:
      'Mail server (`smtp://user:password@host:587`, `smtps://host:465`); the simulator’s when left out in sandbox mode. In production mode the connection has to be encrypted, unless the address ends with `?requireTLS=false`.',
    production: {
      fault: (text) => (text === undefined ? 'is missing' : undefined),
      remedy: 'Set it to the server that sends your mail, such as smtp://user:password@mail.broker.example:587.',
    },
  },
  mailFrom: {
    variable: 'MAIL_FROM',
    schema: joi.string().email({ tlds: false, minDomainSegments: 1 }),
    defaultText: null,
    sentence: 'Address that mail to traders comes from; `no-reply@` the host of `PUBLIC_URL` when left out.',
  },
  trustedProxies: {
    variable: 'TRUSTED_PROXIES',
    schema: joi.string().custom((text: string, { message }) => {
      if (splitList(text).every(isProxyEntry)) return text;
      return message({ custom: 'must hold addresses, networks such as 10.0.0.0/8, or the names of networks' });
    }),
    defaultText: null,
    sentence:
      'Addresses or networks of proxies whose X-Forwarded headers are believed, separated by commas; `loopback`, `linklocal` and `uniquelocal` are understood.',
    production: {
      fault: (text) => (text === undefined ? 'is missing' : undefined),
      remedy:
        'Name the proxy that ends TLS, such as 10.0.0.5 or 10.0.0.0/8, or all traders share one address and one limit.',
    },
  },
  metricsToken: {
    variable: 'METRICS_TOKEN',
    shows: 'nothing',
    schema: joi
      .string()
      .pattern(/^[\x21-\x7e]+$/)
      .message('must hold no spaces')
      .min(16),
    defaultText: null,
    sentence: 'Bearer token with which `/metrics` is read; open when left out (sandbox mode only).',
    production: {
      fault: (text) => (text === undefined ? 'is missing' : undefined),
      remedy: 'Make one with: openssl rand -hex 24',
    },
  },
  staffOidcIssuer: {
    variable: 'STAFF_OIDC_ISSUER',
    schema: joi.string().uri({ scheme: ['http', 'https'] }),
    defaultText: null,
    sentence:
      'OpenID provider at which staff can sign in to the console; register `PUBLIC_URL`/admin/sign-in/upstream/callback there. With the two below, or without all three.',
    production: {
      fault: (text) => (text === undefined || text.startsWith('https://') ? undefined : 'is not an https address'),
      remedy: 'Set it to the issuer as the provider writes it, such as https://login.broker.example.',
    },
  },
  staffOidcClientId: {
    variable: 'STAFF_OIDC_CLIENT_ID',
    schema: joi
      .string()
      .pattern(/^[\x21-\x7e]+$/)
      .message('must hold no spaces'),
    defaultText: null,
    sentence: 'What the bridge is registered as at that provider.',
  },
  staffOidcClientSecret: {
    variable: 'STAFF_OIDC_CLIENT_SECRET',
    shows: 'nothing',
    schema: joi
      .string()
      .pattern(/^[\x21-\x7e]+$/)
      .message('must hold no spaces')
      .min(8),
    defaultText: null,
    sentence: 'Secret with which the bridge proves to that provider that it is it.',
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    defaultText: 'info',
    sentence: 'Least important log line that is written.',
  },
  logFormat: {
    variable: 'LOG_FORMAT',
    schema: joi.string().valid('json', 'text'),
    defaultText: null,
    sentence: '`json` for machines, `text` for people; when left out, `text` on a terminal and `json` everywhere else.',
  },
  platformTimeoutSeconds: {
    variable: 'PLATFORM_TIMEOUT_SECONDS',
    schema: seconds.max(60),
    defaultText: '8',
    sentence: 'Seconds to wait for an answer of a trading platform.',
  },
  requestTimeoutSeconds: {
    variable: 'REQUEST_TIMEOUT_SECONDS',
    schema: seconds.max(300),
    defaultText: '15',
    sentence: 'Seconds in which a caller has to send a whole request.',
  },
} as const satisfies Record<string, Setting>;
