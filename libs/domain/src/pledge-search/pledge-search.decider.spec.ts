import type { Meta } from '../decider.js';
import { specOf } from '../testing/decider-spec.js';
import { pledgeSearchKind } from './pledge-search.decider.js';
import type { PledgeSearchEvent } from './pledge-search.events.js';
import { isSearchNo, searchNo } from './pledge-search.state.js';

const given = specOf(pledgeSearchKind.decider);
const no = searchNo('2026-11', 7, '5B7D3C21A9F04E68');
const meta: Meta = {
  actor: { person: 'token-1', partyId: 'lender', role: 'lender' },
  now: '2026-11-22T02:00:00.000Z',
};
const found = {
  no,
  query: { kind: 'asset', assetId: 'asset-1' },
  purpose: '贷前调查',
  searchedAt: meta.now,
  asOf: 41,
  finding: 'none',
  resultDigest: 'a'.repeat(64),
} as const;
const record = { type: 'RecordPledgeSearch', data: found, meta } as const;
const searched: PledgeSearchEvent = {
  type: 'PledgeSearched',
  data: { ...found, searcherPartyId: 'lender' },
};
const certificate = { no, certificateDigest: 'b'.repeat(64), treeSize: 42, keyId: 'key-1' };
const issue = { type: 'IssueSearchCertificate', data: certificate, meta } as const;
const issued: PledgeSearchEvent = { type: 'SearchCertificateIssued', data: certificate };

describe('a search', () => {
  it('is recorded once, with who asked', () => {
    given().when(record).then(searched);
    given(searched).when(record).thenNothing();
  });

  it('has one certificate, whatever is made of it later', () => {
    given(searched).when(issue).then(issued);
    const other = { ...issue, data: { ...certificate, certificateDigest: 'c'.repeat(64) } };
    given(searched, issued).when(other).thenNothing();
  });

  it('that nobody made has none', () => given().when(issue).thenRefused('pledge_search_not_found'));
});

describe('the number', () => {
  it('has month, serial and a mark, and other texts are none', () => {
    expect(no).toBe('PS202611000007-5B7D3C21A9F04E68');
    const texts = [no, no.toLowerCase(), no.slice(0, -1), `${no}0`, '', 'PS202611000007'];
    expect(texts.map(isSearchNo)).toEqual([true, false, false, false, false, false]);
  });
});
