/**
 * What `POST /v1/assets` is measured against: Nest on Fastify with one route that takes the same
 * body through the same validation and answers at once. Prints its port.
 */
import { SubmitApplicationDto } from '@ledger/contracts/asset/asset.dto.js';
import { InputPipe } from '@ledger/http/validation/input.pipe.js';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';

@Controller('v1/assets')
class EmptyController {
  @Post()
  submit(@Body() { externalNumber = '' }: SubmitApplicationDto): object {
    return { id: externalNumber, version: 1, position: 1 };
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
