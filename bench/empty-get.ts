/**
 * What `GET /v1/assets/{id}/pledge-status` is measured against: Nest on Fastify with one route that
 * reads the same path and query through the same validation and answers at once. Prints its address.
 */
import { PledgeStatusQuery } from '@ledger/contracts/pledge/pledge-status.dto.js';
import { InputPipe } from '@ledger/http/validation/input.pipe.js';
import { Controller, Get, Module, Param, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';

@Controller('v1/assets/:assetId/pledge-status')
class EmptyController {
  @Get()
  status(@Param('assetId') assetId: string, @Query() { purpose = '' }: PledgeStatusQuery): object {
    return { assetId, purpose, asOf: 1 };
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
  logger: false,
});
app.useGlobalPipes(new InputPipe());
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
