import type { Broker } from '../brokers/broker.ts';
import type { PasswordResetDependencies } from './password-reset-dependencies.ts';
import type { RequestLimits } from './request-limits.ts';

export interface LinkRequest {
  readonly email: string;
  /** Of the page; the letter is in the trader's own language where that is known. */
  readonly language: string;
  /** Parameters of the page, which the link leads back to. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Does not even look for the user: that is for the letter's writer, when the answer has long been given. */
export async function requestLink(
  { mail, users }: PasswordResetDependencies,
  limits: RequestLimits,
  broker: Broker,
  request: LinkRequest,
  address: string,
): Promise<void> {
  await limits.admit(broker, address);
  const email = users.normaliseEmail(request.email);
  if (!(await limits.mayWrite(broker, email))) return;
  await mail.post({ ...request, email, kind: 'password-reset', brokerName: broker.brokerName });
}
