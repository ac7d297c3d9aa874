import type { PledgeSearchEvent } from './pledge-search.events.js';

type DataOf<Type extends PledgeSearchEvent['type']> = Extract<
  PledgeSearchEvent,
  { readonly type: Type }
>['data'];

/** A search and, once it is signed, its certificate. */
export type PledgeSearchState = {
  readonly searched?: DataOf<'PledgeSearched'>;
  readonly certificate?: DataOf<'SearchCertificateIssued'>;
};

export const initialPledgeSearch = (): PledgeSearchState => ({});

export const evolvePledgeSearch = (
  state: PledgeSearchState,
  { type, data }: PledgeSearchEvent,
): PledgeSearchState => {
  switch (type) {
    case 'PledgeSearched':
      return { searched: data };
    case 'SearchCertificateIssued':
      return { ...state, certificate: data };
  }
};

/** The stream of a search. */
export const pledgeSearchStream = (no: string): string => `search-${no}`;

/** The serial of a month's searches, `yyyy-MM` in Shanghai. */
export const searchSeries = (month: string): string => `pledge-search-${month}`;

/**
 * `PS`, year and month, six digits without gaps, and a mark that cannot be guessed: the certificate
 * is public to whoever holds its number, and numbers that follow one another must not open others.
 */
export const searchNo = (month: string, serial: number, mark: string): string =>
  `PS${month.replace('-', '')}${String(serial).padStart(6, '0')}-${mark}`;

const form = /^PS\d{12}-[0-9A-F]{16}$/;

/** Whether a text can be a number at all. */
export const isSearchNo = (text: string): boolean => form.test(text);
