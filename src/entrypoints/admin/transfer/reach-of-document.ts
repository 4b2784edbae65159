import type { Brokers } from '../../../domain/brokers/brokers.ts';
import { BridgeError, type FieldFault } from '../../../errors/bridge-error.ts';
import type { NamesInDocument } from '../../../transfer/transfer.ts';
import type { StaffCall } from '../admin-operation.ts';

type Reaches = StaffCall['reaches'];
type Parts = Readonly<Record<string, unknown>>;

/**
 * What a document may speak of: white labels in reach, new ones of CRMs that are in reach as a whole, and CRMs of which
 * anything is. All else is unknown, whether it is there or not; names are told by their place alone.
 *
 * @throws `crm_unknown`, `white_label_unknown`
 */
export function refuseUnknownNames(
  brokers: Brokers,
  names: NamesInDocument,
  document: unknown,
  reaches: Reaches,
): void {
  const knowsCrm = createKnowsCrm(brokers, reaches);
  const ofCrms = [
    ...placesOf(
      names.crms,
      (name) => knowsCrm(name),
      (place) => `document.crms.${place}.brokerCrmName`,
    ),
    ...placesOf(
      names.brokers,
      ({ brokerCrmName }) => knowsCrm(brokerCrmName),
      (place) => `document.brokers.${place}.brokerCrmName`,
    ),
  ];
  const ofBrokers = [
    ...placesOf(
      names.brokers,
      (named) => isReached(brokers, named, reaches),
      (place) => `document.brokers.${place}.brokerName`,
    ),
    ...placesOf(
      parentsIn(document),
      (parent) => isKnownParent(brokers, parent, names, reaches),
      (place) => `document.brokers.${place}.whiteLabelOf`,
    ),
  ];
  refuse('crm_unknown', ofCrms);
  refuse('white_label_unknown', ofBrokers);
}

function refuse(code: 'crm_unknown' | 'white_label_unknown', fields: readonly string[]): void {
  const [field] = fields;
  if (field === undefined) return;
  const faults: FieldFault[] = fields.map((one) => ({ field: one, reason: 'names none that there is in your reach' }));
  throw new BridgeError(code, { field, faults });
}

function placesOf<Named>(
  named: readonly Named[],
  isKnown: (one: Named) => boolean,
  fieldAt: (place: number) => string,
) {
  return named.flatMap((one, place) => (isKnown(one) ? [] : [fieldAt(place)]));
}

/** One that is there counts as what it is, not as what the document says of it. */
function isReached(
  brokers: Brokers,
  { brokerName, brokerCrmName }: NamesInDocument['brokers'][number],
  reaches: Reaches,
): boolean {
  const broker = brokers.find(brokerName);
  // No white label has an empty name, so that only who reaches the CRM reaches this one.
  return broker ? reaches(broker) : reaches({ brokerName: '', brokerCrmName });
}

/** Who reaches one white label of a CRM knows of it. */
function createKnowsCrm(brokers: Brokers, reaches: Reaches): (brokerCrmName: string) => boolean {
  const reached = new Set(
    brokers
      .list()
      .filter(reaches)
      .map(({ brokerCrmName }) => brokerCrmName),
  );
  return (brokerCrmName) => reached.has(brokerCrmName) || reaches({ brokerName: '', brokerCrmName });
}

function isKnownParent(brokers: Brokers, parent: unknown, names: NamesInDocument, reaches: Reaches): boolean {
  if (typeof parent !== 'string') return true;
  const broker = brokers.find(parent);
  return broker ? reaches(broker) : names.brokers.some(({ brokerName }) => brokerName === parent);
}

function parentsIn(document: unknown): readonly unknown[] {
  return brokersIn(document).map(({ whiteLabelOf }) => whiteLabelOf);
}

export function brokersIn(document: unknown): readonly Parts[] {
  const found = partsOf(document).brokers;
  return Array.isArray(found) ? found.map(partsOf) : [];
}

export function partsOf(value: unknown): Parts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parts) : {};
}

/** Whoever exports a white label need not learn whose it is. */
export function withoutHiddenParents<
  Document extends { readonly brokers: readonly { readonly whiteLabelOf: string | null }[] },
>(document: Document, brokers: Brokers, reaches: Reaches): Document {
  const known = document.brokers.map((exported) => {
    const parent = brokers.find(exported.whiteLabelOf ?? '');
    return parent && reaches(parent) ? exported : { ...exported, whiteLabelOf: null };
  });
  return { ...document, brokers: known };
}

/** A document that was exported so comes back as what it stands for. */
export function withHiddenParents(document: unknown, brokers: Brokers, reaches: Reaches): unknown {
  const given = partsOf(document).brokers;
  if (!Array.isArray(given)) return document;
  const whole = given.map((one: unknown) => {
    const { brokerName, whiteLabelOf } = partsOf(one);
    const broker = typeof brokerName === 'string' ? brokers.find(brokerName) : undefined;
    const parent = brokers.find(broker?.whiteLabelOf ?? '');
    const isHidden = (whiteLabelOf ?? null) === null && parent !== undefined && !reaches(parent);
    return isHidden ? { ...partsOf(one), whiteLabelOf: parent.brokerName } : one;
  });
  return { ...partsOf(document), brokers: whole };
}
