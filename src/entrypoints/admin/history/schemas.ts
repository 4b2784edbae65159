import joi from 'joi';
import { pageOf } from '../../../http/page-cursor.ts';
import { ofWhiteLabel, time } from '../schemas.ts';

const revision = joi.number().integer().min(0).max(Number.MAX_SAFE_INTEGER);
const fields = joi.array().items(joi.string()).required();

export const ofRevision = ofWhiteLabel.keys({ revision: revision.required() });
export const againstRevision = joi.object({
  with: revision.required().description('The other revision: what is different in it'),
});
export const againstWhiteLabel = joi.object({
  with: joi.string().max(100).required().description('The other white label; it has to be in your reach too'),
});

const changes = joi
  .array()
  .items(
    joi.object({
      field: joi.string().required().description('Dotted path'),
      before: joi.any().required(),
      after: joi.any().required(),
    }),
  )
  .required();

const actor = joi
  .object({
    kind: joi.string().valid('staff', 'command-line', 'api-key', 'bridge').required(),
    name: joi
      .string()
      .allow('')
      .required()
      .description('The email address of a member, the account on the machine, or the id of a key'),
  })
  .required();

const listedRevision = joi
  .object({
    id: joi.string().required(),
    revision: revision.required(),
    at: time.required(),
    actor,
    changed: fields.description('Every field that is another one since the revision before'),
    untold: fields.description('Those of them of which nothing else is kept: secrets, clients, signing keys'),
  })
  .meta({ component: 'Revision' });

export const revisionPage = pageOf(listedRevision);

export const shownRevision = listedRevision
  .keys({
    before: revision.allow(null).required().description('The revision before; `null` where none is kept'),
    changes: changes.description('What this revision changed'),
    settings: joi.object().unknown().required().description('What the white label was set to from then on'),
  })
  .meta({ component: 'RevisionWithSettings' });

export const revisionsCompared = joi
  .object({ id: joi.string().required(), revision: revision.required(), with: revision.required(), changes })
  .meta({ component: 'RevisionsCompared' });

export const whiteLabelsCompared = joi
  .object({ id: joi.string().required(), with: joi.string().required(), changes })
  .meta({ component: 'WhiteLabelsCompared' });

export const undoPreview = joi
  .object({
    id: joi.string().required(),
    revision: revision.required().description('Of the white label now; its `ETag` is for `If-Match`'),
    changes: changes.description('From what is set now to what would be'),
    conflicts: joi
      .array()
      .items(
        joi.object({
          field: joi.string().required(),
          reason: joi.string().valid('changed-later', 'needs-secret').required(),
        }),
      )
      .required()
      .description('With any of these it is refused'),
    kept: fields.description('What that revision changed and stays: secrets, clients, signing keys, ended sessions'),
  })
  .meta({ component: 'UndoPreview' });
