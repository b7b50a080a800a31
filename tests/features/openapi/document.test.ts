import { ERROR_CODES } from '../../../shared/error-codes';
import { version } from '../../../package.json';
import { contracts } from '../contracts';
import { shared } from '../vocabulary';

const { call, gatehouse, putBack } = shared;

type Operation = { operationId: string; security: object[]; 'x-permissions'?: string[] };
type Document = {
  openapi: string;
  info: { version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};

let document: Document;
beforeAll(async () => {
  document = (await gatehouse.get('/openapi.json')).body;
});
afterAll(putBack);

const operations = () =>
  Object.entries(document.paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );

it('is OpenAPI 3.1, of the version that runs and where it runs', async () => {
  expect(document).toMatchObject({
    openapi: '3.1.0',
    info: { version },
    servers: [{ url: await call(`strapi.config.get('server.absoluteUrl')`) }],
  });
});

it('has every route that Strapi has mounted for Gatehouse, and no other', async () => {
  const mounted = await call<{ path: string; methods: string[] }[]>(
    `strapi.server.listRoutes().map(({ path, methods }) => ({ path, methods }))`,
  );
  const ours = mounted
    .filter(({ path }) => /(^|\/)gatehouse\//.test(path))
    .flatMap(({ path, methods }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`),
    );

  expect(
    operations()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(ours.sort());
});

it('has every contract by its name, with its permissions', () => {
  const told = operations().filter((operation) => operation['x-permissions']);

  expect(
    Object.fromEntries(told.map((operation) => [operation.operationId, operation['x-permissions']])),
  ).toEqual(Object.fromEntries(contracts.map(([name, { permissions }]) => [name, permissions])));
});

it('asks for a session or an admin token, for a session alone, or for nothing', () => {
  const securityOf = (name: string) => operations().find(({ operationId }) => operationId === name)?.security;

  expect(securityOf('listUsers')).toEqual([{ sessionAuth: [] }, { adminTokenAuth: [] }]);
  expect(securityOf('getMe')).toEqual([{ sessionAuth: [] }]);
  expect(securityOf('readLink')).toEqual([]);
});

it('names every code of an error', () => {
  const told = JSON.stringify(document.components.schemas.Error);

  expect(Object.keys(ERROR_CODES).filter((code) => !told.includes(`"const":"${code}"`))).toEqual([]);
});
