import fc from '../support/fast-check';
import { type Condition, isFiltered, isId, type UrlQuery } from '../../admin/src/components/list-query';
import {
  columnsOf,
  conditionsOf,
  filtersOfConditions,
  isSameState,
  userListQuery,
} from '../../admin/src/features/people/users/user-list-query';
import { listUsers } from '../../shared/contracts/users';

const isQuery = (query: unknown) => listUsers.query.safeParse(JSON.parse(JSON.stringify(query))).success;

describe('the address of the list', () => {
  it('asks the API for what it says', () => {
    const query: UrlQuery = {
      page: '2',
      pageSize: '50',
      sort: 'email:DESC',
      _q: 'ada',
      filters: {
        $and: [{ status: { $eq: 'suspended' } }, { role: { $eq: '3' } }, { type: { $eq: 'panel' } }],
      },
    };

    expect(userListQuery(query)).toEqual({
      page: '2',
      pageSize: '50',
      sort: 'email:desc',
      _q: 'ada',
      filters: { status: { $in: ['suspended'] }, type: { $in: ['panel'] }, role: { $in: ['3'] } },
    });
  });

  it('means either of two filters on one field', () => {
    const query = { filters: { $and: [{ status: { $eq: 'suspended' } }, { status: { $eq: 'disabled' } }] } };

    expect(userListQuery(query).filters).toMatchObject({ status: { $in: ['suspended', 'disabled'] } });
  });

  it('is the first page without anything in it', () => {
    expect(userListQuery({})).toEqual({ page: '1', pageSize: '20', filters: {} });
  });

  it('leaves out what makes no sense', () => {
    const query: UrlQuery = {
      page: '-1',
      pageSize: '7',
      sort: 'password:ASC',
      filters: { $and: [{ status: { $eq: 'dead' } }, { role: { $eq: 'x' } }] },
    };

    expect(userListQuery(query)).toEqual({ page: '1', pageSize: '20', filters: {} });
  });

  it('becomes a request that the API accepts, whatever somebody writes into it', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        '1',
        '0',
        'email:ASC',
        'status',
        'active',
        '99999999999',
        'true',
        '2026-01-31T00:00:00Z',
      ),
      fc.array(fc.string()),
      fc.constant(undefined),
    );
    const filter = fc.dictionary(
      fc.constantFrom('status', 'type', 'role', 'mfaEnabled', 'lastLoginAt', 'createdAt', 'x'),
      fc.dictionary(fc.constantFrom('$eq', '$ne', '$null', '$olderThanDays', '$gte', '$lt'), anything),
    );
    const address = fc.record({
      page: anything,
      pageSize: anything,
      sort: anything,
      _q: anything,
      filters: fc.oneof(
        anything,
        fc.record({ $and: fc.oneof(anything, fc.array(filter, { maxLength: 80 })) }),
      ),
    });

    fc.assert(
      fc.property(address, (query) => isQuery(userListQuery(query as UrlQuery))),
      { numRuns: 500 },
    );
  });
});

describe('the filters of the list of users', () => {
  const $and: Condition[] = [
    { status: { $eq: 'suspended' } },
    { status: { $eq: 'disabled' } },
    { role: { $eq: '3' } },
    { accessLocked: { $eq: 'false' } },
    { lastLoginAt: { $null: 'true' } },
    { lastLoginAt: { $olderThanDays: '90' } },
    { createdAt: { $gte: '2026-01-01T00:00:00.000Z' } },
    { createdAt: { $lt: '2026-02-01T00:00:00.000Z' } },
  ];

  it('are the same as conditions in an address and as what the API takes', () => {
    const filters = filtersOfConditions($and);

    expect(JSON.parse(JSON.stringify(filters))).toEqual({
      status: { $in: ['suspended', 'disabled'] },
      role: { $in: ['3'] },
      accessLocked: { $eq: 'false' },
      lastLoginAt: { $null: 'true', $olderThanDays: '90' },
      createdAt: { $gte: '2026-01-01T00:00:00.000Z', $lt: '2026-02-01T00:00:00.000Z' },
    });
    expect(conditionsOf(filters)).toEqual($and);
  });

  it('are read where there are more of them than the parser makes a list of', () => {
    const many = Object.fromEntries($and.map((condition, place) => [String(place + 20), condition]));

    expect(conditionsOf(userListQuery({ filters: { $and: many as never } }).filters)).toEqual($and);
  });

  it('are the same in another order, and others where one is gone', () => {
    const one = { filters: filtersOfConditions($and) };

    expect(
      isSameState(one, { sort: 'lastname:asc', filters: filtersOfConditions([...$and].reverse()) }),
    ).toBe(true);
    expect(isSameState(one, { filters: filtersOfConditions($and.slice(1)) })).toBe(false);
    expect(isSameState(one, { ...one, sort: 'email:asc' })).toBe(false);
    expect(isSameState(one, { ...one, _q: 'ada' })).toBe(false);
  });
});

it('the columns of a link are those there are, each once and in its order', () => {
  expect(columnsOf({ columns: 'email,status,email,password' })).toEqual(['email', 'status']);
  expect(
    [{}, { columns: '' }, { columns: 'password' }, { columns: ['email'] as never }].map(columnsOf),
  ).toEqual([null, null, null, null]);
});

describe('the list says that nobody matches', () => {
  it('where something was searched or filtered', () => {
    expect(isFiltered({ _q: 'x' })).toBe(true);
    expect(isFiltered({ filters: { $and: [{ status: { $eq: 'active' } }] } })).toBe(true);
    expect(isFiltered({ page: '2', filters: { $and: [] } })).toBe(false);
  });
});

it.each([
  ['1', true],
  ['1900000001', true],
  ['2147483647', true],
  ['2147483648', false],
  ['0', false],
  ['1e3', false],
  ['', false],
  [undefined, false],
])('takes %p for an id: %p', (text, expected) => {
  expect(isId(text)).toBe(expected);
});
