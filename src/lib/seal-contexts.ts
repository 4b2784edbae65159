/** What the password of a platform's manager is bound to when it is sealed. */
export function managerPasswordContext(brokerName: string): string {
  return `manager-password/${brokerName}`;
}

/** What the password of a trading account is bound to when it is sealed. */
export function accountPasswordContext(brokerName: string, login: number): string {
  return `account-password/${brokerName}/${login}`;
}

/** What the secret shared with a broker's cashier is bound to when it is sealed. */
export function cashierSecretContext(brokerName: string): string {
  return `cashier-secret/${brokerName}`;
}

/** What a document of a trader, and the key of its own, are bound to when they are sealed. */
export function kycDocumentContext(brokerName: string, documentId: string): string {
  return `kyc-document/${brokerName}/${documentId}`;
}

/** What the private key with which a white label's issuer signs is bound to when it is sealed. */
export function signingKeyContext(brokerName: string, keyId: string): string {
  return `signing-key/${brokerName}/${keyId}`;
}

/**
 * What the secret of an API key is bound to when it is sealed.
 *
 * @param home - The kind and the name of what the key is of.
 */
export function apiKeySecretContext(home: string, pairId: string): string {
  return `api-key-secret/${home}/${pairId}`;
}

/** What a secret with which deliveries to a webhook are signed is bound to when it is sealed. */
export function webhookSecretContext(brokerName: string, webhookId: string): string {
  return `webhook-secret/${brokerName}/${webhookId}`;
}

/** What the secret of an authenticator app of a member of staff is bound to when it is sealed. */
export function staffTotpContext(memberId: string): string {
  return `staff-totp/${memberId}`;
}
