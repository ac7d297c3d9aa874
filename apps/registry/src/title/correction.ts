import { present } from '@ledger/contracts/present.js';
import type { CorrectionChangeDto } from '@ledger/contracts/title/title-correction.dto.js';
import type { Correction } from '@ledger/domain/title/disposal.events.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** A correction as the rules judge it; what belongs to the other kind of thing is a 400. */
export const correctionOf = (
  of: Correction['of'],
  id: string,
  change: CorrectionChangeDto,
): Correction => {
  const { from, until } = change;
  const { basis, proofDigest, purposes, fields, territory, remarks, shares } = change;
  const { authority, documentDigest, documentNumber } = change;
  const ofEntry = present({ basis, proofDigest, purposes, fields, territory, remarks, shares });
  const ofBar = present({ authority, documentDigest, documentNumber });
  const period = present({ from, until });
  const [strange] = Object.keys(of === 'entry' ? ofBar : ofEntry);
  if (strange !== undefined) throw outOfPlace(strange);
  return of === 'entry'
    ? { of, id, change: { ...period, ...ofEntry } }
    : { of, id, change: { ...period, ...ofBar } };
};

const outOfPlace = (field: string) =>
  problem('invalid_request', {
    errors: [
      {
        in: 'body',
        pointer: `/change/${field}`,
        zh: '该字段不属于所更正的事项',
        en: 'what is corrected has no such field',
      },
    ],
  });
