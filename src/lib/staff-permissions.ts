/** What members of staff are; each role may do what `STAFF_ROLES` grants it, at the white labels in its reach. */
export const STAFF_ROLE_NAMES = ['owner', 'admin', 'support', 'auditor'] as const;
export type StaffRole = (typeof STAFF_ROLE_NAMES)[number];

const READ = [
  'white-labels:read',
  'oidc-clients:read',
  'api-keys:read',
  'users:read',
  'payments:read',
  'kyc:read',
  'agreements:read',
  'webhooks:read',
  'statistics:read',
] as const;

const SUPPORT = ['users:write', 'kyc:decide', 'webhooks:resend'] as const;

const LOGS = ['audit:read', 'privacy-log:read'] as const;

const ADMIN = [
  'white-labels:create',
  'white-labels:write',
  'secrets:write',
  'oidc-clients:write',
  'api-keys:write',
  'payments:settle',
  'agreements:write',
  'webhooks:write',
  'conformance:run',
  'configuration:export',
  'configuration:import',
] as const;

/** Of the bridge as a whole; what only who reaches everything sees. */
const BRIDGE = ['settings:read'] as const;

const OWNER = ['staff:read', 'staff:write'] as const;

export type StaffPermission = (
  | typeof READ
  | typeof SUPPORT
  | typeof LOGS
  | typeof ADMIN
  | typeof BRIDGE
  | typeof OWNER
)[number];

/** Role → what it may do. Auditors see all that there is, staff too, and change nothing. */
export const STAFF_ROLES: Readonly<Record<StaffRole, readonly StaffPermission[]>> = {
  owner: [...READ, ...SUPPORT, ...LOGS, ...ADMIN, ...BRIDGE, ...OWNER],
  admin: [...READ, ...SUPPORT, ...LOGS, ...ADMIN, ...BRIDGE],
  support: [...READ, ...SUPPORT],
  auditor: [...READ, ...LOGS, ...BRIDGE, 'configuration:export', 'staff:read'],
};

export function roleAllows(role: StaffRole, permission: StaffPermission): boolean {
  return STAFF_ROLES[role].includes(permission);
}
