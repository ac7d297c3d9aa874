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

const own = { application: application({ applicantPartyId: bank }) };
const concern = (events: readonly TitleEvent[], licensees: readonly string[] = []) =>
  Object.fromEntries(concernOf(own, events.reduce(evolveTitle, initialTitle()), licensees, now));

describe('whom an asset concerns', () => {
  it('is who applied, before there is a title', () =>
    expect(concern([])).toEqual({ [bank]: 'applicant' }));

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
