import { BridgeError } from '../../errors/bridge-error.ts';

const MIN_LENGTH = 12;
/** More proves nothing, and costs time. */
const MAX_LENGTH = 256;

/** Those of twelve characters and more that stand in every list of the commonest. */
const COMMONEST = new Set([
  ...[
    '123456789012',
    '1234567890123',
    '12345678901234',
    '123456789123',
    '123123123123',
    '112233445566',
    '147258369147',
  ],
  ...['password1234', 'password12345', 'password123456', 'passwordpassword', 'password@123', 'mypassword123'],
  ...[
    'qwertyuiop12',
    'qwertyuiop123',
    'qwertyuiop[]',
    'qwerty123456',
    'qwertyqwerty',
    'qwertyuiopasdfghjkl',
    '1qaz2wsx3edc',
  ],
  ...['1q2w3e4r5t6y', 'q1w2e3r4t5y6', 'zaq12wsxcde3', 'abcdefghijkl', 'abcdef123456', 'abc123abc123', 'abcd1234abcd'],
  ...[
    'administrator',
    'adminadmin12',
    'adminadminadmin',
    'admin1234567',
    'iloveyou1234',
    'letmein12345',
    'welcome12345',
  ],
  ...[
    'changeme1234',
    'changemenow1',
    'trustno1trustno1',
    'football1234',
    'princess1234',
    'sunshine1234',
    'baseball1234',
  ],
  ...['correcthorsebatterystaple', 'drawbridge12', 'drawbridge123', 'drawbridge1234', 'drawbridgedrawbridge'],
]);

/** @param email - Of the member; in lower case. @throws `staff_password_refused`, with the reason */
export function checkStaffPassword(password: string, email: string): void {
  const reason = faultOf(password, email);
  if (reason !== undefined) throw new BridgeError('staff_password_refused', { field: 'password', reason });
}

function faultOf(password: string, email: string): string | undefined {
  const plain = password.toLowerCase();
  const [localPart = ''] = email.split('@');
  if ([...password].length < MIN_LENGTH) return `must have at least ${MIN_LENGTH} characters`;
  if (password.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH} characters`;
  if (plain.trim() === email || plain.trim() === localPart) return 'must not be the email address';
  if (COMMONEST.has(plain) || /^(.{1,3})\1+$/u.test(plain)) return 'must not be one of the commonest';
  return undefined;
}
