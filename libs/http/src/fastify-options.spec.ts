import { dataspacePath } from '@ledger/contracts/dataspace/protocol.js';
import { connectorUrl } from './fastify-options.js';

describe('the address of a connector’s request', () => {
  it('loses the slashes at the end of its path', () => {
    const path = `${dataspacePath}/catalog/request`;
    expect(connectorUrl(`${path}/`)).toBe(path);
    expect(connectorUrl(`${path}//?a=1`)).toBe(`${path}?a=1`);
    expect(connectorUrl(`${dataspacePath}//`)).toBe(dataspacePath);
  });
  it('keeps those within it and those of the query', () => {
    const url = `${dataspacePath}//catalog?callback=https://a.example/`;
    expect(connectorUrl(url)).toBe(url);
  });
  it('is not touched elsewhere', () => {
    expect(connectorUrl('/v1/assets/')).toBe('/v1/assets/');
    expect(connectorUrl(`${dataspacePath}-other/`)).toBe(`${dataspacePath}-other/`);
  });
});
