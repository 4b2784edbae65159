import type { HtmlField, HtmlForm } from './html-form.ts';

/** What a trader types and ticks. */
export interface FormEntry {
  readonly email: string;
  readonly password: string;
  readonly keepMeLoggedIn: boolean;
}

const KEEP_ME = /keep|remember|stay|persist/i;

/** The form that asks for a password; `undefined` when the page has none. */
export function findPasswordForm(forms: readonly HtmlForm[]): HtmlForm | undefined {
  return forms.find((form) => form.fields.some((field) => field.type === 'password'));
}

/**
 * Fills a login or sign-up form as a trader would, by what its fields are and not by how this bridge names them.
 *
 * @returns What to send, or a sentence on what the form lacks.
 */
export function fillForm(form: HtmlForm, entry: FormEntry): URLSearchParams | string {
  const email = form.fields.find(isEmailField);
  if (!email) return 'the form has no field for the email address';
  const keep = form.fields.find((field) => field.type === 'checkbox' && KEEP_ME.test(`${field.name} ${field.id}`));
  if (entry.keepMeLoggedIn && !keep) return 'the form has no "keep me logged in" checkbox';

  return fill(form, { entry, email, keep });
}

/** Fills a further step of a sign-up: what is chosen stays, what has to be ticked or typed is. */
export function fillStep(form: HtmlForm, entry: FormEntry): URLSearchParams {
  return fill(form, { entry, email: form.fields.find(isEmailField), keep: undefined });
}

function fill(form: HtmlForm, known: Omit<KnownFields, 'submit'>): URLSearchParams {
  const filled = new URLSearchParams();
  const submit = form.fields.find((field) => field.type === 'submit');
  for (const field of form.fields) {
    if (field.name === '') continue;
    const value = valueFor(field, { ...known, submit });
    if (value !== undefined) filled.append(field.name, value);
  }
  return filled;
}

interface KnownFields {
  readonly entry: FormEntry;
  readonly email: HtmlField | undefined;
  readonly keep: HtmlField | undefined;
  readonly submit: HtmlField | undefined;
}

/** @returns `undefined` for what a browser would not send. */
function valueFor(field: HtmlField, { entry, email, keep, submit }: KnownFields): string | undefined {
  if (field === email) return entry.email;
  if (field === keep) return entry.keepMeLoggedIn ? field.value : undefined;
  switch (field.type) {
    case 'password':
      return entry.password;
    case 'checkbox':
      return field.checked || field.required ? field.value : undefined;
    case 'radio':
      return field.checked ? field.value : undefined;
    case 'submit':
      return field === submit ? field.value : undefined;
    case 'button':
    case 'reset':
    case 'image':
    case 'file':
      return undefined;
    case 'hidden':
      return field.value;
    default:
      return field.value === '' ? inventedText(field) : field.value;
  }
}

function isEmailField(field: HtmlField): boolean {
  if (field.tag !== 'input' || !['email', 'text'].includes(field.type)) return false;
  return field.type === 'email' || /\b(email|username)\b/.test(field.autocomplete) || /e-?mail|login/i.test(field.name);
}

function inventedText(field: HtmlField): string {
  const words = `${field.autocomplete} ${field.name}`;
  if (/given|first/i.test(words)) return 'Conform';
  if (/family|last|sur/i.test(words)) return 'Tester';
  if (!field.required) return '';
  return field.type === 'tel' ? '+35700000000' : 'Conform';
}
