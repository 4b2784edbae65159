import { changesBetween } from '../../../domain/audit/audit.ts';
import type { KycCase } from '../../../domain/kyc/kyc-case.ts';
import type { StaffMember } from '../../../domain/staff/staff-member.ts';
import { etagOf, expectedRevision } from '../../../http/etags.ts';
import type { AdminDependencies } from '../admin-dependencies.ts';
import type { AdminReply, WhiteLabelOperation } from '../admin-operation.ts';
import { noFields } from '../schemas.ts';
import { approval, ofCase, refusal, shownCase } from './schemas.ts';
import { showCase } from './show-case.ts';

const described = {
  method: 'POST',
  tag: 'KYC',
  description: 'With `If-Match` only as the case was when you looked: who saw other documents decides nothing.',
  access: { kind: 'white-label', permission: 'kyc:decide', stepUp: false },
  response: { status: 200, schema: shownCase, description: 'The case as it is now' },
  errors: ['kyc_not_in_review', 'precondition_failed'],
} as const;
const PATH = '/white-labels/:brokerName/kyc/cases/:userId';

export interface KycDeciding {
  readonly approve: WhiteLabelOperation;
  readonly refuse: WhiteLabelOperation;
}

export function kycDecides({ kyc }: AdminDependencies): KycDeciding {
  return {
    approve: {
      ...described,
      operationId: 'approveKycCase',
      path: `${PATH}/approve`,
      summary: 'Say that the documents prove who the trader is',
      effect: { kind: 'change', action: 'kyc.approved' },
      request: { params: ofCase, query: noFields, body: approval },
      async handle({ broker, params, body, ifMatch, member }) {
        const decision = { by: nameOf(member), expectedRevision: expectedRevision(ifMatch) };
        const decided = await kyc.approve(broker, String(params.userId), decision);
        return replyWith(decided, body.note === undefined || body.note === '' ? null : String(body.note));
      },
    },
    refuse: {
      ...described,
      operationId: 'refuseKycCase',
      path: `${PATH}/refuse`,
      summary: 'Refuse the documents of a trader, who can hand in others then',
      effect: { kind: 'change', action: 'kyc.refused' },
      request: { params: ofCase, query: noFields, body: refusal },
      async handle({ broker, params, body, ifMatch, member }) {
        // A sentence on the trader's page, where lines would be none.
        const reason = String(body.reason).replaceAll(/\s+/g, ' ');
        const decision = { by: nameOf(member), reason, expectedRevision: expectedRevision(ifMatch) };
        return replyWith(await kyc.refuse(broker, String(params.userId), decision), reason);
      },
    },
  };
}

/** As a case keeps it; an email address can be longer. */
function nameOf({ email }: StaffMember): string {
  return email.slice(0, 100);
}

/** It was in review before, or nothing was decided. */
function replyWith(decided: KycCase, reason: string | null): AdminReply {
  const { state, userId } = decided;
  return {
    body: showCase(decided),
    etag: etagOf(decided),
    changed: [
      { target: { type: 'user', id: userId }, changes: changesBetween({ kyc: 'in_review' }, { kyc: state }), reason },
    ],
  };
}
