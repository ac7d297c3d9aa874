import type { DateText } from '../calendar.js';
import { fromMinorUnits } from '../money.js';
import { endedOn, holdsOn, type Span } from '../title/span.js';
import type { Title } from '../title/title.js';
import type { AppraisedCollateral } from './financing.events.js';
import type { FinancingState } from './financing.state.js';

type Perfected = FinancingState['perfected'];
/** Titles by asset. */
export type TitlesByAsset = ReadonlyMap<string, Title>;

/** The dates on which a pledge of the facility stands on an asset that is still there (art. 390). */
export const securedSpans = (
  perfected: Perfected,
  assetId: string,
  title: Title | undefined,
): readonly Span[] =>
  perfected.flatMap((one): readonly Span[] => {
    const pledge = one.assetId === assetId ? title?.pledges.get(one.pledgeId) : undefined;
    if (pledge?.registered === undefined) return [];
    const { registered, terms, ended } = pledge;
    const span = endedOn({ from: registered.on, until: terms.until }, ended?.on);
    return [endedOn(span, title?.closed?.on)];
  });

/**
 * What covers a facility: an asset counts for its appraisal as long as a pledge of the facility
 * stands on it, and for nothing before that and after it.
 */
export const securing = (
  appraised: readonly AppraisedCollateral[],
  perfected: Perfected,
  titles: TitlesByAsset,
  date: DateText,
): readonly AppraisedCollateral[] =>
  appraised.map((one) => {
    const { assetId, version } = one;
    const spans = securedSpans(perfected, assetId, titles.get(assetId));
    if (spans.some((span) => holdsOn(span, date))) return one;
    return { assetId, value: fromMinorUnits(0n), version, unsecured: true };
  });
