import type { Access } from '../domain/access/access.ts';
import type { Brokers } from '../domain/brokers/brokers.ts';
import { createEmailChange, type EmailChange } from '../domain/email-change/email-change.ts';
import type { LetterWriters } from '../domain/mail/letter-writers.ts';
import type { Mail } from '../domain/mail/mail.ts';
import { createWriteWelcomeLetter } from '../domain/mail/write-welcome-letter.ts';
import { createPasswordChange, type PasswordChange } from '../domain/password-change/password-change.ts';
import { createPasswordReset, type PasswordReset } from '../domain/password-reset/password-reset.ts';
import type { Users } from '../domain/users/users.ts';
import type { Backends } from './create-backends.ts';
import type { Parts } from './open-parts.ts';

/** How traders change what they sign in with, and the letters that go with it. */
export interface Credentials {
  readonly passwordReset: PasswordReset;
  readonly passwordChange: PasswordChange;
  readonly emailChange: EmailChange;
  readonly letterWriters: LetterWriters;
}

interface Known {
  readonly brokers: Brokers;
  readonly mail: Mail;
  readonly users: Users;
  readonly access: Access;
}

export function createCredentials(parts: Parts, backends: Backends, known: Known): Credentials {
  const { storage, metrics } = parts;
  const { platform, composeMail, linkTo } = backends;
  const shared = { ...parts, ...known, expiring: storage.expiring, telemetry: metrics, composeMail, linkTo };

  const passwordReset = createPasswordReset(shared);
  const { revokeLinks: revokeResetLinks } = passwordReset;
  const passwordChange = createPasswordChange({ ...shared, revokeResetLinks });
  const emailChange = createEmailChange({
    ...shared,
    store: storage.emailChanges,
    identity: platform,
    revokeResetLinks,
  });
  return {
    passwordReset,
    passwordChange,
    emailChange,
    letterWriters: {
      welcome: createWriteWelcomeLetter({ brokers: known.brokers, composeMail, linkTo }),
      'password-reset': passwordReset.writeLetter,
      'password-changed': passwordChange.writeLetter,
      'email-change': emailChange.writeLinkLetter,
      'email-change-notice': emailChange.writeNoticeLetter,
    },
  };
}
