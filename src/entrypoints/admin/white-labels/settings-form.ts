import type { WhiteLabelTab } from './tabs.ts';

/** A page about a part of the settings, as a value: its forms, one below the other. */
export interface SettingsPage {
  /** Of its address below the white label too. */
  readonly tab: Exclude<WhiteLabelTab, 'overview' | 'branding' | 'secrets' | 'history'>;
  readonly title: string;
  /** One sentence on what this is about. */
  readonly lead: string;
  readonly forms: readonly [SettingsForm, ...SettingsForm[]];
}

export interface SettingsForm {
  /** Of its address below that of the page; empty for the page's own. */
  readonly at: '' | '/cashier';
  readonly operation: 'updateWhiteLabel' | 'updatePlatform' | 'setCashier';
  /** Where the body of the operation stands in the settings; empty for all of them. */
  readonly root: '' | 'platform' | 'payments.cashier';
  readonly groups: readonly FieldGroup[];
  /** The button's words. */
  readonly submit: string;
}

export type FieldGroup = PlainGroup | ListGroup | OptionalGroup;

interface Worded {
  readonly legend: string;
  readonly hint?: string;
}

export interface PlainGroup extends Worded {
  readonly kind: 'plain';
  readonly fields: readonly SettingField[];
}

/** One after the other, with an empty one at the end. One whose first field is empty is none. */
export interface ListGroup extends Worded {
  readonly kind: 'list';
  /** Dotted path of the list. */
  readonly name: string;
  /** Names are those inside an entry. */
  readonly fields: readonly SettingField[];
}

/** All of it or `null`, as a tick says. */
export interface OptionalGroup extends Worded {
  readonly kind: 'optional';
  /** Dotted path of the whole. */
  readonly name: string;
  readonly tick: string;
  /** Names are those inside the whole. */
  readonly fields: readonly SettingField[];
}

export interface SettingField {
  /** Dotted path, as faults name it. */
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly hint?: string;
  /** Stands where nothing was chosen yet. */
  readonly fallback?: string | boolean;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly suffix?: string;
  /** Empty is `null`. */
  readonly isNullable?: boolean;
  /** May be left empty. */
  readonly isOptional?: boolean;
  /** Shown, and sent, where its neighbour `kind` has this value. */
  readonly onlyFor?: string;
  /** A template whose address is shown with sample values, or a success URL. */
  readonly preview?: 'action' | 'cashier' | 'success';
}

/**
 * `lines`: texts, one a line. `words` and `integers`: several, with commas between them. `secret`: is never shown, and stays
 * when left empty.
 */
export type FieldKind =
  | 'text'
  | 'long-text'
  | 'colour'
  | 'address'
  | 'lines'
  | 'words'
  | 'integer'
  | 'integers'
  | 'tick'
  | 'select'
  | 'secret';

export type Fields = Readonly<Record<string, string>>;
