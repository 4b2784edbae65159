import type { Signature } from '../../../domain/agreements/signature.ts';
import { toRfc3339 } from '../../../http/to-rfc3339.ts';
import type { BrokerApiDependencies } from '../broker-api-dependencies.ts';
import type { BrokerApiCall, BrokerApiReply } from '../broker-api-route.ts';
import { getUser } from '../get-linked-user.ts';

type Handle = (call: BrokerApiCall) => Promise<BrokerApiReply>;

interface NewSignatureBody {
  readonly agreementId: string;
  readonly version: string;
  readonly textSha256: string;
  readonly language: string;
  readonly address: string;
  readonly userAgent: string;
}

export function getUserAgreements({ users, agreements }: BrokerApiDependencies): Handle {
  return async ({ broker, params, query }) => {
    const user = await getUser(users, broker, params.userId);
    const language = query.language === undefined ? user.preferredLanguage : String(query.language);
    const outstanding = await agreements.listOutstanding(broker, user, language);
    const signed = await agreements.listSigned(broker, user);
    return { body: { id: user.id, outstanding, signed: signed.map(showSignature) }, personIds: [user.id] };
  };
}

/** Signing again changes nothing, and answers with what counts. */
export function postUserAgreements({ users, agreements }: BrokerApiDependencies): Handle {
  return async ({ broker, key, params, body }) => {
    const user = await getUser(users, broker, params.userId);
    // The schema has seen to it.
    const form = body as unknown as NewSignatureBody;
    const signature = await agreements.signForUser(broker, { ...form, userId: user.id, apiKeyId: key.id });
    const { platformUserId } = user;
    if (platformUserId !== null) await agreements.report(broker, { ...user, platformUserId });
    const told = (await agreements.listSigned(broker, user)).find((one) => idOf(one) === idOf(signature));
    return { body: showSignature(told ?? signature), personIds: [user.id] };
  };
}

/** Neither of its parts holds a colon. */
function idOf({ agreementId, version }: Signature): string {
  return `${agreementId}:${version}`;
}

function showSignature(signature: Signature): object {
  const { agreementId, version, language, textSha256, signedAtMs, address, userAgent } = signature;
  const { apiKeyId, reportedAtMs } = signature;
  return {
    id: idOf(signature),
    ...{ agreementId, version, language, textSha256 },
    signedAt: toRfc3339(signedAtMs),
    ...{ address, userAgent, apiKeyId },
    reportedAt: reportedAtMs === null ? null : toRfc3339(reportedAtMs),
  };
}
