/**
 * The last line of defence before a text is written down: masks whatever looks like one of our secrets. The first line
 * is that no code hands a secret to a log.
 */
export function redact(text: string): string {
  return text.replace(SECRETS, (_whole, parameter: string | undefined, field: string | undefined) => {
    if (parameter) return `${parameter}${MASK}`;
    if (field) return `${field}${MASK}"`;
    return MASK;
  });
}

const MASK = '[redacted]';

const NAMES =
  'token|code|password|secret|crmApiToken|accessToken|inappToken|webservToken|hashedPassword|traderPasswordHash|managerPassword|ticket';

const SECRETS = new RegExp(
  [
    `([?&](?:${NAMES})=)[^&\\s"'#\\\\]+`,
    `(\\\\?"(?:${NAMES})\\\\?":\\s*\\\\?")(?:[^"\\\\]|\\\\[^"])*\\\\?"`,
    'eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*',
    '(?<![\\w-])(?:ot|at|ia)_[\\w-]{40,}',
    '(?<=[Bb]earer )[\\w.~+/-]+=*',
  ].join('|'),
  'g',
);
