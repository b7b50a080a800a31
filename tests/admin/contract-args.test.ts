import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { partsOf } from '../../admin/src/api/contract-args';
import * as contracts from '../../shared/contracts';

const { getUser, listLog, listUsers, createUser, updateUser, getMe } = contracts;

it.each<[string, Parameters<typeof partsOf>[0], unknown, ReturnType<typeof partsOf>]>([
  ['nothing', getMe, undefined, {}],
  ['what stands in the path', getUser, 7, { params: { id: 7 } }],
  ['a query', listUsers, { page: '2' }, { query: { page: '2' } }],
  ['a body', createUser, { email: 'a@b.test' }, { body: { email: 'a@b.test' } }],
])('takes %s by itself', (_, contract, args, parts) => {
  expect(partsOf(contract, args)).toEqual(parts);
});

it('takes a query or a body beside what stands in the path', () => {
  expect(partsOf(listLog, { id: 7, page: '2' })).toMatchObject({ params: { id: 7 }, query: { page: '2' } });
  expect(partsOf(updateUser, { id: 7, body: { firstName: 'Ada' } })).toMatchObject({
    params: { id: 7 },
    query: {},
    body: { firstName: 'Ada' },
  });
});

const takes = (schema: unknown) => Object.keys((schema as { shape?: object }).shape ?? { any: 1 }).length > 0;
const isContract = (value: unknown): value is contracts.Contract =>
  typeof (value as { path?: unknown }).path === 'string';

it.each(Object.values<unknown>(contracts).filter(isContract))(
  'what is given for $method $path has one place',
  ({ method, path: route, query, body }) => {
    expect(takes(query) && takes(body)).toBe(false);
    if (!route.includes(':')) expect(takes(method === 'GET' ? body : query)).toBe(false);
  },
);

it('each contract is one endpoint: the cache knows it by its route', () => {
  const folder = path.join(__dirname, '../../admin/src/api');
  const used = readdirSync(folder).flatMap((file) =>
    Array.from(
      readFileSync(path.join(folder, file), 'utf8').matchAll(/= (?:ask|tell|question)\(\s*(\w+)/g),
      ([, contract]) => contract,
    ),
  );
  expect(used.length).toBeGreaterThan(0);
  expect(used).toEqual([...new Set(used)]);
});
