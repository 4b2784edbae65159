import { createHash } from 'node:crypto';
import { BridgeError, isBridgeError } from '../../errors/bridge-error.ts';
import { newRecordId } from '../../lib/ids.ts';
import { checkDocument } from './check-document.ts';
import { DOCUMENT_RULES, takesDocuments } from './document-rules.ts';
import type { KycCase } from './kyc-case.ts';
import type { KycDependencies } from './kyc-dependencies.ts';
import type { KycContentType, KycDocumentKind } from './kyc-document.ts';
import { sealDocument } from './seal-document.ts';
import type { DocumentFault, SubmittedFiles } from './submission.ts';

interface CheckedFile {
  readonly kind: KycDocumentKind;
  readonly contentType: KycContentType;
  readonly content: Buffer;
  readonly sha256: string;
}

/**
 * Hands in documents, all of them or none. The same files once more change nothing: a second click, or a form that was
 * sent again because its answer was lost.
 *
 * @returns What is wrong with the files; empty when they are handed in.
 * @throws `kyc_closed`, `kyc_exhausted`, `user_unknown`
 */
export async function submitDocuments(
  dependencies: KycDependencies,
  brokerName: string,
  userId: string,
  files: SubmittedFiles,
): Promise<readonly DocumentFault[]> {
  const results = await Promise.all(DOCUMENT_RULES.map(({ kind, isRequired }) => check(kind, files[kind], isRequired)));
  const faults = results.filter((result) => result !== undefined && 'code' in result);
  if (faults.length > 0) return faults;
  const checked = results.filter((result) => result !== undefined && 'content' in result);

  const found = await dependencies.store.find(brokerName, userId);
  const isOpen = takesDocuments(found);
  if (!isOpen && found?.state === 'refused') throw new BridgeError('kyc_exhausted');
  if (isOpen && (await write(dependencies, brokerName, userId, found, checked))) return [];
  // It is closed, or somebody was faster: then it is well if that was the same.
  const current = isOpen ? await dependencies.store.find(brokerName, userId) : found;
  if (current && (await isHandedIn(dependencies, current, checked))) return [];
  throw new BridgeError('kyc_closed', { detail: current?.state ?? '' });
}

async function check(
  kind: KycDocumentKind,
  content: Buffer | undefined,
  isRequired: boolean,
): Promise<CheckedFile | DocumentFault | undefined> {
  if (content === undefined) return isRequired ? { kind, code: 'file_missing' } : undefined;
  try {
    const contentType = await checkDocument(content);
    return { kind, contentType, content, sha256: createHash('sha256').update(content).digest('hex') };
  } catch (error) {
    if (isBridgeError(error)) return { kind, code: error.code };
    throw error;
  }
}

/** @returns Whether it was written; `false` when the case is not what was found any more. */
async function write(
  { store, events, keyRing, clock, log }: KycDependencies,
  brokerName: string,
  userId: string,
  found: KycCase | undefined,
  files: readonly CheckedFile[],
): Promise<boolean> {
  const nowMs = clock.nowMs();
  const changed: KycCase = {
    brokerName,
    userId,
    state: 'in_review',
    submission: (found?.submission ?? 0) + 1,
    reason: null,
    decidedBy: null,
    submittedAtMs: nowMs,
    decidedAtMs: null,
    revision: (found?.revision ?? 0) + 1,
  };
  const documents = files.map(({ kind, contentType, content, sha256 }) => {
    const { submission } = changed;
    const what = { kind, contentType, byteCount: content.length, sha256, createdAtMs: nowMs };
    return sealDocument(keyRing, { id: newRecordId(nowMs), brokerName, userId, submission, ...what }, content);
  });
  const { submission, state } = changed;
  const event = events.newEvent(changed, 'kyc.submitted', userId, { userId, submission, state });
  if (!(await store.submit(changed, documents, found?.revision ?? 0, event))) return false;
  log.info({ broker: brokerName, user: userId, submission, documents: documents.length }, 'KYC documents handed in');
  return true;
}

async function isHandedIn(
  { store }: KycDependencies,
  { brokerName, userId, state, submission }: KycCase,
  files: readonly CheckedFile[],
): Promise<boolean> {
  if (state === 'refused') return false;
  const documents = await store.listDocuments(brokerName, userId);
  const latest = documents.filter((document) => document.submission === submission);
  const isAmong = ({ kind, sha256 }: CheckedFile) => latest.some((one) => one.kind === kind && one.sha256 === sha256);
  return latest.length === files.length && files.every(isAmong);
}
