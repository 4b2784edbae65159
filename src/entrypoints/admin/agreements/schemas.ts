import joi, { type Schema } from 'joi';
import { pageOf, pageQuery } from '../../../http/page-cursor.ts';
import { dated, id, ofWhiteLabel, time } from '../schemas.ts';

const MAX_EXPORTED = 10_000;

const sha256 = joi
  .string()
  .pattern(/^[0-9a-f]{64}$/)
  .description('SHA-256, in hex');
const byLanguage = (text: Schema) => joi.object().pattern(/^[a-z]{2}$/, text);
const oneOrEach = (text: Schema) => joi.alternatives(text, byLanguage(text));

const versionName = joi.string().max(64).required();

export const ofAgreement = ofWhiteLabel.keys({ agreementId: id.max(64) });
export const ofVersion = ofAgreement.keys({ version: versionName });

export const overviewQuery = pageQuery.keys({
  q: joi.string().trim().max(200).allow('').description('Part of the name of a white label or of an id'),
  brokerName: joi.string().max(100).allow('').description('Of this white label alone'),
});

export const newVersion = joi
  .object({
    version: versionName.description('Who signed another one has not signed this'),
    effectiveAt: dated.description('From when on it is demanded; at once when left out'),
    title: byLanguage(joi.string().max(200))
      .required()
      .description('By language, at least in the white label’s default one'),
    url: oneOrEach(joi.string().max(2000))
      .required()
      .description('One for all languages, or one for each of the title'),
    documentSha256: oneOrEach(sha256).description('Of what is behind the address; a signature then covers it too'),
  })
  .example({ version: '2', title: { en: 'Client agreement' }, url: 'https://broker.example/client-agreement-2' });

export const withdrawal = joi
  .object({
    version: versionName.description('The name under which the withdrawal stands among the versions'),
    effectiveAt: dated.description('From when on nobody is asked any more; at once when left out'),
  })
  .example({ version: 'withdrawn' });

const shownVersion = joi
  .object({
    version: joi.string().required(),
    state: joi
      .string()
      .valid('future', 'in_force', 'superseded')
      .required()
      .description('A withdrawal in force means that nobody is asked for the agreement'),
    effectiveAt: time.allow(null).required().description('`null`: from ever'),
    withdraws: joi.boolean().required(),
    title: byLanguage(joi.string()).required(),
    url: byLanguage(joi.string()).required(),
    documentSha256: byLanguage(sha256).required(),
    signatures: joi.number().integer().required().description('How many traders signed it'),
  })
  .meta({ component: 'AgreementVersion' });

export const shownAgreement = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    versionInForce: joi.string().allow(null).required().description('What traders have to sign now'),
    versions: joi.array().items(shownVersion).required().description('In the order in which they were published'),
  })
  .meta({ component: 'Agreement' });

const listedAgreement = joi
  .object({
    id: joi.string().required(),
    brokerName: joi.string().required(),
    title: joi.string().allow('').required().description('Of the version in force, in the default language'),
    versionInForce: joi.string().allow(null).required(),
    versions: joi.number().integer().required(),
    nextAt: time.allow(null).required().description('When the next version comes into force'),
  })
  .meta({ component: 'ListedAgreement' });
export const agreementPage = pageOf(listedAgreement);

export const agreementsOfWhiteLabel = joi
  .object({
    id: joi.string().required().description('The `brokerName`'),
    defaultLanguage: joi.string().required(),
    languages: joi.array().items(joi.string()).required(),
    agreements: joi.array().items(shownAgreement).required(),
  })
  .meta({ component: 'WhiteLabelAgreements' });

const shownSignature = joi
  .object({
    id: joi.string().required().description('Of the trader, who signs a version once'),
    language: joi.string().required(),
    textSha256: sha256.required(),
    signedAt: time.required(),
    address: joi.string().allow('').required(),
    userAgent: joi.string().allow('').required(),
    apiKeyId: joi.string().allow(null).required().description('`null`: signed on a page of the bridge'),
    reportedAt: time.allow(null).required().description('When the platform was told (call 3.13)'),
  })
  .meta({ component: 'AgreementSignature' });
export const signaturePage = pageOf(shownSignature);
export const signatureQuery = pageQuery;
export const exportedSignatures = joi.object({
  id: joi.string().required().description('Of the agreement'),
  version: joi.string().required(),
  items: joi.array().items(shownSignature).required(),
  isMore: joi.boolean().required().description('Whether there are earlier ones; ask for them with `before`'),
});

export const exportQuery = joi.object({
  limit: joi.number().integer().min(1).max(MAX_EXPORTED).default(MAX_EXPORTED).description('How many at the most'),
  before: time.description('Only signatures of before this'),
});

export const signaturePlace = joi.object({
  signedAtMs: joi.number().integer().required(),
  userId: joi.string().max(200).required(),
});
