import type {
  ComparableDataDto,
  ComparableDto,
  ComparableRightsDto,
  ComparablesDto,
} from '@ledger/contracts/market/comparable.dto.js';
import { present } from '@ledger/contracts/present.js';
import {
  type Fences,
  fencesOf,
  isOutlier,
  magnitudeOf,
  monthsOfUse,
  qualityBandOf,
} from '@ledger/domain/market/comparable.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import type { GrantTerms } from '@ledger/domain/title/title.events.js';
import type { Comparables, FoundDeal } from './comparables-look.js';

/** Deals as an appraiser reads them: what bears on the price, coarse where it would name a product. */
export const comparablesAnswer = ({
  group: { deals, sellers, buyers, lower, median, upper },
  fenceTenths,
  deals: rows,
  next,
}: Comparables): ComparablesDto => {
  const quartiles = { lower: BigInt(lower), upper: BigInt(upper) };
  const fences = fencesOf(quartiles, fenceTenths);
  return {
    items: rows.map((row) => dealAnswer(row, fences)),
    ...present({ next }),
    group: {
      ...{ deals, sellers, buyers },
      lowerQuartile: fromMinorUnits(quartiles.lower),
      median: fromMinorUnits(BigInt(median)),
      upperQuartile: fromMinorUnits(quartiles.upper),
      lowestUsual: fromMinorUnits(fences.lowest),
      highestUsual: fromMinorUnits(fences.highest),
    },
  };
};

const dealAnswer = (
  { comparableId, month, kind, delivery, isMutual, ...found }: FoundDeal,
  fences: Fences,
): ComparableDto => {
  const { product, terms, net, chargedMonths, sheet } = found;
  return {
    ...{ comparableId, month, kind, delivery },
    ...(product !== null && { product }),
    price: fromMinorUnits(BigInt(net)),
    ...(chargedMonths !== null && { chargedMonths }),
    rights: rightsAnswer(terms),
    data: sheet === null ? {} : dataAnswer(sheet),
    isOutlier: isOutlier(BigInt(net), fences),
    isMutual,
  };
};

const rightsAnswer = (terms: GrantTerms): ComparableRightsDto => ({
  isExclusive: terms.exclusive,
  ...(terms.until !== undefined && { months: monthsOfUse(terms.from, terms.until) }),
  ...present({ territory: terms.territory }),
  isPurposeBound: terms.purposes !== undefined,
  isPartOfFields: terms.fields !== undefined,
  sublicenceDepth: terms.sublicenceDepth,
});

const dataAnswer = ({ volume, quality, ...sheet }: DataSheet): ComparableDataDto => {
  const { form, category, industry, territory, updateFrequency } = sheet;
  const recordsFrom = volume?.records && magnitudeOf(volume.records);
  const qualityFrom = quality && qualityBandOf(quality.score);
  return present({
    ...{ form, category, industry, territory, updateFrequency },
    ...{ recordsFrom, qualityFrom },
  });
};
