import type { Request, RequestHandler, Response } from 'express';
import multer from 'multer';
import { BridgeError } from '../errors/bridge-error.ts';
import { limitSubjectOf } from '../lib/network-address.ts';
import { requestContextOf } from './request-context.ts';
import type { MultipartForm } from './route.ts';
import { createUploadSlots } from './upload-slots.ts';
import { allowUploadTime } from './upload-time.ts';

const FIELDS_AT_MOST = 16;
const FIELD_LIMITS = {
  fieldNameSize: 64,
  fieldSize: 8 * 1024,
  fieldNestingDepth: 0,
  headerPairs: 16,
} as const;

/** Of one route and process. */
const UPLOADS_AT_ONCE = { total: 16, perBroker: 8, perAddress: 4, perHolder: 2 };

/**
 * Makes the parser of a form with files. They are held in memory, within limits, and not before the fields in front of
 * them have proved who sends them; so those have to stand first in the form.
 *
 * @param authenticate - Looks at the fields in front of the first file; what it throws is the answer. Returns who sends
 *   them, within the white label.
 */
export function createParseMultipart(
  form: MultipartForm,
  authenticate: (request: Request, response: Response) => Promise<string>,
): RequestHandler {
  const { maxFields = FIELDS_AT_MOST } = form;
  const slots = createUploadSlots(UPLOADS_AT_ONCE);
  const admissions = new WeakMap<Request, Promise<void>>();

  async function admit(request: Request): Promise<void> {
    const { res: response } = request;
    if (!response) throw new Error('A request without a response');
    const holder = await authenticate(request, response);
    const context = requestContextOf(response);
    await form.admit(context);
    const { brokerName } = context;
    const giveBack = slots.take({ brokerName, holder, address: limitSubjectOf(context.address) });
    if (!giveBack) throw new BridgeError('busy', { retryAfterSeconds: 5 });
    allowUploadTime(request);
    if (response.closed) giveBack();
    else response.once('close', giveBack);
  }

  function admitOnce(request: Request): Promise<void> {
    const admission = admissions.get(request) ?? admit(request);
    admissions.set(request, admission);
    return admission;
  }

  const upload = multer({
    storage: multer.memoryStorage(),
    limits: {
      ...FIELD_LIMITS,
      fields: maxFields,
      files: form.fileFields.length,
      fileSize: form.maxFileBytes,
      parts: maxFields + form.fileFields.length,
    },
    fileFilter: (request, _file, decide) => {
      admitOnce(request).then(
        () => decide(null, true),
        (refusal) => decide(refusal),
      );
    },
  }).fields(form.fileFields.map((name) => ({ name, maxCount: 1 })));

  return (request, response, next) => {
    upload(request, response, (fault: unknown) => {
      if (fault === undefined || fault === null) next();
      else translate(fault, admissions.get(request)).then(next, next);
    });
  };
}

/** What was refused stays what it is; whatever else the parser throws is said of what was sent. */
async function translate(fault: unknown, admission: Promise<void> | undefined): Promise<unknown> {
  const refusal = await admission?.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (fault === refusal) return fault;
  if (!(fault instanceof multer.MulterError)) return new BridgeError('malformed_request', { detail: 'multipart' });
  if (fault.code !== 'LIMIT_FILE_SIZE') return new BridgeError('malformed_request', { detail: fault.code });
  return new BridgeError('file_too_large', fault.field === undefined ? {} : { field: fault.field });
}

/** The content of the files that were sent, by field; the names and types that the sender gave them are left out. */
export function filesOf({ files }: Request): Readonly<Record<string, Buffer>> {
  if (files === undefined || Array.isArray(files)) return {};
  const entries = Object.entries(files).flatMap(([name, [file]]) => (file ? [[name, file.buffer] as const] : []));
  return Object.fromEntries(entries);
}
