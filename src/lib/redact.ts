/**
 * The last line of defence before a text is written down: masks whatever looks like one of our secrets. The first line
 * is that no code hands a secret to a log. JSON stays JSON.
 */
export function redact(text: string): string {
  return text.replace(SECRETS, (_whole, before: string | undefined, field: string | undefined, quoted?: string) => {
    if (before) return `${before}${MASK}`;
    if (field) return `${field}${MASK}"`;
    return quoted ? `${quoted}${MASK}\\"` : MASK;
  });
}

const MASK = '[redacted]';

const NAMES =
  'token|password|secret|crmApiToken|accessToken|inappToken|webservToken|hashedPassword|traderPasswordHash|managerPassword|ticket|signUp|signIn';

/** In the log `code` is mostly what went wrong, in one of the spellings that we, the vendor and Node use for that. */
const ERROR_CODE = '\\\\?":\\s*\\\\?"(?:[a-z_]{1,40}|[A-Z0-9_]{1,40})\\\\?"';
const FIELDS = `(?:${NAMES}|code(?!${ERROR_CODE}))`;

const SECRETS = new RegExp(
  [
    `([?&](?:${NAMES}|code)=)[^&\\s"'#\\\\]+`,
    // A field, and a field of JSON that itself stands in a string.
    `("${FIELDS}":\\s*")(?:[^"\\\\]|\\\\.)*"`,
    `(\\\\"${FIELDS}\\\\":\\s*\\\\")(?:[^"\\\\]|\\\\\\\\(?:[^"\\\\]|\\\\.))*\\\\"`,
    'eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*',
    '(?<![\\w-])(?:ot|at|ia|rp|ec|oa|oc|or|dbs|dbl)_[\\w-]{40,}',
    '(?<![\\w-])[bp]k_(?:test|live)_[\\w.~-]{8,}',
    // The password in a URL.
    '(?<=://[^\\s/:@"]*:)[^\\s/@"]+(?=@)',
    '(?<=[Bb]earer )[\\w.~+/-]+=*',
    '(?<=[Bb]asic )[A-Za-z0-9+/]{16,}=*',
  ].join('|'),
  'g',
);
