import fc from 'fast-check';

import { isFiltered, type UrlQuery } from '../../admin/src/components/list-query';
import { userListQuery } from '../../admin/src/features/users/user-list-query';
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
      fc.constantFrom('1', '0', 'email:ASC', 'status', 'active', '99999999999'),
      fc.array(fc.string()),
      fc.constant(undefined),
    );
    const filter = fc.dictionary(
      fc.constantFrom('status', 'type', 'role', 'x'),
      fc.dictionary(fc.constantFrom('$eq', '$ne'), anything),
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

describe('the list says that nobody matches', () => {
  it('where something was searched or filtered', () => {
    expect(isFiltered({ _q: 'x' })).toBe(true);
    expect(isFiltered({ filters: { $and: [{ status: { $eq: 'active' } }] } })).toBe(true);
    expect(isFiltered({ page: '2', filters: { $and: [] } })).toBe(false);
  });
});
