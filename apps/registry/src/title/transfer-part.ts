import type { TransferPartDto } from '@ledger/contracts/title/title-disposal.dto.js';
import type { TransferPart } from '@ledger/domain/title/disposal.commands.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** A part is of the share or of the purposes: one of the two. */
export const partOf = (dto: TransferPartDto | undefined): TransferPart | undefined => {
  if (dto === undefined) return undefined;
  const { share, purposes } = dto;
  if (share !== undefined && purposes === undefined) return { share };
  if (purposes !== undefined && share === undefined) return { purposes };
  throw problem('invalid_request', {
    errors: [
      {
        in: 'body',
        pointer: '/part',
        zh: 'part 须且只须写明 share 或 purposes 之一；转让全部的不写 part',
        en: 'give either share or purposes; leave part out to transfer all',
      },
    ],
  });
};
