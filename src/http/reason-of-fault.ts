import type { ValidationErrorItem } from 'joi';

type Say = (context: Readonly<Record<string, unknown>>) => string;

/** By joi's type of fault; nothing of what was sent stands in them. */
const REASONS: Readonly<Record<string, Say>> = {
  'any.required': () => 'it is missing',
  'any.only': ({ valids }) => `it has to be one of ${listed(valids)}`,
  'number.base': () => 'it has to be a number',
  'number.integer': () => 'it has to be a whole number',
  'number.min': ({ limit }) => `it has to be at least ${limit}`,
  'number.max': ({ limit }) => `it has to be at most ${limit}`,
  'boolean.base': () => 'it has to be true or false',
  'string.base': () => 'it has to be text',
  'string.empty': () => 'it is empty',
  'string.min': ({ limit }) => `it has to have at least ${limit} characters`,
  'string.max': ({ limit }) => `it has to have at most ${limit} characters`,
  'string.isoDate': () => 'it has to be a time as in RFC 3339',
  'string.uri': () => 'it has to be an address',
  'string.uriCustomScheme': () => 'it has to be an address of another scheme',
  'string.pattern.base': () => 'it has another form than it may have',
  'array.base': () => 'it has to be a list',
  'array.min': ({ limit }) => `it has to have at least ${limit} entries`,
  'array.max': ({ limit }) => `it has to have at most ${limit} entries`,
  'array.unique': () => 'something stands in it twice',
  'object.base': () => 'it has to be an object',
  'object.min': () => 'something has to be given',
  'object.missing': ({ peers }) => `one of ${listed(peers)} has to be given`,
  'object.xor': ({ peers }) => `only one of ${listed(peers)} may be given`,
};

/** @returns What a field has to be instead; `undefined` where that is not easily said. */
export function reasonOfFault({ type, context = {} }: ValidationErrorItem): string | undefined {
  return REASONS[type]?.(context);
}

function listed(values: unknown): string {
  return (Array.isArray(values) ? values : []).filter((value) => value !== null).join(', ');
}
