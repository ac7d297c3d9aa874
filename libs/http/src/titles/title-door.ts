import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { Refused, refuse } from '@ledger/domain/refusal.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { Reader } from '@ledger/domain/title/title.sight.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import { problem } from '../problems/http-problem.js';
import { TitleParties } from './title-parties.js';

export type HandleTitle = Handle<TitleCommand, TitleEvent, Title>;

/**
 * The way to a title. Between an asset's registration and the opening of its title by a process, it
 * answers `title_opening` (503, to be tried again) to those whom the application names; to others,
 * and where nothing is registered, the title is not there.
 */
export class TitleDoor {
  private readonly inner: HandleTitle;
  /** Titles with the parties that they name. */
  readonly parties: TitleParties;

  constructor(private readonly loop: CommandLoop) {
    this.inner = loop.handler(titleKind);
    this.parties = new TitleParties(loop);
  }

  /** Runs a command of a route, with what the parties' own streams say of them (pattern 2). */
  readonly handle: HandleTitle = async (stream, command, context) => {
    const { partyId: acting } = context.actor;
    const { facts } = await this.parties.look(command.data.assetId, { partyIds: [acting] });
    const informed = (
      facts.length === 0 ? command : { ...command, data: { ...command.data, parties: facts } }
    ) as typeof command;
    try {
      return await this.inner(stream, informed, context);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'title_not_found') throw error;
      const { partyId, role } = context.actor;
      return this.closed(command.data.assetId, { partyId, roles: [role] });
    }
  };

  /** Says why a reader finds no title. Never returns. */
  async closed(assetId: string, reader: Reader): Promise<never> {
    const stream = titleStream(assetId);
    const asset = assetStream(assetId);
    const view = await this.loop.view([
      { kind: titleKind, stream },
      { kind: assetKind, stream: asset },
    ]);
    const isOpen = view.of(titleKind, stream).version > 0;
    if (!isOpen && isOpeningFor(view.of(assetKind, asset).state, reader)) {
      throw problem('title_opening', { retryAfterSeconds: 1 });
    }
    return refuse('title_not_found');
  }
}

const isOpeningFor = ({ status, application }: AssetState, { partyId, roles }: Reader): boolean => {
  if (status !== 'registered' || application === undefined) return false;
  const { registrarPartyId, applicantPartyId, rights } = application;
  const holders = rights.flatMap((line) => line.holders.map((holder) => holder.partyId));
  const named = [registrarPartyId, applicantPartyId, ...holders].includes(partyId);
  return roles.includes('auditor') || (named && roles.some((role) => role !== 'admin'));
};
