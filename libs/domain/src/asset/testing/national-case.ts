import { specOf } from '../../testing/decider-spec.js';
import { assetDecider } from '../asset.decider.js';
import type { AssetEvent } from '../asset.events.js';
import { applicantOn, command, fact, filed } from './national.js';

/** A case under the national scheme, step by step to its registration: what specs begin with. */
export const given = specOf(assetDecider);

const { assetId: _, ...rest } = filed();
export const terms = rest;

/** Filed on Thursday 12 February 2026, two working days before the Spring Festival. */
export const [submitted] = given()
  .when(command('SubmitApplication', terms, applicantOn('2026-02-12')))
  .events() as [AssetEvent];

export const accepted = fact('ApplicationAccepted', {
  ...{ reviewBy: '2026-03-12', calendarVersion: 1 },
});

export const publicised = fact('ApplicationPublicised', {
  ...{ from: '2026-03-02', until: '2026-03-09', reviewBy: '2026-03-19', calendarVersion: 1 },
});

const { registrarPartyId, applicantPartyId, rights } = terms;

export const registered = fact('AssetRegistered', {
  ...{ registrarPartyId, applicantPartyId, rights },
  validUntil: '2031-03-09',
});
