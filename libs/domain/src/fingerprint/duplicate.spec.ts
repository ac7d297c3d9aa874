import fc from 'fast-check';
import { assetDecider } from '../asset/asset.decider.js';
import type { AssetEvent } from '../asset/asset.events.js';
import {
  assetId,
  bank,
  partner,
  registrarMeta,
  submitted,
  systemMeta,
} from '../asset/testing/application.js';
import { specOf } from '../testing/decider-spec.js';
import type { ClaimedAsset, ContentClaimEvent } from './claimed-asset.js';
import { claimantsMax, contentClaimKind } from './content-claim.decider.js';
import type { NoteDuplicate, ResolveDuplicate } from './duplicate.rules.js';
import { similarPairKind } from './similar-pair.decider.js';

const onAsset = specOf(assetDecider);
const onClaim = specOf(contentClaimKind.decider);
const contentDigest = 'ab'.repeat(32);

const claimed = (
  id: string,
  applicantPartyId: string,
  registeredPosition: number,
): ClaimedAsset => ({
  assetId: id,
  applicantPartyId,
  registrarPartyId: applicantPartyId,
  registeredPosition,
});
/** A claim; `own` and `silent` are ids of assets. */
const claim = (
  claimant: ClaimedAsset,
  { own = [], silent = [] }: Record<string, readonly string[]> = {},
) => ({
  type: 'ClaimContent' as const,
  data: { contentDigest, claimant, own, silent },
  meta: systemMeta,
});
const first: ContentClaimEvent = {
  type: 'ContentClaimed',
  data: { contentDigest, claimant: claimed('one', bank, 10) },
};

