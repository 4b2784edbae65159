import joi from 'joi';

export const exportQuery = joi.object({
  brokerNames: joi
    .string()
    .allow('')
    .max(20_000)
    .description('Those to export, with commas between them; all in your reach when left out'),
});

export const exportedDocument = joi
  .object({
    sandbox: joi.boolean().required(),
    crms: joi.array().items(joi.object().unknown()).required(),
    brokers: joi.array().items(joi.object().unknown()).required(),
  })
  .description('In the schema of the seed file. Where a secret would stand it says `(keep what is there)`')
  .meta({ component: 'WhiteLabelsDocument' });

const document = joi.object().unknown().required().description('As an export wrote it');

export const checkedImport = joi.object({ document }).example({ document: { sandbox: false, crms: [], brokers: [] } });

export const requestedImport = checkedImport.keys({
  plan: joi
    .string()
    .max(100)
    .description('`id` of the dry run that was looked at: with any other difference it is refused'),
});

const names = joi.array().items(joi.string()).required();
const fault = joi.object({
  brokerName: joi.string().allow('', null).required().description('`null`: of the document as a whole'),
  field: joi.string().allow('').required().description('Dotted path'),
  reason: joi.string().required(),
});
const change = joi.object({
  field: joi.string().required().description('Dotted path'),
  before: joi.any().required(),
  after: joi.any().required().description('`(secret)` of a secret'),
});

export const importPlan = joi
  .object({
    id: joi.string().required().description('Of just this difference; for `plan` of the import'),
    isGood: joi.boolean().required(),
    crms: names.description('CRMs that are not there yet'),
    create: joi
      .array()
      .items(joi.object({ brokerName: joi.string().required(), madeSecrets: names }))
      .required()
      .description('White labels that are not there yet, with the secrets that will be made'),
    update: joi
      .array()
      .items(joi.object({ brokerName: joi.string().required(), changes: joi.array().items(change).required() }))
      .required()
      .description('White labels that would be set to something else'),
    unchanged: names,
    faults: joi.array().items(fault).required().description('With any of these nothing is imported'),
  })
  .meta({ component: 'ImportPlan' });

export const importReport = joi
  .object({
    id: joi.string().required(),
    ...{ crms: names, created: names, updated: names, unchanged: names },
    secrets: joi
      .array()
      .items(
        joi.object({
          brokerName: joi.string().required(),
          field: joi.string().required(),
          secret: joi.string().required(),
        }),
      )
      .required()
      .description('Those that were made; shown this once'),
    stopped: joi
      .object({ brokerName: joi.string().required(), code: joi.string().required(), message: joi.string().required() })
      .allow(null)
      .required()
      .description('Where it stopped, and why. Those before are imported; the same document goes on from there'),
  })
  .meta({ component: 'ImportReport' });
