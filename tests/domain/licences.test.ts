import { USER_TYPES } from '../../shared/constants';
import { allowsRole, BUILT_IN_LICENCES, DEFAULT_LICENCES, misfitOf } from '../../shared/licences';
import { everyCombinationOf } from './builders';

const aLicence = (limits: Partial<Parameters<typeof misfitOf>[0]> = {}) => ({
  id: 7,
  features: [],
  userTypes: USER_TYPES,
  namedRolesOnly: false,
  ...limits,
});
const aRole = (...licences: number[]) => ({ name: 'Editor', licences });
const aHolder = (holder: Partial<Parameters<typeof misfitOf>[1]> = {}) => ({
  type: 'panel' as const,
  roles: [],
  hasKeys: false,
  ...holder,
});

describe('a role', () => {
  it.each([
    { names: [], namedRolesOnly: false, isAllowed: true },
    { names: [], namedRolesOnly: true, isAllowed: false },
    { names: [7], namedRolesOnly: false, isAllowed: true },
    { names: [7], namedRolesOnly: true, isAllowed: true },
    { names: [8, 7], namedRolesOnly: true, isAllowed: true },
    { names: [8], namedRolesOnly: false, isAllowed: false },
    { names: [8], namedRolesOnly: true, isAllowed: false },
  ])('that names $names goes with a licence that asks for names ($namedRolesOnly): $isAllowed', (row) => {
    expect(allowsRole(aLicence(row), { licences: row.names })).toBe(row.isAllowed);
  });
});

describe('a licence', () => {
  it('fits who is of one of its types, holds roles that go with it, and has no keys that it does not allow', () => {
    const limits = { features: ['api-keys'] as const, userTypes: ['api-only'] as const };
    const holder = { type: 'api-only' as const, roles: [aRole(), aRole(7)], hasKeys: true };

    expect(misfitOf(aLicence(limits), aHolder(holder))).toBeNull();
  });

  it('does not fit who is of another type', () => {
    for (const { type, only } of everyCombinationOf({ type: USER_TYPES, only: USER_TYPES }))
      expect(misfitOf(aLicence({ userTypes: [only] }), aHolder({ type }))).toEqual(
        type === only ? null : { code: 'LICENCE_NOT_FOR_TYPE' },
      );
  });

  it('does not fit who holds a role that names others alone, and says which', () => {
    const roles = [aRole(7), { name: 'Publisher', licences: [8] }];

    expect(misfitOf(aLicence(), aHolder({ roles }))).toEqual({
      code: 'LICENCE_FORBIDS_ROLE',
      role: 'Publisher',
    });
  });

  it('does not fit who has keys that it does not allow', () => {
    const holder = aHolder({ type: 'api-only', hasKeys: true });

    expect(misfitOf(aLicence(), holder)).toEqual({ code: 'LICENCE_FORBIDS_API_KEYS' });
    expect(misfitOf(aLicence({ features: ['api-keys'] }), holder)).toBeNull();
  });
});

it('leaves every user that there was with what they had: roles that name no licence, and the keys of API-only users', () => {
  for (const [id, type] of USER_TYPES.entries()) {
    const { code: _, ...built } = BUILT_IN_LICENCES.find(({ code }) => code === DEFAULT_LICENCES[type])!;
    const holder = { type, roles: [aRole()], hasKeys: type === 'api-only' };
    expect([type, misfitOf({ id, ...built }, holder)]).toEqual([type, null]);
  }
});
