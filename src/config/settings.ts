import joi from 'joi';

/** One setting: everything that is said about it anywhere is generated from here. */
export interface Setting {
  /** The environment variable. */
  readonly variable: string;
  readonly schema: joi.Schema;
  /** Written as the operator would write it; `null` when it has none. */
  readonly defaultText: string | null;
  /** What it does, in one sentence. */
  readonly sentence: string;
  /** What production mode demands of it. */
  readonly production?: ProductionRule;
}

export interface ProductionRule {
  /** What is wrong with a value, if anything. */
  readonly fault: (text: string | undefined) => string | undefined;
  readonly remedy: string;
}

/** The keys that sandbox mode uses when none are given. They stand in a public file and guard nothing. */
export const SANDBOX_ENCRYPTION_KEYS = 'sandbox:c2FuZGJveC1rZXktc2FuZGJveC1rZXktc2FuZGJveC0=';

const port = joi.number().port();
const seconds = joi.number().integer().min(1);

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
    schema: joi.string().uri({ scheme: ['postgres', 'postgresql'] }),
    defaultText: null,
    sentence: 'PostgreSQL for the records; a SQLite file in `DATA_DIR` when left out.',
  },
  redisUrl: {
    variable: 'REDIS_URL',
    schema: joi.string().pattern(/^(redis|rediss|redis\+sentinel|redis\+cluster):\/\/.+/),
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
    schema: joi.string().pattern(/^[A-Za-z0-9-]+:[A-Za-z0-9+/=_-]+(,[A-Za-z0-9-]+:[A-Za-z0-9+/=_-]+)*$/),
    defaultText: null,
    sentence:
      'Keys that seal secrets and sign tokens, as `id:base64` of 32 bytes each, separated by commas; the first one is used, the others still open what they sealed.',
    production: {
      fault: (text) =>
        text === undefined || text.includes(SANDBOX_ENCRYPTION_KEYS) ? 'is missing or is the example' : undefined,
      remedy: 'Make one with: echo "main:$(openssl rand -base64 32)"',
    },
  },
  trustedProxies: {
    variable: 'TRUSTED_PROXIES',
    schema: joi.string(),
    defaultText: null,
    sentence:
      'Addresses or networks of proxies whose X-Forwarded headers are believed, separated by commas; `loopback`, `linklocal` and `uniquelocal` are understood.',
  },
  metricsToken: {
    variable: 'METRICS_TOKEN',
    schema: joi.string().min(16),
    defaultText: null,
    sentence: 'Bearer token with which `/metrics` is read; open when left out (sandbox mode only).',
    production: {
      fault: (text) => (text === undefined ? 'is missing' : undefined),
      remedy: 'Make one with: openssl rand -hex 24',
    },
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    defaultText: 'info',
    sentence: 'Least important log line that is written.',
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
