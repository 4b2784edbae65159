import joi from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { id, ofWhiteLabel, reason, time } from '../schemas.ts';

const STATES = ['in_review', 'approved', 'refused'] as const;

export const ofCase = ofWhiteLabel.keys({ userId: id });
export const ofDocument = ofWhiteLabel.keys({ documentId: id });

export const caseQuery = pageQuery.keys({
  state: joi
    .string()
    .valid(...STATES)
    .default('in_review'),
  brokerName: joi.string().allow('').max(100).description('Of this white label alone'),
});

export const CASE_FIELDS = {
  id: joi.string().required().description('Of the user whose case it is'),
  brokerName: joi.string().required(),
  state: joi
    .string()
    .valid(...STATES)
    .required(),
  submission: joi.number().integer().required().description('How often documents were handed in'),
  reason: joi.string().allow(null).required().description('Why it was refused, as the trader reads it'),
  decidedBy: joi.string().allow(null).required(),
  submittedAt: time.required(),
  decidedAt: time.allow(null).required(),
  revision: joi.number().integer().required(),
};

export const shownCase = joi.object(CASE_FIELDS).meta({ component: 'KycCase' });
export const casePage = pageOf(
  joi.object({ ...CASE_FIELDS, email: joi.string().allow(null).required() }).meta({ component: 'ListedKycCase' }),
);

const document = {
  id: joi.string().required(),
  submission: joi.number().integer().required(),
  kind: joi.string().valid('identity-front', 'identity-back', 'proof-of-address').required(),
  contentType: joi.string().valid('image/jpeg', 'image/png', 'image/webp', 'application/pdf').required(),
  byteCount: joi.number().integer().required(),
  sha256: joi.string().required().description('Of the content, in hex'),
  createdAt: time.required(),
};

export const wholeCase = joi
  .object({
    ...CASE_FIELDS,
    user: joi
      .object({
        email: joi.string().required(),
        firstName: joi.string().allow(null).required(),
        lastName: joi.string().allow(null).required(),
        enabled: joi.boolean().required(),
      })
      .required()
      .description('Whom the documents have to name'),
    documents: joi
      .array()
      .items(joi.object(document).meta({ component: 'KycDocument' }))
      .required()
      .description('All that was ever handed in, the latest submission first'),
  })
  .meta({ component: 'WholeKycCase' });

export const openedDocument = joi
  .object({
    ...document,
    content: joi.string().required().description('In base64 (RFC 4648). Open it as carefully as any stranger’s file'),
  })
  .meta({ component: 'OpenedKycDocument' });

export const approval = joi.object({
  note: joi.string().trim().allow('').max(500).description('How you know; kept in the change log'),
});
export const refusal = joi
  .object({ reason: reason.description('The trader reads it; kept in the change log too') })
  .example({ reason: 'The photo is too dark to be read' });
