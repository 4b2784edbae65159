/** What is wrong with one setting of a white label. */
export interface BrokerFault {
  /** Dotted path, as the seed file writes it: `screens.successUrl`, `accountOffers.0.id`. */
  readonly field: string;
  /** What is wrong, in words that go on from the field’s name. */
  readonly reason: string;
}
