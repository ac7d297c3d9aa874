import type { Role } from '../decider.js';
import type { TitleEvent } from '../title/title.events.js';
import { evolveTitle, initialTitle } from '../title/title.state.js';
import { resolved } from '../title/successions.js';
import type { ValuationEvent } from './valuation.events.js';
import { titleEvidence, valuationSight } from './valuation.sight.js';
import { evolveValuations, noValuations } from './valuation.state.js';

const assetId = 'asset';
const at = '2026-03-02T02:00:00.000Z';
const entry = (holdingId: string, right: 'holding' | 'operation', ...partyIds: string[]) => ({
  holdingId,
  right,
  holders: partyIds.map((partyId) => ({ partyId })),
  basis: '自行采集',
  from: '2026-01-01',
});
const title = (
  [
    {
      type: 'TitleOpened',
      data: {
        assetId,
        registrarPartyId: 'registrar',
        inHouse: false,
        entries: [entry('h', 'holding', 'holder'), entry('o', 'operation', 'holder', 'joint')],
      },
    },
    {
      type: 'LenderAuthorised',
      data: {
        assetId,
        authorisationId: 'a',
        holdingId: 'o',
        lenderPartyId: 'lender',
        purpose: 'inspect',
        on: '2026-02-01',
        until: '2026-06-30',
      },
    },
  ] satisfies TitleEvent[]
).reduce(evolveTitle, initialTitle());

const named: ValuationEvent = {
  type: 'AppraiserNamed',
  data: {
    assetId,
    firmPartyId: 'firm',
    holderPartyId: 'holder',
    until: '2026-06-30',
    titleVersion: 1,
  },
};
const valuations = evolveValuations(noValuations, named);

const sight = (partyId: string, role: Role, instant = at) =>
  valuationSight(title, valuations, { partyId, roles: [role] }, instant);

describe('who sees appraisals', () => {
  it.each([
    ['a holder', 'holder', 'manager', 'inside'],
    ['a joint holder', 'joint', 'manager', 'inside'],
    ['the registrar', 'registrar', 'registrar', 'inside'],
    ['the auditor', 'audit', 'auditor', 'inside'],
    ['the named appraiser', 'firm', 'appraiser', 'inside'],
    ['somebody else of the firm', 'firm', 'manager', 'none'],
    ['another appraiser', 'rival', 'appraiser', 'none'],
    ['a lender let in', 'lender', 'lender', 'lender'],
    ['a lender not let in', 'bank', 'lender', 'none'],
    ['another manager', 'other', 'manager', 'none'],
    ['the holder’s administrator', 'holder', 'admin', 'none'],
  ] as const)('%s', (_, partyId, role, sees) => expect(sight(partyId, role)).toBe(sees));

  it('ends with the naming and with the authorisation', () => {
    const last = '2026-06-30T15:59:59.999Z';
    const after = '2026-06-30T16:00:00.000Z';
    expect([sight('firm', 'appraiser', last), sight('lender', 'lender', last)]).toEqual([
      'inside',
      'lender',
    ]);
    expect([sight('firm', 'appraiser', after), sight('lender', 'lender', after)]).toEqual([
      'none',
      'none',
    ]);
  });

  it('is with whoever stands in the firm’s place', () => {
    const seen = (standsFor: readonly string[], partyId = 'heir') =>
      valuationSight(title, valuations, { partyId, roles: ['appraiser'], standsFor }, at);
    expect([seen(['heir', 'firm']), seen(['heir']), seen([], 'firm')]).toEqual([
      'inside',
      'none',
      'none',
    ]);
  });

  it('is not there before the title is', () =>
    expect(
      valuationSight(initialTitle(), noValuations, { partyId: 'holder', roles: ['manager'] }, at),
    ).toBe('none'));
});

describe('what valuation needs of a title', () => {
  it('is its live holders and rights, each once', () => {
    expect(titleEvidence(title, at)).toEqual({
      titleVersion: 2,
      holderPartyIds: ['holder', 'joint'],
      heldFor: ['holder', 'joint'],
      rights: ['holding', 'operation'],
    });
    expect(titleEvidence(initialTitle(), at)).toEqual({
      titleVersion: 0,
      holderPartyIds: [],
      heldFor: [],
      rights: [],
    });
  });

  it('says in whose places the holders stand by now', () => {
    const succession = {
      ...{ assetId, partyId: 'holder', version: 3, on: '2026-03-01' },
      successors: [{ partyId: 'heir' }],
    };
    const told = { ...title, successions: new Map([['holder', succession]]) };
    const { holderPartyIds, heldFor } = titleEvidence(resolved(told, '2026-03-02'), at);
    expect([holderPartyIds, heldFor]).toEqual([
      ['heir', 'joint'],
      ['heir', 'joint', 'holder'],
    ]);
  });
});
