import type { Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import type { PledgeSearchEvent } from './pledge-search.events.js';
import {
  evolvePledgeSearch,
  initialPledgeSearch,
  type PledgeSearchState,
} from './pledge-search.state.js';

type DataOf<Type extends PledgeSearchEvent['type']> = Extract<
  PledgeSearchEvent,
  { readonly type: Type }
>['data'];

export type PledgeSearchCommand =
  | {
      readonly type: 'RecordPledgeSearch';
      readonly data: Omit<DataOf<'PledgeSearched'>, 'searcherPartyId'>;
      readonly meta: Meta;
    }
  | {
      readonly type: 'IssueSearchCertificate';
      readonly data: DataOf<'SearchCertificateIssued'>;
      readonly meta: Meta;
    };

/**
 * `search-<no>`. The number is drawn in a serial stream first (pattern 3), so whoever has it is the
 * one who records under it. A certificate is issued once: what comes later changes none of its bytes.
 */
export const pledgeSearchKind: StreamKind<
  PledgeSearchCommand,
  PledgeSearchEvent,
  PledgeSearchState
> = {
  category: 'search',
  decider: {
    initialState: initialPledgeSearch,
    evolve: evolvePledgeSearch,
    decide: (command, state) => {
      switch (command.type) {
        case 'RecordPledgeSearch': {
          if (state.searched !== undefined) return [];
          const { partyId: searcherPartyId } = command.meta.actor;
          return [{ type: 'PledgeSearched', data: { ...command.data, searcherPartyId } }];
        }
        case 'IssueSearchCertificate':
          if (state.searched === undefined) return refuse('pledge_search_not_found');
          if (state.certificate !== undefined) return [];
          return [{ type: 'SearchCertificateIssued', data: command.data }];
      }
    },
  },
  schemaVersions: { PledgeSearched: 1, SearchCertificateIssued: 1 },
  eventsMax: 2,
};
