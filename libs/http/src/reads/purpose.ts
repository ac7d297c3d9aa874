import { problem } from '../problems/http-problem.js';

/** A lender did not say why he asks (400). */
export const purposeMissing = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/purpose',
        zh: '贷款人须在 purpose 中说明查询目的',
        en: 'a lender states in `purpose` why he asks',
      },
    ],
  });
