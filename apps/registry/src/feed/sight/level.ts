import { categoryOf, type RecordedEvent } from '@ledger/event-store/event.js';
import { type Ground, type Level, levels } from './ground.js';

/** What becomes of an asset, for those who are concerned but do not take part in its registration. */
const lifeOfAnAsset: ReadonlySet<string> = new Set([
  'AssetRegistered',
  'CertificateIssued',
  'CertificateAdjusted',
  'RegistrationChanged',
  'RegistrationCorrected',
  'RegistrationRenewed',
  'RegistrationSuspended',
  'RegistrationRestored',
  'RegistrationCancelled',
  'RegistrationRevoked',
  'RegistrationExpired',
  'AssetReclassified',
  'QualityAssessed',
  'SourcesAdopted',
  'DuplicateNoticed',
  'DuplicateResolved',
]);

/** What any lender may know of a title: entries, bars, pledges. */
const encumbrances: ReadonlySet<string> = new Set([
  'TitleOpened',
  'HoldingRecorded',
  'HoldingEnded',
  'PledgeRegistered',
  'PledgeClaimed',
  'PledgeConfirmed',
  'PledgeDeclined',
  'PledgeClaimLapsed',
  'PledgeReleased',
  'PledgeAmended',
  'PledgeExtended',
  'PledgeAssigned',
  'PledgeSubordinated',
  'ClaimsFixed',
  'PledgeObjectionRaised',
  'PledgeObjectionPursued',
  'PledgeObjectionWithdrawn',
  'PledgeObjectionLapsed',
  'PledgeCancelledByOrder',
  'PledgeLapsed',
  'PledgeEnforced',
  'PledgeReleaseCorrected',
  'ClaimsFixingCorrected',
  'PledgeCancellationCorrected',
  'PledgeTermsCorrected',
  'PledgeAssignmentCorrected',
  'PledgeSubordinationCorrected',
  'PledgeEnforcementCorrected',
  'PledgeClearingCorrected',
  'RightTransferred',
  'RegistrationReserved',
  'RegistrationReservationEnded',
  'BarRaised',
  'BarLifted',
  'BarExtended',
  'TitleCorrected',
  'TitleClosed',
  'SuccessionNoted',
]);

/** Bars stand in the way of a grantee too. */
const bars: ReadonlySet<string> = new Set(['BarRaised', 'BarLifted', 'BarExtended', 'TitleClosed']);

/** What a lender rests on, and that he no longer may. */
const appraisals: ReadonlySet<string> = new Set([
  'ValuationRecorded',
  'ValuationSuperseded',
  'ValuationWithdrawn',
  'AppraisalChosen',
]);

type Told = Level | undefined;

const given = (isShown: boolean, level: Level): Told => (isShown ? level : undefined);

/**
 * How much of an event a ground shows; undefined: nothing. `isParty`: the event is about the very
 * reason for the ground, e.g. the release of the reader's own pledge.
 */
export const levelOf = (
  { kind }: Ground,
  { stream, type }: Pick<RecordedEvent, 'stream' | 'type'>,
  isParty: boolean,
): Told => {
  const category = categoryOf(stream);
  switch (kind) {
    case 'registrar':
    case 'holder':
    case 'side':
    case 'manager':
    case 'accountant':
    case 'operator':
      return levels.full;
    case 'everyone':
      return levels.facts;
    case 'addressee':
      return given(isParty, levels.full);
    case 'appraiser':
      if (category === 'valuation') return levels.full;
      return given(category === 'asset' && lifeOfAnAsset.has(type), levels.facts);
    case 'grantee':
      if (category === 'title') {
        return isParty ? levels.facts : given(bars.has(type), levels.outline);
      }
      return given(category === 'asset' && lifeOfAnAsset.has(type), levels.facts);
    case 'lender':
      if (category === 'asset') return given(lifeOfAnAsset.has(type), levels.facts);
      if (category === 'valuation') return given(appraisals.has(type), levels.facts);
      return onTitle(category, type, isParty);
    case 'claimant':
      return onTitle(category, type, isParty);
    case 'anyLender':
      return onTitle(category, type, false);
  }
};

const onTitle = (category: string, type: string, isParty: boolean): Told => {
  if (category !== 'title') return undefined;
  return isParty ? levels.facts : given(encumbrances.has(type), levels.outline);
};
