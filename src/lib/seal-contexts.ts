/** What the password of a platform's manager is bound to when it is sealed. */
export function managerPasswordContext(brokerName: string): string {
  return `manager-password/${brokerName}`;
}

/** What the password of a trading account is bound to when it is sealed. */
export function accountPasswordContext(brokerName: string, login: number): string {
  return `account-password/${brokerName}/${login}`;
}
