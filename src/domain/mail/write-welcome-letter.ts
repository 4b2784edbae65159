import type { Brokers } from '../brokers/brokers.ts';
import type { WriteLetter } from './letter-writers.ts';
import type { ComposeMail, LinkToScreen } from './mail-backend.ts';

/** Writes to who has just signed up, unless the white label is gone or switched off since. */
export function createWriteWelcomeLetter(parts: {
  brokers: Brokers;
  composeMail: ComposeMail;
  linkTo: LinkToScreen;
}): WriteLetter {
  const { brokers, composeMail, linkTo } = parts;
  return async ({ kind, brokerName, email, language, parameters }) => {
    const broker = brokers.find(brokerName);
    if (!broker?.enabled) return undefined;
    return composeMail({
      kind,
      brokerName,
      displayName: broker.displayName,
      to: email,
      language: language,
      link: linkTo(brokerName, '/auth/login', parameters),
    });
  };
}
