/** Every password and token of a run: what an error answer must not repeat, and what the report must not show. */
export interface SecretBook {
  /** Takes note of a secret that was sent or received; short ones and plain words are left out: they occur by chance. */
  learn(secret: string): void;
  /** @returns The secrets that occur in a text, shortened. */
  foundIn(text: string): string[];
  /** @returns The text with every known secret shortened. */
  mask(text: string): string;
}

const SHORTEST_SECRET = 8;
const PLAIN_WORD = /^[a-z]{1,15}$/i;

export function createSecretBook(): SecretBook {
  const secrets = new Set<string>();

  /** The longest first, so that a secret which holds another one is masked whole. */
  function occurring(text: string): string[] {
    return [...secrets].filter((secret) => text.includes(secret)).sort((left, right) => right.length - left.length);
  }

  return {
    learn(secret) {
      if (secret.length >= SHORTEST_SECRET && !PLAIN_WORD.test(secret)) secrets.add(secret);
    },
    foundIn(text) {
      return occurring(text).map(shortenSecret);
    },
    mask(text) {
      return occurring(text).reduce((masked, secret) => masked.replaceAll(secret, shortenSecret(secret)), text);
    },
  };
}

/** Enough of a secret to tell its kind, too little to use: three characters and the length. */
export function shortenSecret(secret: string): string {
  return `${secret.slice(0, 3)}…(${secret.length} characters)`;
}
