import { application } from '@ledger/domain/asset/testing/application.js';
import { evolveTitle, initialTitle } from '@ledger/domain/title/title.state.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import {
  bank,
  buyer,
  claimed,
  fact,
  granted,
  lender,
  now,
  opened,
  otherBuyer,
  pledged,
  released,
  today,
} from '@ledger/domain/title/testing/title-samples.js';
import { concernOf } from './concern.js';

const applied = application({ applicantPartyId: bank });
const rights = applied.rights.map((line) => ({ ...line, holders: [{ partyId: bank }] }));
const own = { application: { ...applied, rights } };
const concern = (events: readonly TitleEvent[], licensees: readonly string[] = []) =>
  Object.fromEntries(concernOf(own, titleOf(events), { licenseePartyIds: licensees }, now));
const titleOf = (events: readonly TitleEvent[]) => events.reduce(evolveTitle, initialTitle());

describe('whom an asset concerns', () => {
  it('is who applied, before there is a title', () =>
    expect(concern([])).toEqual({ [bank]: 'applicant' }));

  it('is, before there is a title, whoever is stated to hold a right', () => {
    const joint = rights.map((line) => ({ ...line, holders: [{ partyId: buyer }] }));
    const stated = { application: { ...applied, rights: joint } };
    const concerned = concernOf(stated, initialTitle(), { licenseePartyIds: [] }, now);
    expect(Object.fromEntries(concerned)).toEqual({ [bank]: 'applicant', [buyer]: 'holder' });
  });

  it('is, of an objection, its registrar and its objector, too', () => {
    const objection = { reasons: '异议', stage: 'registered', on: today } as const;
    const objected = {
      application: { ...applied, registrarPartyId: otherBuyer },
      objections: [{ ...objection, objectorPartyId: buyer }],
    };
    const matter = { licenseePartyIds: [], objectionNo: 1 };
    expect(Object.fromEntries(concernOf(objected, titleOf([opened()]), matter, now))).toEqual({
      [otherBuyer]: 'registrar',
      [buyer]: 'objector',
      [bank]: 'holder',
    });
  });

  it('is its holders, grantees, buyers and pledgees, each once on the gravest ground', () => {
    expect(concern([opened(), granted('grant-1')], [buyer, otherBuyer])).toEqual({
      [bank]: 'holder',
      [buyer]: 'grantee',
      [otherBuyer]: 'licensee',
    });
    expect(concern([opened(), pledged(1)], [lender])).toEqual({
      [bank]: 'holder',
      [lender]: 'pledgee',
    });
    expect(concern([opened(), claimed(1)])).toMatchObject({ [lender]: 'claimant' });
  });

  it('is nobody any more whose right has ended', () => {
    const events = [opened(), granted('grant-1'), pledged(1), released(1)];
    expect(concern(events)).not.toHaveProperty(lender);
    const ended = fact('GrantEnded', { grantId: 'grant-1', reason: '到期', on: today });
    expect(concern([...events, ended])).toEqual({ [bank]: 'holder' });
  });
});
