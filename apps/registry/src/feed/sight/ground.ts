/** Why somebody may read events of a stream (model, "Who sees what"). */
export type GroundKind =
  | 'registrar'
  | 'holder'
  | 'grantee'
  | 'lender'
  | 'claimant'
  | 'anyLender'
  | 'appraiser'
  | 'side'
  | 'manager'
  | 'accountant'
  /** Sees what is about his own reason, e.g. an alert addressed to him, and nothing else. */
  | 'addressee'
  | 'operator'
  | 'everyone';

/** One reason for one organisation, or for all who wear a hat. */
export type Ground = {
  readonly kind: GroundKind;
  readonly partyId?: string;
  /** Inclusive last day (Shanghai); absent: until it is ended. */
  readonly until?: string;
};

/** What an event means for who may read the events of its subject. */
export type Effect =
  | { readonly is: 'lets in'; readonly reason: string; readonly grounds: readonly Ground[] }
  | { readonly is: 'ends'; readonly reason: string }
  /** A claimant has become a pledgee. */
  | { readonly is: 'confirms'; readonly reason: string }
  /** It is about this reason without changing it: whoever is let in by it is a party to it. */
  | { readonly is: 'concerns'; readonly reason: string }
  /**
   * What persons propose to one another inside their house: nobody else reads it, but for auditors.
   * Theirs who are let in by the reason, or where it is named, that organisation's.
   */
  | { readonly is: 'inner'; readonly reason: string; readonly partyId?: string };

/** Grounds by the reason that gives them; what an `Effect` changes. */
export type Grounds = Readonly<Record<string, readonly Ground[]>>;

/** How much of an event somebody reads; the greater number includes the smaller. */
export const levels = { outline: 1, facts: 2, full: 3 } as const;

/**
 * `outline`: a lender's view of a register, without contracts and without who acted. `facts`: all
 * that happened, without who acted. `full`: with who acted.
 */
export type Level = (typeof levels)[keyof typeof levels];

export const letsIn = (reason: string, ...grounds: readonly Ground[]): readonly Effect[] => [
  { is: 'lets in', reason, grounds },
];

export const ends = (reason: string): readonly Effect[] => [{ is: 'ends', reason }];

export const concerns = (reason: string): readonly Effect[] => [{ is: 'concerns', reason }];

export const inner = (reason: string, partyId?: string): readonly Effect[] => [
  { is: 'inner', reason, ...(partyId === undefined ? {} : { partyId }) },
];
