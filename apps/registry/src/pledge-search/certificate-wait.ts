import { pledgeSearchKind } from '@ledger/domain/pledge-search/pledge-search.decider.js';
import {
  type PledgeSearchState,
  pledgeSearchStream,
} from '@ledger/domain/pledge-search/pledge-search.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { certificateWaitMs } from './pledge-search.tokens.js';

const lookEveryMs = 50;

/** Searches with their certificates, which a process makes. */
@Injectable()
export class CertificateWait {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** As it stands now; a number that nobody was given is a search that is not there. */
  async look(no: string): Promise<PledgeSearchState> {
    return (await this.loop.load(pledgeSearchKind, pledgeSearchStream(no))).state;
  }

  /** Waits, bounded, until the certificate is there. */
  async of(no: string, state: PledgeSearchState): Promise<PledgeSearchState> {
    let found = state;
    const from = performance.now();
    while (found.certificate === undefined && performance.now() - from < certificateWaitMs) {
      await delay(lookEveryMs);
      found = await this.look(no);
    }
    return found;
  }
}
