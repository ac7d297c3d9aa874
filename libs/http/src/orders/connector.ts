/** What the catalogue says of the connector through which this exchange trades in dataspaces. */
export interface OwnConnector {
  readonly participantId: string;
  /** Base address of the protocol. Throws `unavailable` where no address is configured. */
  readonly base: string;
}

/** Injection token of the `OwnConnector`; the slice of the dataspace provides it. */
export const OWN_CONNECTOR = Symbol('OwnConnector');
