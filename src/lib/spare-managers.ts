/** Logins of managers whom the sandbox's platform takes before it knows whose they are. */
export const SPARE_MANAGERS = { first: 900_000, last: 999_999 } as const;

/** Of a sandbox, where nothing is worth hiding. */
export function spareManagerPassword(login: number): string {
  return `sandbox-manager-${login}`;
}
