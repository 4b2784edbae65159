import joi, { type Schema } from 'joi';
import { id, language, time, userId } from '../schemas.ts';

const MAX_USER_AGENT_LENGTH = 1000;

export const agreementParams = joi.object({ agreementId: id });
export const userParams = joi.object({ userId });

const sha256 = joi
  .string()
  .pattern(/^[0-9a-f]{64}$/)
  .description('SHA-256, in hex');
const byLanguage = (text: Schema) => joi.object().pattern(/^[a-z]{2}$/, text);
const oneOrEach = (text: Schema) => joi.alternatives(text, byLanguage(text));

/** A time without a zone would be another one on another machine. */
const dated = time.pattern(/T.*(?:Z|[+-]\d\d:\d\d)$/);

export const newVersion = joi
  .object({
    id: joi.string().max(64).required().description('Of the agreement; several versions share it'),
    version: joi.string().max(64).required().description('Who signed another one has not signed this'),
    effectiveAt: dated.description('From when on it is demanded; at once when left out'),
    title: byLanguage(joi.string().max(200)).description('By language, at least in the white label’s default one'),
    url: oneOrEach(joi.string().max(2000)).description('One for all languages, or one for each language of the title'),
    documentSha256: oneOrEach(sha256).description('Of what is behind the address; a signature then covers it too'),
    withdraws: joi.boolean().valid(true).description('Ends the agreement; there is no title and no address then'),
  })
  .xor('title', 'withdraws')
  .xor('url', 'withdraws')
  .oxor('documentSha256', 'withdraws')
  .example({
    id: 'client-agreement',
    version: '2',
    title: { en: 'Client agreement' },
    url: 'https://broker.example/client-agreement-2',
  });

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
  })
  .meta({ component: 'AgreementVersion' });

export const shownAgreement = joi
  .object({
    id: joi.string().required(),
    versionInForce: joi.string().allow(null).required().description('What traders have to sign now'),
    versions: joi.array().items(shownVersion).required().description('In the order in which they were published'),
  })
  .meta({ component: 'Agreement' });

export const languageQuery = joi.object({ language: language.description('ISO 639-1; the user’s own when left out') });

const outstanding = joi
  .object({
    id: joi.string().required().description('Of the agreement'),
    version: joi.string().required(),
    title: joi.string().required(),
    url: joi.string().required(),
    documentSha256: sha256.allow(null).required(),
    textSha256: sha256.required().description('Of what is shown; sign with it'),
  })
  .meta({ component: 'OutstandingAgreement' });

export const newSignature = joi
  .object({
    agreementId: joi.string().max(64).required(),
    version: joi.string().max(64).required(),
    textSha256: sha256.required().description('Of what the trader was shown'),
    language: language.required().description('In which it was shown'),
    address: joi.string().ip({ cidr: 'forbidden' }).required().description('Of the trader, not of your system'),
    userAgent: joi
      .string()
      .max(MAX_USER_AGENT_LENGTH)
      .allow('')
      .required()
      .description('As the trader’s browser or app called itself; the first 300 characters are kept'),
  })
  .example({
    agreementId: 'client-agreement',
    version: '1',
    textSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    language: 'en',
    address: '203.0.113.7',
    userAgent: 'BrokerApp/1.0',
  });

export const shownSignature = joi
  .object({
    id: joi.string().required().description('Of the agreement and its version; unique for a user'),
    agreementId: joi.string().required(),
    version: joi.string().required(),
    language: language.required(),
    textSha256: sha256.required(),
    signedAt: time.required(),
    address: joi.string().allow('').required(),
    userAgent: joi.string().allow('').required(),
    apiKeyId: joi.string().allow(null).required().description('`null`: signed on a page of the bridge'),
    reportedAt: time.allow(null).required().description('When the platform was told (call 3.13)'),
  })
  .meta({ component: 'AgreementSignature' });

export const shownUserAgreements = joi
  .object({
    id: userId,
    outstanding: joi.array().items(outstanding).required(),
    signed: joi.array().items(shownSignature).required().description('The oldest first'),
  })
  .meta({ component: 'UserAgreements' });
