/** An agreement as a trader reads it. */
export interface ShownAgreement {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly url: string;
  /** In hex, of what is behind the address, if the white label said so. */
  readonly documentSha256: string | null;
  /** Of what is shown: who signs names it, so that nobody signs what has changed since. */
  readonly textSha256: string;
}