describe('claiming content', () => {
  it('is noticed for the second holder, not for the same one nor for the same asset', () => {
    onClaim()
      .when(claim(claimed('one', bank, 10)))
      .then(first);
    onClaim(first)
      .when(claim(claimed('one', bank, 10)))
      .thenNothing();
    const own = claimed('two', bank, 20);
    onClaim(first)
      .when(claim(own, { own: ['one'] }))
      .then({ type: 'ContentClaimed', data: { contentDigest, claimant: own } });
    const later = claimed('two', partner, 20);
    onClaim(first)
      .when(claim(later))
      .then({
        type: 'ContentClaimedAgain',
        data: { contentDigest, claimant: later, earlier: claimed('one', bank, 10), later },
      });
  });

  it('takes that asset for the later one that was registered later, in whatever order they claim', () => {
    const early = claimed('two', partner, 5);
    onClaim(first)
      .when(claim(early))
      .then({
        type: 'ContentClaimedAgain',
        data: {
          ...{ contentDigest, claimant: early },
          ...{ earlier: early, later: claimed('one', bank, 10) },
        },
      });
  });

  it('is no copy by whoever registered the content first, though another copied it meanwhile', () => {
    const copy = claimed('two', partner, 20);
    const copied: ContentClaimEvent = {
      type: 'ContentClaimedAgain',
      data: { contentDigest, claimant: copy, earlier: claimed('one', bank, 10), later: copy },
    };
    const again = claimed('three', bank, 30);
    onClaim(first, copied)
      .when(claim(again, { own: ['one'] }))
      .then({ type: 'ContentClaimed', data: { contentDigest, claimant: again } });
    const more = claimed('three', partner, 30);
    onClaim(first, copied)
      .when(claim(more, { own: ['two'] }))
      .then({
        type: 'ContentClaimedAgain',
        data: { contentDigest, claimant: more, earlier: claimed('one', bank, 10), later: more },
      });
  });

  it('holds nobody to a registration that was revoked, his own as little as another’s', () => {
    const copy = claimed('two', partner, 20);
    const copied: ContentClaimEvent = {
      type: 'ContentClaimedAgain',
      data: { contentDigest, claimant: copy, earlier: claimed('one', bank, 10), later: copy },
    };
    const claimOf = (claimant: ClaimedAsset, ...silent: readonly string[]) =>
      claim(claimant, { own: claimant.applicantPartyId === bank ? ['one'] : [], silent });
    const third = claimed('three', 'p3', 30);
    onClaim(first)
      .when(claimOf(third, 'one'))
      .then({ type: 'ContentClaimed', data: { contentDigest, claimant: third } });
    onClaim(first, copied)
      .when(claimOf(third, 'one'))
      .then({
        type: 'ContentClaimedAgain',
        data: { contentDigest, claimant: third, earlier: copy, later: third },
      });
    const again = claimed('four', bank, 40);
    onClaim(first, copied)
      .when(claimOf(again, 'one'))
      .then({
        type: 'ContentClaimedAgain',
        data: { contentDigest, claimant: again, earlier: copy, later: again },
      });
  });

  it('bars nobody on account of an in-house record, in whatever order they claim', () => {
    const national = claimed('two', partner, 20);
    onClaim(first)
      .when(claim(national, { silent: ['one'] }))
      .then({ type: 'ContentClaimed', data: { contentDigest, claimant: national } });
    const inHouse = claimed('zero', 'p3', 5);
    onClaim(first)
      .when(claim(inHouse, { silent: ['zero'] }))
      .thenNothing();
    onClaim()
      .when(claim(inHouse, { silent: ['zero'] }))
      .thenNothing();
    const copy = claimed('three', 'p3', 30);
    onClaim(first)
      .when(claim(copy, { silent: ['three'] }))
      .then({
        type: 'ContentClaimedAgain',
        data: { contentDigest, claimant: copy, earlier: claimed('one', bank, 10), later: copy },
      });
  });

  it('is noticed of an in-house copy in a place of its own, which fills nobody’s', () => {
    const copy = claimed('three', 'p3', 30);
    const apart = (registered: readonly ClaimedAsset[]) => ({
      ...claim(copy, { silent: ['three'] }),
      data: { contentDigest, claimant: copy, silent: ['three'], registered },
    });
    const noticed = {
      contentDigest,
      claimant: copy,
      earlier: claimed('one', bank, 10),
      later: copy,
    };
    onClaim()
      .when(apart([claimed('one', bank, 10)]))
      .then({ type: 'ContentClaimedAgain', data: noticed });
    onClaim({ type: 'ContentClaimedAgain', data: noticed })
      .when(apart([claimed('one', bank, 10)]))
      .thenNothing();
    // Noted among the others before there were such places.
    onClaim()
      .when(apart([claimed('one', bank, 10), copy]))
      .thenNothing();
  });

  it('never names one asset twice, nor two of one holder, under any history', () => {
    const asset = fc
      .tuple(fc.nat(8), fc.nat(3))
      .map(([id, party]) => claimed(`a${id}`, `p${party}`, id));
    fc.assert(
      fc.property(fc.array(asset, { maxLength: 30 }), (claimants) => {
        const { initialState, evolve, decide } = contentClaimKind.decider;
        let state = initialState();
        for (const claimant of claimants) {
          const before = state.claimants.length;
          const own = state.claimants
            .filter(({ applicantPartyId }) => applicantPartyId === claimant.applicantPartyId)
            .map(({ assetId }) => assetId);
          for (const event of decide(claim(claimant, { own }), state)) {
            if (event.type === 'ContentClaimedAgain') {
              const { earlier, later } = event.data;
              expect(earlier.applicantPartyId).not.toBe(later.applicantPartyId);
              expect(earlier.registeredPosition).toBeLessThanOrEqual(later.registeredPosition);
            }
            state = evolve(state, event);
          }
          expect(state.claimants.length - before).toBeLessThanOrEqual(1);
        }
        const ids = state.claimants.map((each) => each.assetId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('stops noticing what everybody has', () => {
    const everybody = Array.from({ length: claimantsMax }, (_, index): ContentClaimEvent => ({
      type: 'ContentClaimed',
      data: { contentDigest, claimant: claimed(`a${index}`, `p${index}`, index) },
    }));
    onClaim(...everybody.slice(1))
      .when(claim(claimed('last', 'p', 999)))
      .events();
    onClaim(...everybody)
      .when(claim(claimed('last', 'p', 999)))
      .thenNothing();
  });
});

describe('a similar pair', () => {
  it('is noticed once', () => {
    const data = {
      ...{ earlier: claimed('one', bank, 10), later: claimed('two', partner, 20) },
      ...{ similarityPermille: 870, sketchVersion: 1, policyVersion: 1 },
    };
    const note = { type: 'NoteSimilarPair' as const, data, meta: systemMeta };
    const given = specOf(similarPairKind.decider);
    given().when(note).then({ type: 'SimilarPairNoticed', data });
    given({ type: 'SimilarPairNoticed', data }).when(note).thenNothing();
  });
});

const note = (duplicateId = 'd-1'): NoteDuplicate => ({
  type: 'NoteDuplicate',
  data: { assetId, duplicateId, basis: 'content', similarityPermille: 1_000, policyVersion: 1 },
  meta: systemMeta,
});
const noticed = (duplicateNo = 1, duplicateId = 'd-1'): AssetEvent => ({
  type: 'DuplicateNoticed',
  data: {
    ...{ assetId, registrarPartyId: bank, duplicateNo, duplicateId },
    ...{ basis: 'content', similarityPermille: 1_000, policyVersion: 1 },
  },
});
const resolve = (decision: 'unfounded' | 'upheld', duplicateNo = 1): ResolveDuplicate => ({
  type: 'ResolveDuplicate',
  data: { assetId, duplicateNo, decision, reason: '来源合法' },
  meta: registrarMeta,
});
const resolved = (decision: 'unfounded' | 'upheld'): AssetEvent => ({
  type: 'DuplicateResolved',
  data: { assetId, duplicateNo: 1, duplicateId: 'd-1', decision, reason: '来源合法' },
});

describe('a suspected duplicate', () => {
  it('is numbered within the later asset, each pair once', () => {
    onAsset(submitted()).when(note()).then(noticed());
    onAsset(submitted(), noticed()).when(note()).thenNothing();
    onAsset(submitted(), noticed()).when(note('d-2')).then(noticed(2, 'd-2'));
  });

  it('is decided by the registrar; what was upheld may still be found unfounded', () => {
    onAsset(submitted(), noticed()).when(resolve('upheld')).then(resolved('upheld'));
    onAsset(submitted(), noticed(), resolved('upheld')).when(resolve('upheld')).thenNothing();
    onAsset(submitted(), noticed(), resolved('upheld'))
      .when(resolve('unfounded'))
      .then(resolved('unfounded'));
    onAsset(submitted(), noticed(), resolved('unfounded'))
      .when(resolve('upheld'))
      .thenRefused('duplicate_already_resolved');
  });

  it('is there by its number only, and for the registrar only', () => {
    for (const duplicateNo of [0, 2]) {
      onAsset(submitted(), noticed())
        .when(resolve('upheld', duplicateNo))
        .thenRefused('duplicate_not_found');
    }
    const actor = { ...registrarMeta.actor, partyId: partner };
    onAsset(submitted(), noticed())
      .when({ ...resolve('upheld'), meta: { ...registrarMeta, actor } })
      .thenRefused('asset_not_found');
  });
});
