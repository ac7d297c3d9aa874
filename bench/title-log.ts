import { withClient } from '@ledger/database/connection.js';

/** What a log of titles holds. */
export interface TitleLog {
  readonly assets: number;
  /** Of these, the first so many are pledged and appraised. */
  readonly pledges: number;
  /** Who has all the pledges. */
  readonly lenderPartyId: string;
  /** Who keeps all the titles; absent: each holder his own. */
  readonly registrarPartyId?: string;
}

/** Facts of an asset: applied for, accepted, registered, title opened; and of a pledged one. */
const [plain, pledged] = [4, 7];
/** Assets that one statement lays out. */
const assetsPerStatement = 20_000;

/** The id of the n-th asset, from 0. */
const assetIdSql = `md5('asset' || n)::uuid`;

/**
 * Lays out the lives of assets and their titles behind what the log has, as the owner and without
 * the append function: what is measured afterwards is reading.
 */
export const fillTitles = (url: string, titles: TitleLog): Promise<void> =>
  withClient(url, async (client) => {
    await client.query('SET synchronous_commit = off');
    const found = await client.query<{ head: string }>(
      'SELECT coalesce(max(position), 0) AS head FROM ledger.event',
    );
    const head = Number(found.rows[0]?.head ?? 0);
    const { assets, pledges, lenderPartyId, registrarPartyId = null } = titles;
    for (let from = 0; from < assets; from += assetsPerStatement) {
      const to = Math.min(from + assetsPerStatement, assets) - 1;
      await client.query(lives, [from, to, pledges, lenderPartyId, head, registrarPartyId]);
    }
    await client.query('VACUUM ANALYZE ledger.event');
    // The tables are not what is measured: nobody follows what was laid out.
    await client.query(
      'UPDATE read.checkpoint SET position = (SELECT max(position) FROM ledger.event)',
    );
  });

/** Ids of so many assets, spread evenly over all. */
export const assetIds = (url: string, assets: number, count: number): Promise<readonly string[]> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `SELECT ${assetIdSql} AS id
       FROM (SELECT i::bigint * $1::bigint / $2::bigint AS n FROM generate_series(0, $2 - 1) AS i) AS s`,
      [assets, count],
    );
    return rows.map(({ id }) => id);
  });

const entry = `json_build_object('holdingId', holding, 'right', 'operation', 'basis', '自行采集',
  'from', '2026-01-01', 'holders', json_build_array(json_build_object('partyId', party)))`;

const lives = `
  INSERT INTO ledger.event
  SELECT $5::bigint + least(n, $3) * ${pledged} + greatest(n - $3, 0) * ${plain} + step + 1,
    stream || '-' || asset, version, md5('event' || n || '/' || step)::uuid, type, 1,
    timestamptz '2026-06-01 00:00:00Z' + n * interval '1 millisecond', data, json_build_object(
      'effectiveOn', '2026-06-01', 'correlationId', md5('correlation' || n)::uuid,
      'actor', json_build_object('person', 'token-8fd1', 'partyId', party, 'role', 'manager')),
    decode(md5('salt' || n), 'hex'), NULL, decode(repeat('00', 32), 'hex')
  FROM (
    SELECT n, ${assetIdSql} AS asset, md5('party' || n % 50)::uuid AS party,
      md5('holding' || n)::uuid AS holding
    FROM generate_series($1::bigint, $2::bigint) AS n
  ) AS a
  CROSS JOIN LATERAL (
    SELECT 0 AS step, 'asset' AS stream, 1 AS version, 'ApplicationSubmitted' AS type,
      json_build_object('assetId', asset, 'applicantPartyId', party, 'registrarPartyId', party,
        'scheme', json_build_object('name', 'in-house', 'version', 1),
        'parties', json_build_array(), 'warnings', json_build_array(),
        'description', json_build_object('name', '小微企业用电信息 ' || n, 'source', 'generated',
          'form', 'table', 'grade', 'general', 'summary', '月度用电量，用于授信评估。'),
        'rights', json_build_array(${entry})) AS data
    UNION ALL SELECT 1, 'asset', 2, 'ApplicationAccepted', json_build_object('assetId', asset)
    UNION ALL SELECT 2, 'asset', 3, 'AssetRegistered',
      json_build_object('assetId', asset, 'rights', json_build_array(${entry}))
    UNION ALL SELECT 3, 'title', 1, 'TitleOpened', json_build_object('assetId', asset,
      'registrarPartyId', coalesce($6::text, party::text), 'inHouse', false, 'entries', json_build_array(${entry}))
    UNION ALL SELECT 4, 'title', 2, 'LenderAuthorised', json_build_object('assetId', asset,
      'authorisationId', md5('authorisation' || n)::uuid, 'holdingId', holding,
      'lenderPartyId', $4::text, 'purpose', 'pledge', 'on', '2026-06-01', 'until', '2099-12-31')
      WHERE n < $3
    UNION ALL SELECT 5, 'title', 3, 'PledgeRegistered', json_build_object('assetId', asset,
      'pledgeId', asset || '.1', 'holdingId', holding, 'pledgeePartyId', $4::text,
      'pledgorPartyIds', json_build_array(party), 'pledgorEvidence', json_build_array(),
      'authorisationId', md5('authorisation' || n)::uuid, 'on', '2026-06-01',
      'terms', json_build_object('kind', 'maximumAmount', 'until', '2099-12-31',
        'amount', json_build_object('amount', '1000000.00', 'currency', 'CNY'),
        'contractDigest', repeat('ab', 32), 'legalForm', 'rightsPledge',
        'externalRegistration', json_build_object('registered', false),
        'licensingStaysOpen', false)) WHERE n < $3
    UNION ALL SELECT 6, 'valuation', 1, 'ValuationRecorded', json_build_object('assetId', asset,
      'valuationId', md5('valuation' || n)::uuid, 'reportNumber', 'R-' || n,
      'firmPartyId', md5('firm')::uuid, 'signatories', json_build_array('s1', 's2'),
      'reportDigest', repeat('cd', 32), 'purpose', 'pledge', 'valueType', 'market',
      'rightsValued', json_build_array('operation'), 'results', json_build_array(),
      'value', json_build_object('amount', '2000000.00', 'currency', 'CNY'),
      'baseDate', '2026-05-31', 'issuedOn', '2026-06-01', 'validUntil', '2099-12-31',
      'assumptions', json_build_array(), 'limitations', json_build_array(), 'titleVersion', 1)
      WHERE n < $3
  ) AS said`;
