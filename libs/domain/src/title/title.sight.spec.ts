import {
  authorised,
  bank,
  buyer,
  claimed,
  endOf,
  entry,
  fact,
  granted,
  lapsesAfter,
  lender,
  now,
  opened,
  otherBuyer,
  pledged,
  released,
  reserved,
  startOf,
  stranger,
  today,
  titleOf,
} from './testing/title-samples.js';
import type { Role } from '../decider.js';
import type { TitleEvent } from './title.events.js';
import { sightOf } from './title.sight.js';

const sight = (partyId: string, role: Role, past: TitleEvent[], at = now) =>
  sightOf(titleOf(...past), { partyId, roles: [role] }, at);

const atLarge = fact('TitleOpened', {
  registrarPartyId: 'registrar',
  inHouse: false,
  entries: [entry()],
});

describe('who sees a title', () => {
  it('is nobody before it is open', () => expect(sight(bank, 'manager', [])).toBe('none'));

  it('is in full its holders, its registrar and the auditor', () => {
    expect(sight(bank, 'manager', [opened()])).toBe('full');
    expect(sight(bank, 'accountant', [opened()])).toBe('full');
    expect(sight('registrar', 'registrar', [atLarge])).toBe('full');
    expect(sight(stranger, 'auditor', [opened()])).toBe('full');
    expect(sight(stranger, 'registrar', [opened()])).toBe('none');
    expect(sight(bank, 'admin', [opened()])).toBe('none');
  });

  it('is a lender where it is not in-house; in-house only when he is let in', () => {
    expect(sight(lender, 'lender', [atLarge])).toBe('encumbrances');
    expect(sight(lender, 'lender', [opened()])).toBe('none');
    const letIn = [opened(), authorised({ purpose: 'inspect', until: today })];
    expect(sight(lender, 'lender', letIn, endOf(today))).toBe('encumbrances');
    expect(sight(lender, 'lender', letIn, startOf('2026-11-24'))).toBe('none');
  });

  it('stays the lender of a standing pledge or claim, without any authorisation', () => {
    expect(sight(lender, 'lender', [opened(), pledged()])).toBe('encumbrances');
    expect(sight(lender, 'lender', [opened(), pledged(), released()])).toBe('none');
    expect(sight(lender, 'lender', [opened(), claimed()], endOf(lapsesAfter))).toBe('encumbrances');
    expect(sight(lender, 'lender', [opened(), claimed()], startOf('2026-12-22'))).toBe('none');
  });

  it('is a grantee as long as his grant stands or will, and who has a reservation', () => {
    const past = [opened(), granted('grant-1')];
    expect(sight(buyer, 'manager', past)).toBe('own');
    expect(sight(buyer, 'manager', past, endOf('2027-11-30'))).toBe('own');
    expect(sight(buyer, 'manager', past, startOf('2027-12-01'))).toBe('none');
    expect(sight(buyer, 'manager', [opened(), reserved()])).toBe('own');
    expect(sight(otherBuyer, 'manager', [opened(), reserved()])).toBe('none');
  });
});
