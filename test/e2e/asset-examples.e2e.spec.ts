import { AssetApi, by } from '../support/asset-api.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Operation {
  readonly requestBody: { readonly content: { 'application/json': { examples: typeof pasted } } };
}

let api: AssetApi;
let schemas: Readonly<Record<string, Schema>>;
let pasted: Readonly<Record<string, { readonly value: object }>>;
beforeAll(async () => {
  api = await AssetApi.start();
  const { body } = await api.registry.http.get('/openapi.json');
  ({ schemas } = (body as { components: { schemas: typeof schemas } }).components);
  const { post } = (body as { paths: Record<string, { post: Operation }> }).paths['/v1/assets']!;
  pasted = post.requestBody.content['application/json'].examples;
});
afterAll(() => api.close());

/** What Swagger UI offers to paste: the examples of all fields. */
const exampleOf = (schema: Schema): unknown => {
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref !== undefined) return exampleOf(schemas[schema.$ref.split('/').at(-1)!]!);
  if (schema.allOf) return exampleOf(schema.allOf[0]!);
  if (schema.items) return [exampleOf(schema.items)];
  const members = Object.entries(schema.properties ?? {});
  return Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member)]));
};

const example = (name: string): object => exampleOf(schemas[name]!) as object;

describe('the examples of the API documentation', () => {
  it('work when they are pasted', async () => {
    const party = await api.post(by('registrar'), '/v1/parties', {
      ...example('RegisterPartyDto'),
      name: '91440300MADX00019R',
    });
    expect(party.status).toBe(201);
    const path = `/v1/parties/${party.body.id as string}/verification`;
    expect((await api.post(by('registrar'), path, example('VerifyPartyDto'))).status).toBe(200);
    const asset = await api.post(by('manager'), '/v1/assets', pasted['inHouse']!.value);
    expect([asset.status, asset.body]).toMatchObject([201, { version: 1 }]);
    const rejection = `/v1/assets/${asset.body.id as string}/rejection`;
    expect(
      (await api.post(by('registrar'), rejection, example('RejectApplicationDto'))).status,
    ).toBe(200);
  });

  it('have the shape of the answers', async () => {
    const assetId = await api.submitted();
    await api.cluster.settled();
    const { body } = await api.get(by('manager'), `/v1/assets/${assetId}`);
    const known = Object.keys(schemas['AssetDto']?.properties ?? {});
    expect(known).toEqual(expect.arrayContaining(Object.keys(body as object)));
    const party = await api.get(by('manager'), '/v1/parties/91440300MADX00019R');
    const fields = Object.keys(schemas['PartyDto']?.properties ?? {});
    expect(fields).toEqual(expect.arrayContaining(Object.keys(party.body as object)));
  });
});
