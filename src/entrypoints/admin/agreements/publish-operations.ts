import { changesBetween } from '../../../domain/audit/audit.ts';
import type { AgreementSetting } from '../../../domain/brokers/broker.ts';
import { BridgeError, isBridgeError } from '../../../errors/bridge-error.ts';
import { actorOfCall } from '../actor-of-call.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelCall, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { newVersion, ofAgreement, shownAgreement, withdrawal } from './schemas.ts';
import { showAgreements, showVersion } from './show-agreements.ts';

/** Titles and addresses in many languages. */
const MAX_BODY_BYTES = 64 * 1024;
const tag = 'Agreements';
const PATH = '/white-labels/:brokerName/agreements/:agreementId';
const access = { kind: 'white-label', permission: 'agreements:write', stepUp: false } as const;
const response = { status: 201, schema: shownAgreement, description: 'The agreement with all its versions' } as const;

export interface AgreementPublishing {
  readonly publish: WhiteLabelOperation;
  readonly withdraw: WhiteLabelOperation;
}

export function publishOperations(dependencies: AdminDependencies): AgreementPublishing {
  return {
    publish: {
      ...{ operationId: 'publishAgreementVersion', method: 'POST', path: `${PATH}/versions`, tag },
      summary: 'Publish a version of an agreement; the first one makes it',
      description:
        'In force is the version with the latest date that has come. What was published is never changed: the same once more changes nothing, another content under the same version is refused.',
      access,
      effect: { kind: 'change', action: 'agreement.publish' },
      request: { params: ofAgreement, query: noFields, body: newVersion },
      maxBodyBytes: MAX_BODY_BYTES,
      response,
      errors: ['agreement_invalid', 'agreement_exists', 'broker_changed'],
      handle: (call) => publish(dependencies, call, call.body as unknown as Given),
    },
    withdraw: {
      ...{ operationId: 'withdrawAgreement', method: 'POST', path: `${PATH}/withdraw`, tag },
      summary: 'Ask nobody for an agreement any more',
      description: 'Signatures stay. A later version puts it in force again.',
      access,
      effect: { kind: 'change', action: 'agreement.withdraw' },
      request: { params: ofAgreement, query: noFields, body: withdrawal },
      response,
      errors: ['agreement_unknown', 'agreement_invalid', 'agreement_exists', 'broker_changed'],
      handle(call) {
        const isThere = call.broker.agreements.some(({ id }) => id === call.params.agreementId);
        if (!isThere) throw new BridgeError('agreement_unknown');
        return publish(dependencies, call, { ...(call.body as unknown as Given), withdraws: true } as Given);
      },
    },
  };
}

/** As the schemas have seen to it. */
type Given = AgreementSetting & { readonly effectiveAt?: string | Date };

async function publish(
  { agreements, brokers }: AdminDependencies,
  call: WhiteLabelCall,
  { effectiveAt, ...given }: Given,
): Promise<AdminReply> {
  const id = String(call.params.agreementId);
  const timed = effectiveAt === undefined ? {} : { effectiveAtMs: new Date(effectiveAt).getTime() };
  const version = { ...given, id, ...timed } as AgreementSetting;
  const { brokerName } = call.broker;
  const { isNew, ...published } = await agreements.publish(call.broker, version, actorOfCall(call)).catch(rethrow);
  const broker = brokers.get(brokerName);
  const shown = showAgreements(broker, agreements.list(broker), await agreements.countSigned(broker));
  const note = { target: { type: 'agreement', id }, changes: changesBetween(null, showVersion(published)) };
  return { body: shown.find((one) => one.id === id) ?? {}, changed: isNew ? [note] : [] };
}

/** The field as the caller knows it. */
function rethrow(error: unknown): never {
  if (!isBridgeError(error, 'agreement_invalid') || error.field !== 'effectiveAtMs') throw error;
  const { reason } = error;
  throw new BridgeError('agreement_invalid', { field: 'effectiveAt', ...(reason ? { reason } : {}), cause: error });
}
