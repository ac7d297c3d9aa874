import {
  ApiKeyDto,
  CreateApiKeyDto,
  CreatedApiKeyDto,
} from '@ledger/contracts/api-key/api-key.dto.js';
import { PageOf, PageQuery } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import type { ApiKey, ApiKeyStore } from '@ledger/database/side/side-stores.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { KeyReused } from '@ledger/event-store/loop-errors.js';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { Roles } from '../auth/access.decorators.js';
import { isLive, newApiKey } from '../auth/api-key.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { problem } from '../problems/http-problem.js';
import { API_KEYS, LOGGER } from '../tokens.js';
import { uuid } from '@ledger/contracts/shape.js';
import { Context, IdempotentId } from '../writes/context.decorators.js';

/** Keys for systems that call the API; they live in a side store, not in the log. */
@ApiTags('administration')
@Controller('api-keys')
@Roles('admin')
export class ApiKeysController {
  constructor(
    @Inject(API_KEYS) private readonly keys: ApiKeyStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Makes a key; its secret is shown once.' })
  @ApiCreatedResponse({ type: CreatedApiKeyDto })
  async create(
    @Body() { label, org, roles, expiresAt }: CreateApiKeyDto,
    @IdempotentId() keyId: string,
    @Context() { actor, correlationId, idempotency }: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedApiKeyDto> {
    const { key, secretHash } = newApiKey(keyId);
    const kept = await this.keys.add({
      ...{ keyId, label, org, roles, secretHash, createdBy: actor.person },
      createdAt: new Date().toISOString(),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(idempotency === undefined ? {} : { fingerprint: idempotency.fingerprint }),
    });
    if (kept.secretHash === secretHash) {
      this.logger.info({ keyId, org, roles, by: actor.person, correlationId }, 'API key made');
      return { ...shown(kept), key };
    }
    if (kept.fingerprint !== idempotency?.fingerprint) throw new KeyReused(idempotency?.key ?? '');
    void reply.header('idempotency-replayed', 'true');
    return shown(kept);
  }

  @Get()
  @ApiOperation({ summary: 'Lists the keys, without their secrets.' })
  @ApiOkResponse({ type: PageOf(ApiKeyDto) })
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<ApiKeyDto>> {
    const after = decodeCursor('api-keys', cursor, ['string'])?.[0];
    if (after !== undefined && !uuid.accepts(after)) throw problem('invalid_cursor');
    const found = await this.keys.list(limit + 1, after);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(shown),
      ...(found.length > limit && last ? { next: encodeCursor('api-keys', [last.keyId]) } : {}),
    };
  }

  @Post(':id/revocation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a key at once and for good.' })
  @ApiOkResponse({ type: ApiKeyDto })
  async revoke(
    @Param('id') id: string,
    @Context() { actor, correlationId }: CommandContext,
  ): Promise<ApiKeyDto> {
    const revoked = uuid.accepts(id)
      ? await this.keys.revoke(id, new Date().toISOString())
      : undefined;
    if (!revoked) throw problem('not_found');
    this.logger.info({ keyId: id, by: actor.person, correlationId }, 'API key revoked');
    return shown(revoked);
  }
}

const shown = (key: ApiKey): ApiKeyDto => {
  const { keyId, label, org, roles, createdAt, expiresAt, revokedAt } = key;
  const state = isLive(key, new Date().toISOString()) ? 'live' : revokedAt ? 'revoked' : 'expired';
  return {
    ...{ id: keyId, label, org, roles, state, createdAt },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
};
