import {
  ReplayWebhookDto,
  SubscribeWebhookDto,
  WebhookSecretDto,
} from '@ledger/contracts/webhook/webhook.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { Role } from '@ledger/domain/decider.js';
import type { TargetParts } from '@ledger/domain/webhook/webhook-target.js';
import type { WebhookCommand } from '@ledger/domain/webhook/webhook.decider.js';
import type { WebhookRole } from '@ledger/domain/webhook/webhook.events.js';
import { webhookStream } from '@ledger/domain/webhook/webhook.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Context, IdempotentId } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WEBHOOK_CONFIGURATION, type WebhookConfiguration } from './webhook.configuration.js';
import type { HandleWebhook } from './webhook-lanes.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { HANDLE_WEBHOOK } from './webhook.tokens.js';

/** Subscriptions: made, changed and ended by the organisation that is told. */
@ApiTags('webhooks')
@Controller('webhooks')
@Roles('manager', 'lender', 'accountant', 'operator', 'registrar', 'appraiser', 'auditor')
export class WebhookCommandsController {
  constructor(
    @Inject(HANDLE_WEBHOOK) private readonly handle: HandleWebhook,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(WebhookSecrets) private readonly secrets: WebhookSecrets,
    @Inject(WEBHOOK_CONFIGURATION) private readonly configuration: WebhookConfiguration,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Has events posted to an address from now on; the secret is shown once.',
    description:
      'Each event is one request of Standard Webhooks whose body is a CloudEvent. It reads what ' +
      'the caller may read, in the roles that he has now. Events of one asset arrive in order; ' +
      'what fails is tried again for days, then the subscription is suspended.',
  })
  @ApiCreatedResponse({ type: WebhookSecretDto })
  async subscribe(
    @Body() { url, categories, types, purpose }: SubscribeWebhookDto,
    @IdempotentId() webhookId: string,
    @CurrentCaller() { roles }: Caller,
    @Context() context: CommandContext,
  ) {
    const { head } = await this.log.versions([]);
    const outcome = await this.run(webhookId, context, {
      type: 'SubscribeWebhook',
      data: {
        webhookId,
        roles: hatsOf(roles),
        url,
        target: targetOf(url),
        insideAllowed: this.configuration.allowedNetworks.length > 0,
        filter: {
          ...(categories === undefined ? {} : { categories }),
          ...(types === undefined ? {} : { types }),
        },
        ...(purpose === undefined ? {} : { purpose }),
        after: head,
      },
    });
    const secret = this.secrets.secretOf(webhookId, 1);
    return written(outcome, { id: webhookId, secret }, { location: `/v1/webhooks/${webhookId}` });
  }

  @Post(':webhookId/secret-rotation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes a new secret; the one before signs beside it for a day.' })
  @ApiOkResponse({ type: WebhookSecretDto })
  async rotate(@Param('webhookId') webhookId: string, @Context() context: CommandContext) {
    const outcome = await this.run(webhookId, context, {
      type: 'RotateWebhookSecret',
      data: { webhookId },
    });
    const secret = this.secrets.secretOf(webhookId, outcome.state.secretNumber);
    return written(outcome, { id: webhookId, secret });
  }

  @Post(':webhookId/suspension')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stops sending; what happens meanwhile waits.' })
  @ApiOkResponse({ type: WrittenDto })
  async suspend(@Param('webhookId') webhookId: string, @Context() context: CommandContext) {
    const data = { webhookId, reason: 'owner' } as const;
    const outcome = await this.run(webhookId, context, { type: 'SuspendWebhook', data });
    return written(outcome, { id: webhookId });
  }

  @Post(':webhookId/resumption')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sends again, beginning with what waits.',
    description:
      'After a merger or division the subscription stands still (`succeeded`) until whoever stands ' +
      'in its owner’s place resumes it, which takes it over: it then reads what the caller may ' +
      'read, in the roles that he has now.',
  })
  @ApiOkResponse({ type: WrittenDto })
  async resume(
    @Param('webhookId') webhookId: string,
    @CurrentCaller() { roles }: Caller,
    @Context() context: CommandContext,
  ) {
    const outcome = await this.run(webhookId, context, {
      type: 'ResumeWebhook',
      data: { webhookId, roles: hatsOf(roles) },
    });
    return written(outcome, { id: webhookId });
  }

  @Post(':webhookId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sends everything after a position once more, under the same ids.' })
  @ApiOkResponse({ type: WrittenDto })
  async replay(
    @Param('webhookId') webhookId: string,
    @Body() { fromPosition }: ReplayWebhookDto,
    @Context() context: CommandContext,
  ) {
    const { head } = await this.log.versions([]);
    const data = { webhookId, fromPosition, head };
    const outcome = await this.run(webhookId, context, { type: 'ReplayWebhook', data });
    return written(outcome, { id: webhookId });
  }

  @Post(':webhookId/deletion')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends the subscription for good.' })
  @ApiOkResponse({ type: WrittenDto })
  async remove(@Param('webhookId') webhookId: string, @Context() context: CommandContext) {
    const outcome = await this.run(webhookId, context, {
      type: 'DeleteWebhook',
      data: { webhookId },
    });
    return written(outcome, { id: webhookId });
  }

  /** With what the parties' streams say of whom the caller succeeded (pattern 2). */
  private async run(
    webhookId: string,
    context: CommandContext,
    command: CommandInput<WebhookCommand>,
  ) {
    const { sole: standsFor } = await this.standings.of(context.actor.partyId);
    const data = { ...command.data, standsFor };
    return this.handle(webhookStream(webhookId), { ...command, data } as typeof command, context);
  }
}

/** Hats in which one reads business. */
const hatsOf = (roles: readonly Role[]): readonly WebhookRole[] =>
  roles.filter((role): role is WebhookRole => role !== 'admin');

/** The address taken apart; what is no address at all is a malformed request. */
const targetOf = (url: string): TargetParts => {
  if (!URL.canParse(url)) {
    throw problem('invalid_request', {
      errors: [
        {
          in: 'body',
          pointer: '/url',
          zh: 'url 须为完整的网址，如 https://hooks.bank.example/ledger',
          en: 'url must be a whole address such as https://hooks.bank.example/ledger',
        },
      ],
    });
  }
  const { protocol, hostname, username, password, hash } = new URL(url);
  return { protocol, hostname, username, password, hash };
};
