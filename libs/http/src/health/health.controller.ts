import { Controller, Get, Header, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators.js';
import { HealthBoard } from './health.js';
import type { Health, HealthStatus } from './health.js';
import { Metrics } from './metrics.js';

/** What `/health/live` and `/health/ready` answer. */
export class HealthDto {
  @ApiProperty({
    enum: ['up', 'degraded', 'down'],
    description: 'The worst of all parts.',
    example: 'up',
  })
  status!: HealthStatus;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Each part by its name, with reasons where something is wrong.',
    example: { log: { status: 'up' } },
  })
  parts!: Health['parts'];
}

@ApiTags('health')
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly board: HealthBoard,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'Whether the process answers at all.' })
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'up', parts: {} };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'Whether requests should come here, and if not, why.' })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthDto> {
    const health = await this.board.health();
    void reply.code(health.status === 'down' ? 503 : 200);
    return health;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Numbers for Prometheus.' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  page(): Promise<string> {
    return this.metrics.page();
  }
}
