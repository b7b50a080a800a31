import {
  problemsOf,
  toRoleChange,
  valuesOf,
} from '../../admin/src/features/permissions/roles/role-form-values';
import { MAX_SESSIONS } from '../../shared/contracts/policy';
import { type Role, updateRole } from '../../shared/contracts/roles';

const role: Role = {
  id: 1,
  adminRole: 1,
  name: 'Editor',
  code: 'strapi-editor',
  description: null,
  userCount: 0,
  mfaRequired: false,
  maxSessions: null,
  ownAccountsOnly: false,
  isPrivileged: false,
  apiActions: ['b', 'a'],
  userTypes: ['end-user', 'panel'],
  licences: [10, 9],
};
const values = valuesOf(role);

it('are lists in one order, whichever the role has', () => {
  expect(values).toEqual({
    mfaRequired: false,
    maxSessions: null,
    ownAccountsOnly: false,
    apiActions: ['a', 'b'],
    userTypes: ['panel', 'end-user'],
    licences: [9, 10],
  });
});

it('are sent where they were changed, and not otherwise', () => {
  expect(toRoleChange(values, values)).toEqual({});
  const change = toRoleChange(values, { ...values, maxSessions: 3, apiActions: ['a'] });
  expect(change).toEqual({ maxSessions: 3, apiActions: ['a'] });
  expect(updateRole.body.safeParse(change).success).toBe(true);
});

it.each([
  [{ maxSessions: 0 }, { maxSessions: 'out-of-range' }],
  [{ maxSessions: MAX_SESSIONS + 1 }, { maxSessions: 'out-of-range' }],
  [{ maxSessions: 1.5 }, { maxSessions: 'out-of-range' }],
  [{ maxSessions: MAX_SESSIONS }, {}],
  [{ maxSessions: null }, {}],
  [{ userTypes: [] }, { userTypes: 'required' }],
])('are wrong as %j where they are', (change, problems) => {
  expect(problemsOf({ ...values, ...change })).toEqual(problems);
});
