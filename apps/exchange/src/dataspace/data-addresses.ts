import type { DataAddress } from '@ledger/contracts/dataspace/read-message.js';
import type { DataEndpoint } from '@ledger/domain/dataspace/transfer.events.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SealedSecrets } from './sealed-secrets.js';

/**
 * Data addresses: where data is stands in the log, what opens the door there lies sealed beside it
 * and may be lost without losing a fact.
 */
@Injectable()
export class DataAddresses {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(SealedSecrets) private readonly secrets: SealedSecrets,
  ) {}

  /** Seals the properties of an address under a name, and answers what may stand in the log. */
  async keep(name: string, address: DataAddress): Promise<DataEndpoint> {
    const { endpointType, endpoint, properties } = address;
    const isLocked = Object.keys(properties).length > 0;
    if (isLocked) {
      await this.dataSource.query(
        `INSERT INTO side.dataspace_secret (name, sealed) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET sealed = EXCLUDED.sealed`,
        [name, this.secrets.seal(JSON.stringify(properties), name)],
      );
    }
    return {
      endpointType,
      ...(endpoint !== undefined && { endpoint }),
      ...(isLocked && { sealed: name }),
    };
  }

  /** The whole address; `undefined` where what was sealed is no longer there. */
  async open({ endpointType, endpoint, sealed }: DataEndpoint): Promise<DataAddress | undefined> {
    const told = { endpointType, ...(endpoint !== undefined && { endpoint }) };
    if (sealed === undefined) return { ...told, properties: {} };
    const [row] = await this.dataSource.query<{ sealed: Buffer }[]>(
      'SELECT sealed FROM side.dataspace_secret WHERE name = $1',
      [sealed],
    );
    const text = row && this.secrets.open(row.sealed, sealed);
    if (text === undefined) return undefined;
    return { ...told, properties: JSON.parse(text) as Record<string, string> };
  }
}
