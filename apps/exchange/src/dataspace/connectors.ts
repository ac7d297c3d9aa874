import { urnOf } from '@ledger/contracts/dataspace/protocol.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SealedSecrets } from './sealed-secrets.js';

/** Another organisation's connector, as one of ours knows it. */
export interface Connector {
  readonly connectorId: string;
  readonly ownerPartyId: string;
  /** Whose it is, as this register knows the organisation. */
  readonly counterpartyId: string;
  /** What that organisation is called in the dataspace. */
  readonly participantId: string;
  /** What our organisation is called there; absent: by its party id. */
  readonly ownParticipantId?: string;
  /** Base address of the protocol there. */
  readonly address: string;
  /** Whether a credential for it is kept. */
  readonly hasCredential: boolean;
  readonly createdAt: string;
}

type NewConnector = Omit<Connector, 'hasCredential'> & {
  /** Value of the `Authorization` header that it wants to see. */
  readonly authorization?: string;
  readonly fingerprint?: string;
};

/** As it is kept, and whether it was this time that it came. */
type KeptConnector = Connector & {
  readonly fingerprint: string | null;
  readonly isNew: boolean;
};

const columns = `connector_id AS "connectorId", owner_party_id AS "ownerPartyId",
  counterparty_id AS "counterpartyId", participant_id AS "participantId",
  own_participant_id AS "ownParticipantId", address,
  credential IS NOT NULL AS "hasCredential",
  to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"`;

/** Connectors that messages go to: a side store, like keys; what was agreed names what it needs. */
@Injectable()
export class Connectors {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(SealedSecrets) private readonly secrets: SealedSecrets,
  ) {}

  /** Keeps one; where the id is there already, nothing changes. */
  async add(connector: NewConnector): Promise<KeptConnector> {
    const { connectorId, authorization } = connector;
    const credential = authorization && this.secrets.seal(authorization, connectorId);
    const added = await this.dataSource.query<unknown[]>(
      `INSERT INTO side.dataspace_connector (connector_id, owner_party_id, counterparty_id,
         participant_id, address, origin, credential, created_at, fingerprint, own_participant_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (connector_id) DO NOTHING
       RETURNING connector_id`,
      [
        connectorId,
        connector.ownerPartyId,
        connector.counterpartyId,
        connector.participantId,
        connector.address,
        new URL(connector.address).origin,
        credential ?? null,
        connector.createdAt,
        connector.fingerprint ?? null,
        connector.ownParticipantId ?? null,
      ],
    );
    const [kept] = await this.dataSource.query<(Connector & { fingerprint: string | null })[]>(
      `SELECT ${columns}, fingerprint FROM side.dataspace_connector WHERE connector_id = $1`,
      [connectorId],
    );
    if (kept === undefined) throw new Error('A connector that was just kept is gone.');
    return { ...kept, isNew: added.length > 0 };
  }

  async find(connectorId: string, owners: readonly string[]): Promise<Connector | undefined> {
    const [found] = await this.dataSource.query<Connector[]>(
      `SELECT ${columns} FROM side.dataspace_connector
       WHERE connector_id = $1 AND owner_party_id = ANY ($2) AND removed_at IS NULL`,
      [connectorId, owners],
    );
    return found;
  }

  list(owners: readonly string[], limit: number, after: string): Promise<readonly Connector[]> {
    return this.dataSource.query<Connector[]>(
      `SELECT ${columns} FROM side.dataspace_connector
       WHERE owner_party_id = ANY ($1) AND removed_at IS NULL AND connector_id > $2::uuid
       ORDER BY connector_id LIMIT $3`,
      [owners, after, limit],
    );
  }

  /** Forgets one with its credential. */
  async remove(connectorId: string, owners: readonly string[], now: string): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE side.dataspace_connector SET removed_at = coalesce(removed_at, $3), credential = NULL
       WHERE connector_id = $1 AND owner_party_id = ANY ($2)`,
      [connectorId, owners, now],
    );
    return count > 0;
  }

  /**
   * What to present to a connector: the latest credential that this organisation keeps for that one
   * at that origin. A credential never goes to another origin than it was given for.
   */
  async credentialFor(
    ownerPartyId: string,
    counterpartyId: string,
    address: string,
  ): Promise<string | undefined> {
    const [row] = await this.dataSource.query<{ id: string; credential: Buffer }[]>(
      `SELECT connector_id AS id, credential FROM side.dataspace_connector
       WHERE owner_party_id = $1 AND counterparty_id = $2 AND origin = $3
         AND credential IS NOT NULL AND removed_at IS NULL
       ORDER BY created_at DESC, connector_id LIMIT 1`,
      [ownerPartyId, counterpartyId, new URL(address).origin],
    );
    return row && this.secrets.open(row.credential, row.id);
  }

  /**
   * What the two sides are called between them, as the organisation said when it made the other's
   * connector at that origin known; by their party ids where it did not.
   */
  async namesFor(
    ownerPartyId: string,
    counterpartyId: string,
    address: string,
  ): Promise<{ readonly participantId: string; readonly counterpartId: string }> {
    const [row] = await this.dataSource.query<{ own: string | null; theirs: string }[]>(
      `SELECT own_participant_id AS own, participant_id AS theirs FROM side.dataspace_connector
       WHERE owner_party_id = $1 AND counterparty_id = $2 AND origin = $3 AND removed_at IS NULL
       ORDER BY created_at DESC, connector_id LIMIT 1`,
      [ownerPartyId, counterpartyId, new URL(address).origin],
    );
    return {
      participantId: row?.own ?? urnOf(ownerPartyId),
      counterpartId: row?.theirs ?? urnOf(counterpartyId),
    };
  }
}
