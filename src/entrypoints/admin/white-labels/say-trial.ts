import type { PlatformTrialOutcome, PlatformTrialStep } from '../../../domain/brokers/platform-backend.ts';

/** In words that say what to do. Of what the other side wrote nothing is in them. */
export function sayTrial(outcome: PlatformTrialOutcome): string {
  if (outcome.kind === 'works') return `The platform accepts the manager’s login. It answered in ${outcome.tookMs} ms.`;
  const { at, code } = outcome;
  return code === null ? WORDS[at] : `${WORDS[at]} (${code})`;
}

const WORDS: Readonly<Record<PlatformTrialStep, string>> = {
  address: 'No server has this name. Check the address for typing errors.',
  connection:
    'Nothing takes the connection at this address. Check the port, and that the platform lets this bridge in.',
  tls: 'The certificate of the server is not to be trusted, or it does not speak TLS. Check https and the certificate.',
  timeout: 'No answer came in time. Check the address, and that no firewall holds the call back.',
  login: 'The platform answers, and refuses the manager’s login or password. Check both.',
  answer: 'Something answers there, but not as a platform would. Check that the address is that of its web services.',
  password: 'No key of ENCRYPTION_KEYS opens the password that is kept. Enter it again.',
};
