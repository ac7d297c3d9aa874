import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Module } from '@nestjs/common';
import { createApp } from './bootstrap.js';
import { httpConfiguration } from './configuration.js';
import { documentFaults, openApiDocument } from './openapi/open-api-document.js';
import { TillController } from './testing/till.controller.js';

describe('a preview', () => {
  it('gives the OpenAPI document without making or connecting anything', async () => {
    @Module({
      controllers: [TillController],
      providers: [{ provide: CommandLoop, useFactory: () => Promise.reject(new Error('made')) }],
    })
    class PreviewModule {}
    const options = {
      ...{ name: 'till', title: 'Till', description: 'A till.', version: '1.0.0' },
      configuration: httpConfiguration({}, '/nowhere'),
      sideStores: {
        useFactory: () => {
          throw new Error('connected');
        },
      },
      isPreview: true,
    };
    const app = await createApp(PreviewModule, options);
    const document = openApiDocument(app, options);
    expect(Object.keys(document.paths)).toContain('/v1/tills/{id}/coins');
    expect(documentFaults(document)).toEqual([]);
  });
});
