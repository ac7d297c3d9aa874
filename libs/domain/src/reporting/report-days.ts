import type { VoucherContent } from '../accounting/journal.events.js';
import { firstDayOf, lastDayOf, monthOf } from '../month.js';
import { addMonths, type DateText } from '../calendar.js';

type Dated = Pick<VoucherContent, 'date' | 'month' | 'kind' | 'concernsMonth' | 'restates'>;

/**
 * The day on which a voucher counts in the ledgers: its date, or the nearest day of the month whose
 * journal it stands in. A fact of a closed month counts in the month that took it.
 */
export const accountingDate = ({ date, month }: Dated): DateText => {
  if (date < firstDayOf(month)) return firstDayOf(month);
  const last = lastDayOf(month);
  return date > last ? last : date;
};

/** The month that a voucher restates, `yyyy-MM`; absent: none. A year is restated at its end. */
export const restatedMonth = ({ kind, concernsMonth, restates }: Dated): string | undefined => {
  if (kind !== 'restatement') return undefined;
  return concernsMonth ?? (restates && `${String(restates.year).padStart(4, '0')}-12`);
};

/**
 * The day on which the statutory tables show it: the last of the month that it restates (CAS 28,
 * 追溯重述), for anything else the accounting date.
 */
export const reportDate = (voucher: Dated): DateText => {
  const restated = restatedMonth(voucher);
  return restated === undefined ? accountingDate(voucher) : lastDayOf(restated);
};

/** What a report is of: whole days, both inclusive. */
export type ReportPeriod = { readonly from: DateText; readonly to: DateText };

/**
 * The period to compare with: the year before for what lies within one year and begins with it or
 * is it, otherwise the same days a year earlier (CAS 30, art. 10: 上年可比期间).
 */
export const comparativeOf = ({ from, to }: ReportPeriod): ReportPeriod => {
  const isMonthEnd = to === lastDayOf(monthOf(to));
  const earlier = addMonths(to, -12);
  return { from: addMonths(from, -12), to: isMonthEnd ? lastDayOf(monthOf(earlier)) : earlier };
};
