import type { TransferPartDto } from '@ledger/contracts/title/title-disposal.dto.js';
import type { TransferPart } from '@ledger/domain/title/disposal.commands.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** A part is of the share, of the purposes or of the fields: one of these. */
export const partOf = (dto: TransferPartDto | undefined): TransferPart | undefined => {
  if (dto === undefined) return undefined;
  const { share, purposes, fields } = dto;
  const stated = [share, purposes, fields].filter((one) => one !== undefined);
  if (stated.length === 1) {
    if (share !== undefined) return { share };
    if (purposes !== undefined) return { purposes };
    if (fields !== undefined) return { fields };
  }
  throw problem('invalid_request', {
    errors: [
      {
        in: 'body',
        pointer: '/part',
        zh: 'part 须且只须写明 share、purposes、fields 之一；转让全部的不写 part',
        en: 'give one of share, purposes and fields; leave part out to transfer all',
      },
    ],
  });
};
