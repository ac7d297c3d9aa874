import type { LifeEvent, Procedure } from '@ledger/domain/asset/life.events.js';
import { addDays } from '@ledger/domain/calendar.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { AssetView } from './asset.view.js';

type Due = Pick<AssetView, 'dueOn' | 'dueState'>;
type Changes = Partial<Omit<AssetView, 'lastPosition'>>;

/** Nothing falls due by itself. */
export const noDue: Due = { dueOn: null, dueState: null };

/** When silence accepts an application. */
export const silenceOf = (procedure: Procedure | undefined): Due =>
  procedure?.ifSilent === undefined
    ? noDue
    : { dueOn: procedure.ifSilent.acceptedOn, dueState: 'accepted' };

/** Until when a registration is valid, and from when it has lapsed. */
export const expiryOf = (validUntil: string | undefined): Due & Pick<AssetView, 'validUntil'> =>
  validUntil === undefined
    ? { validUntil: null, ...noDue }
    : { validUntil, dueOn: addDays(validUntil, 1), dueState: 'expired' };

/** What a fact of an asset's life changes in its row. */
export const lifeChanges = (
  event: Exclude<RecordedOf<LifeEvent>, { readonly type: 'ApplicationDrafted' }>,
): Changes => {
  switch (event.type) {
    case 'ApplicationReturned': {
      const { supplementBy } = event.data;
      const due: Due =
        supplementBy === undefined
          ? noDue
          : { dueOn: addDays(supplementBy, 1), dueState: 'withdrawn' };
      return { state: 'returned', ...due };
    }
    case 'ApplicationSupplemented': {
      const { description, rights, circumstances = null, warnings, procedure } = event.data;
      const said = { ...describedBy(description), rights, circumstances, warnings };
      return { state: 'submitted', ...said, ...silenceOf(procedure) };
    }
    case 'ApplicationWithdrawn':
      return { state: 'withdrawn', ...noDue };
    case 'ApplicationPublicised': {
      const { from, until, reviewBy, withheldReason = null } = event.data;
      const publicity = { publicityFrom: from, publicityUntil: until, withheldReason };
      return { state: 'publicised', ...publicity, ...(reviewBy && { reviewBy }) };
    }
    case 'SupplementRequested':
    case 'ReviewSupplemented':
    case 'ReviewExtended':
    case 'ObjectionDismissed': {
      const { reviewBy } = event.data;
      return reviewBy === undefined ? {} : { reviewBy };
    }
    case 'RegistrationChanged':
      return { ...describedBy(event.data.description), warnings: event.data.warnings };
    case 'RegistrationCorrected':
      return correctedBy(event.data);
    case 'RegistrationRenewed':
      return expiryOf(event.data.validUntil);
    case 'RegistrationSuspended':
      return { state: 'suspended' };
    case 'RegistrationRestored':
      return { state: 'registered' };
    case 'RegistrationCancelled':
      return { state: 'cancelled', ...noDue };
    case 'RegistrationRevoked':
      return { state: 'revoked', ...noDue };
    case 'RegistrationExpired':
      return { state: 'expired', ...noDue };
    case 'ObjectionRaised':
    case 'ObjectionAnswered':
    case 'ObjectionUpheld':
    case 'RequestFiled':
    case 'RequestRefused':
    case 'RequestWithdrawn':
    case 'CancellationRequested':
    case 'CancellationRefused':
    case 'CertificateAdjusted':
    case 'RegistrationCorrectionProposed':
    case 'RegistrationCorrectionRejected':
      return {};
  }
};

type Corrected = Extract<LifeEvent, { readonly type: 'RegistrationCorrected' }>['data'];

const correctedBy = ({ description, warnings }: Corrected): Changes => ({
  ...describedBy(description),
  ...(warnings && { warnings }),
});

const describedBy = (description: AssetView['description']): Changes => ({
  description,
  industry: description.industry ?? null,
  source: description.source,
  category: description.category ?? null,
  grade: description.grade ?? null,
});
