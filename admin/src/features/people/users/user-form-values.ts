import type { AuthType } from '../../../../../shared/constants';
import type { User } from '../../../../../shared/contracts/users';
import type { NewMembership } from '../../../../../shared/contracts/accounts';
import { DEFAULT_LICENCES } from '../../../../../shared/licences';
import { pick } from '../../../../../shared/pick';
import { GIVEN_FIELDS, type GivenField } from '../../../../../shared/users/fields';
import type { NewUser, UserChange } from '../../../api/users';
import { changedValues } from '../../../components/edited-form/changes';

/** The form's fields. Empty is null, as in Strapi's inputs; ids are text, as in its selects. */
export type UserFormValues = Record<GivenField | 'email', string | null> & {
  type: User['type'];
  /** For API-only users. */
  authType: AuthType;
  /** Assigned directly, not through groups. */
  roles: string[];
  /** Null for the default of the type. */
  licence: string | null;
  roleGroups: string[];
  /** For new users only. */
  sendInvitation?: boolean;
  accounts?: NewMembership[];
};

/** The types of users who can be added. */
export const NEW_TYPES = ['panel', 'api-only'] as const;

/** Fields of people, which a program has no use for. */
const OF_PEOPLE = ['firstname', 'lastname', 'userName', 'mobile', 'timeZone', 'locale'] as const;

const nulls = <F extends string>(fields: readonly F[]) =>
  Object.fromEntries(fields.map((field) => [field, null])) as Record<F, null>;

export const EMPTY_USER: UserFormValues = {
  ...nulls(GIVEN_FIELDS),
  email: '',
  type: 'panel',
  authType: 'api-key',
  roles: [],
  licence: null,
  roleGroups: [],
  accounts: [],
};

export const valuesOf = (user: User): UserFormValues => ({
  ...pick(user, [...GIVEN_FIELDS, 'email', 'type']),
  authType: user.authType ?? 'api-key',
  licence: user.licence.code === DEFAULT_LICENCES[user.type] ? null : String(user.licence.id),
  roles: user.roleSources.filter(({ direct }) => direct).map(({ role }) => String(role.id)),
  roleGroups: user.roleGroups.map(({ id }) => String(id)),
});

/** What a new user is created from: without empty fields, and those that the type's form does not show. */
export const toNewUser = (values: UserFormValues): NewUser =>
  toGiven(values.type === 'api-only' ? { ...values, ...nulls(OF_PEOPLE) } : values);

const toGiven = ({
  email,
  type,
  authType,
  roles,
  licence,
  roleGroups,
  userName,
  sendInvitation,
  accounts = [],
  ...rest
}: UserFormValues): NewUser => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  ...(userName && { userName }),
  email: email ?? '',
  ...(type !== 'end-user' && { type }),
  ...(type === 'api-only' && { authType }),
  ...(type === 'panel' && sendInvitation && { sendInvitation }),
  ...(accounts.length > 0 && { accounts }),
  roles: roles.map(Number),
  ...(licence && { licence: Number(licence) }),
  ...(roleGroups.length > 0 && { roleGroups: roleGroups.map(Number) }),
});

/** What differs, so that nobody else's change is overwritten with what this form loaded. */
export const toUserChange = (before: UserFormValues, after: UserFormValues): UserChange => {
  const { authType, roles, roleGroups, licence, ...rest } = changedValues(before, after);
  return {
    ...rest,
    ...(authType && after.type === 'api-only' && { authType }),
    ...(roles && { roles: roles.map(Number) }),
    ...(roleGroups && { roleGroups: roleGroups.map(Number) }),
    ...(licence !== undefined && { licence: licence && Number(licence) }),
  } as UserChange;
};

export type UserFormProblem = {
  field: 'email' | 'userName' | 'roles' | 'validTo';
  problem: 'required' | 'no-role' | 'order';
};

/** Problems that need no request. */
export const problemsOf = (values: UserFormValues, { isNew }: { isNew: boolean }): UserFormProblem[] => [
  ...(values.email?.trim() ? [] : [{ field: 'email', problem: 'required' } as const]),
  ...(isNew || values.userName?.trim() ? [] : [{ field: 'userName', problem: 'required' } as const]),
  ...(values.type !== 'panel' || values.roles.length + values.roleGroups.length > 0
    ? []
    : [{ field: 'roles', problem: 'no-role' } as const]),
  ...(values.validFrom && values.validTo && new Date(values.validFrom) > new Date(values.validTo)
    ? [{ field: 'validTo', problem: 'order' } as const]
    : []),
];
