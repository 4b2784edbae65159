import type { ObjectSchema, ValidationErrorItem } from 'joi';
import { BridgeError, type FieldFault } from '../errors/bridge-error.ts';
import { NO_FIELDS } from './no-fields.ts';
import { reasonOfFault } from './reason-of-fault.ts';
import type { RouteSchemas } from './route.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface FieldCheckOptions {
  /** Whether the fields come from a path, a query or a form, where all is text and a field that stands twice is an array. */
  readonly isFlat: boolean;
  readonly unknownFields?: RouteSchemas['unknownFields'];
}

/** Makes the check of a path, a query or a body. */
export function createFieldCheck(schema: ObjectSchema, options: FieldCheckOptions): (fields: Fields) => Fields {
  return options.unknownFields === 'refused'
    ? strictCheck(schema, options.isFlat)
    : lenientCheck(schema, options.isFlat);
}

/** Unknown fields are left out. */
function lenientCheck(schema: ObjectSchema, isFlat: boolean): (fields: Fields) => Fields {
  if (schema === NO_FIELDS) return () => ({});
  const lenient = schema.prefs({ stripUnknown: true, errors: { render: false } });
  return (fields) => {
    const { value, error } = lenient.validate(fields);
    const [fault] = error?.details ?? [];
    if (!fault) return value;
    const field = String(fault.path[0] ?? '');
    if (isFlat && Array.isArray(fields[field])) throw givenTwice(field);
    throw new BridgeError('parameter_invalid', { field, detail: fault.type });
  };
}

/** Unknown fields are refused, and JSON has to have the type that is asked for. */
function strictCheck(schema: ObjectSchema, isFlat: boolean): (fields: Fields) => Fields {
  const strict = schema.prefs({ allowUnknown: false, abortEarly: false, convert: isFlat, errors: { render: false } });
  return (fields) => {
    refuseStrangeText(fields);
    const { value, error } = strict.validate(fields);
    // A name that is written wrong is told before the one that is missing for it.
    const faults = error?.details ?? [];
    const fault = faults.find(({ type }) => type === 'object.unknown') ?? faults[0];
    if (!fault) return value;
    throw strictFault(fault, isFlat, fields, faults);
  };
}

function strictFault(
  fault: ValidationErrorItem,
  isFlat: boolean,
  fields: Fields,
  all: readonly ValidationErrorItem[],
): BridgeError {
  // What is wrong with the whole has no name of its own.
  const field = fault.path.join('.') || (isFlat ? 'query' : 'body');
  if (fault.type === 'object.unknown') return new BridgeError('parameter_unknown', { field });
  if (isFlat && Array.isArray(fields[field])) return givenTwice(field);
  const reason = reasonOfFault(fault);
  const faults = all.length > 1 ? { faults: all.map(toFieldFault) } : {};
  return new BridgeError('parameter_invalid', { field, ...(reason ? { reason } : {}), ...faults, detail: fault.type });
}

function toFieldFault(fault: ValidationErrorItem): FieldFault {
  const reason = reasonOfFault(fault);
  return { field: fault.path.join('.'), ...(reason ? { reason } : {}) };
}

function givenTwice(field: string): BridgeError {
  return new BridgeError('malformed_request', { field, detail: 'given more than once' });
}

/** Half characters would become something else where they are stored, and a prototype is no field. */
function refuseStrangeText(value: unknown, path: readonly string[] = []): void {
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw new BridgeError('parameter_invalid', { field: path.join('.').toWellFormed(), detail: 'half a character' });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    const here = [...path, name];
    if (name === '__proto__' || !name.isWellFormed()) {
      throw new BridgeError('parameter_unknown', { field: here.join('.').toWellFormed() });
    }
    refuseStrangeText(part, here);
  }
}
