/** One field of a form, as far as a trader sees what it is for. */
export interface ScreenField {
  readonly tag: string;
  /** In lower case. */
  readonly type: string;
  readonly name: string;
  readonly autocomplete: string;
  readonly inputMode: string;
  readonly required: boolean;
  readonly checked: boolean;
  readonly value: string;
  /** Of a group of radio buttons: whether one of them is chosen. */
  readonly isGroupChosen: boolean;
  /** Values of a `select` that mean something. */
  readonly options: readonly string[];
}

/** What a trader wants to enter; what is left out is invented. */
export interface TraderEntry {
  readonly email?: string;
  readonly password?: string;
  /** Where a new password is chosen beside the present one; `password` when left out. */
  readonly newPassword?: string;
  readonly keepMeLoggedIn?: boolean;
  readonly amount?: string;
}

export type FieldPlan =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'choose'; readonly option: string }
  | { readonly kind: 'check' }
  | { readonly kind: 'leave' };

const LEAVE: FieldPlan = { kind: 'leave' };
const KEEP_ME = /keep|remember|stay|persist/i;

/** What to do with a field, by what it is and not by how this bridge names it. */
export function planField(field: ScreenField, entry: TraderEntry): FieldPlan {
  if (field.tag === 'select') return planSelect(field);
  const hints = `${field.autocomplete} ${field.name}`;
  switch (field.type) {
    case 'checkbox': {
      const wanted = field.required || (entry.keepMeLoggedIn === true && KEEP_ME.test(field.name));
      return wanted && !field.checked ? { kind: 'check' } : LEAVE;
    }
    case 'radio':
      return field.isGroupChosen ? LEAVE : { kind: 'check' };
    case 'password': {
      const isNew = /new/i.test(hints);
      return type((isNew ? entry.newPassword : undefined) ?? entry.password ?? '');
    }
    case 'file':
    case 'button':
    case 'submit':
    case 'reset':
    case 'image':
      return LEAVE;
    default:
      return planText(field, hints, entry);
  }
}

function planSelect({ value, options }: ScreenField): FieldPlan {
  const [option] = options;
  return value === '' && option !== undefined ? { kind: 'choose', option } : LEAVE;
}

function planText(
  { type: kind, inputMode, required, value }: ScreenField,
  hints: string,
  entry: TraderEntry,
): FieldPlan {
  const isEmail = kind === 'email' || inputMode === 'email' || /e-?mail|\busername\b/i.test(hints);
  if (isEmail) return type(entry.email ?? value);
  if (/amount/i.test(hints) || inputMode === 'decimal') return type(entry.amount ?? value);
  if (value !== '') return LEAVE;
  if (/given|first/i.test(hints)) return type('Conform');
  if (/family|last|sur/i.test(hints)) return type('Tester');
  if (!required) return LEAVE;
  if (kind === 'date') return type('1990-01-01');
  if (kind === 'tel' || /\btel|phone/i.test(hints)) return type('+35700000000');
  if (kind === 'number' || inputMode === 'numeric') return type('1');
  return type('Conform');
}

function type(text: string): FieldPlan {
  return text === '' ? LEAVE : { kind: 'type', text };
}
