/** The reasons for which the market's figures are not told. Stable for ever: part of the API. */
export type MarketRefusal =
  /** The span ends before it begins, or is longer than is told at once. */
  | 'market_span_wrong'
  /** Too few deals, sellers or buyers are found: single prices would tell whose they are. */
  | 'market_comparables_few';
