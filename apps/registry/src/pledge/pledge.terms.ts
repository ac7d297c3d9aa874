import { moneyOf } from '@ledger/contracts/money.dto.js';
import type {
  ExternalRegistrationDto,
  RegisterPledgeDto,
} from '@ledger/contracts/pledge/pledge.dto.js';
import type { ExternalRegistration, PledgeTerms } from '@ledger/domain/title/title.events.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** The terms of a pledge as the rules judge them. */
export const pledgeTermsOf = (body: RegisterPledgeDto): PledgeTerms => ({
  kind: body.kind,
  amount: moneyOf(body.amount),
  until: body.until,
  contractDigest: body.contractDigest,
  legalForm: body.legalForm ?? 'rightsPledge',
  externalRegistration: externalOf(body.externalRegistration),
  licensingStaysOpen: body.licensingStaysOpen ?? false,
});

/** A registration elsewhere is named in full or not at all. */
const externalOf = (dto: ExternalRegistrationDto | undefined): ExternalRegistration => {
  const { registered = false, register, number, registeredAt } = dto ?? {};
  const named = [register, number, registeredAt];
  if (!registered && named.every((part) => part === undefined)) return { registered: false };
  if (!registered || register === undefined || number === undefined || registeredAt === undefined) {
    throw incomplete();
  }
  return { registered, register, number, registeredAt };
};

const incomplete = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'body',
        pointer: '/externalRegistration',
        zh: '已在他处登记的，须同时写明 register、number、registeredAt；未登记的，三者都不写',
        en: 'where registered, give register, number and registeredAt; otherwise none of them',
      },
    ],
  });
