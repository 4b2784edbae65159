/** A program that a page shows. It can be fetched too, and tests run it. */
export interface Sample {
  readonly language: string;
  readonly needs: string;
  readonly file: string;
}

const CURL = { language: 'Shell', needs: 'curl' };
const JAVASCRIPT = { language: 'JavaScript', needs: 'Node 20 or later' };

/** Of the first steps, by what each does. */
export const STEP_SAMPLES = {
  subscribe: { ...CURL, file: 'subscribe-webhook.sh' },
  receive: { ...JAVASCRIPT, file: 'receive-webhooks.mjs' },
  createTrader: { ...CURL, file: 'create-trader.sh' },
  useClient: { ...JAVASCRIPT, file: 'use-client.mjs' },
} as const satisfies Readonly<Record<string, Sample>>;

export const SIGNING_SAMPLES: readonly Sample[] = [
  { language: 'Shell', needs: 'curl and openssl', file: 'sign-request.sh' },
  { language: 'JavaScript', needs: 'Node 18 or later', file: 'sign-request.mjs' },
  { language: 'Python', needs: 'Python 3', file: 'sign-request.py' },
  { language: 'PHP', needs: 'PHP 7 or later', file: 'sign-request.php' },
  { language: 'Ruby', needs: 'Ruby 2.7 or later', file: 'sign-request.rb' },
];

/** Signatures to test one's own by. */
export const VECTORS_FILE = 'signature-vectors.json';

/** All that is served, and nothing else of the folder. */
export const SAMPLE_FILES: readonly string[] = [
  ...[...Object.values(STEP_SAMPLES), ...SIGNING_SAMPLES].map(({ file }) => file),
  VECTORS_FILE,
];
