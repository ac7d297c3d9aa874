import { moneyOf } from '@ledger/contracts/money.dto.js';
import type { CorrectPledgeDto } from '@ledger/contracts/pledge/pledge-corrections.dto.js';
import type { EnforcementSaidDto } from '@ledger/contracts/pledge/pledge-life.dto.js';
import type {
  ExternalRegistrationDto,
  RegisterPledgeDto,
} from '@ledger/contracts/pledge/pledge.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { ExternalRegistration, PledgeTerms } from '@ledger/domain/title/title.events.js';
import { problem } from '@ledger/http/problems/http-problem.js';

/** The terms of a pledge as the rules judge them. */
export const pledgeTermsOf = (body: RegisterPledgeDto): PledgeTerms => ({
  kind: body.kind,
  amount: moneyOf(body.amount),
  until: body.until,
  contractDigest: body.contractDigest,
  // Credit enhancement is told apart before any rule looks at terms: it has none.
  legalForm: formOf(body),
  externalRegistration: externalOf(body.externalRegistration),
  licensingStaysOpen: body.licensingStaysOpen ?? false,
  ...present({ object: body.object, capCovers: body.capCovers, claimsUntil: body.claimsUntil }),
});

/** 无质押增信: a loan that no pledge secures. */
export const isEnhancement = ({ legalForm }: RegisterPledgeDto): boolean =>
  legalForm === 'creditEnhancement';

const formOf = ({ legalForm = 'rightsPledge' }: RegisterPledgeDto): PledgeTerms['legalForm'] =>
  legalForm === 'creditEnhancement' ? 'other' : legalForm;

/** A registration elsewhere is named in full or not at all. */
export const externalOf = (dto: ExternalRegistrationDto | undefined): ExternalRegistration => {
  const { registered = false, register, channel, number, registeredAt } = dto ?? {};
  const named = [register, channel, number, registeredAt];
  if (!registered && named.every((part) => part === undefined)) return { registered: false };
  if (!registered || register === undefined || number === undefined || registeredAt === undefined) {
    throw incomplete();
  }
  return { registered, register, number, registeredAt, ...present({ channel }) };
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

/** An enforcement as the rules judge it. */
export const enforcementSaid = (body: EnforcementSaidDto) => ({
  ground: body.ground,
  method: body.method,
  proceeds: moneyOf(body.proceeds),
  claims: body.claims.map(({ costs, interest, principal, ...claim }) => ({
    ...claim,
    ...{ costs: moneyOf(costs), interest: moneyOf(interest), principal: moneyOf(principal) },
  })),
  documentDigest: body.documentDigest,
});

/** What was wrong and what is right, as the rules judge it. */
export const correctionSaid = (body: CorrectPledgeDto) => {
  const { correctedEvent, reason, claims, documentDigest, terms, enforcement } = body;
  const right = present({
    claims: claims && moneyOf(claims),
    documentDigest,
    terms: terms && correctedTerms(terms),
    enforcement: enforcement && enforcementSaid(enforcement),
  });
  return { correctedEvent, ...right, reason };
};

const correctedTerms = (terms: NonNullable<CorrectPledgeDto['terms']>) => {
  const { increase, externalRegistration, ...others } = terms;
  return present({
    ...others,
    increase: increase && moneyOf(increase),
    externalRegistration: externalRegistration && externalOf(externalRegistration),
  });
};
