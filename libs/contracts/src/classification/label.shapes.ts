import type { PersonalBasis } from '@ledger/domain/classification/classification.events.js';

/** On what the handling of personal information rests, PIPL art. 13. */
export const personalBases = [
  'consent',
  'contract',
  'legalDuty',
  'publicHealth',
  'publicInterestNews',
  'lawfullyPublished',
  'otherLaw',
] as const satisfies readonly PersonalBasis[];
