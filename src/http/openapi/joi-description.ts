/** The part of Joi's own description that is looked at here. */
export interface Described {
  readonly type?: string;
  readonly flags?: { readonly presence?: string; readonly result?: string };
  readonly rules?: readonly object[];
  readonly keys?: Readonly<Record<string, Described>>;
  readonly items?: readonly Described[];
  readonly matches?: readonly { readonly schema?: Described }[];
  readonly patterns?: readonly { readonly rule?: Described }[];
  readonly allow?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly metas?: readonly Readonly<Record<string, unknown>>[];
  readonly dependencies?: readonly Dependency[];
}

export interface Dependency {
  readonly rel: string;
  readonly peers: readonly string[];
  readonly key?: string;
}
