import type { User } from '../../../../shared/contracts/users';
import type { NewUser, UserChange } from '../../api/users';

/** The fields of the form. Empty is null, as Strapi's inputs have it; ids are text, as its selects have them. */
export type UserFormValues = {
  userName: string | null;
  displayName: string | null;
  firstname: string | null;
  lastname: string | null;
  email: string | null;
  mobile: string | null;
  type: User['type'];
  roles: string[];
  timeZone: string | null;
  locale: string | null;
  validFrom: string | null;
  validTo: string | null;
};

export const EMPTY_USER: UserFormValues = {
  userName: null,
  displayName: null,
  firstname: null,
  lastname: null,
  email: '',
  mobile: null,
  type: 'panel',
  roles: [],
  timeZone: null,
  locale: null,
  validFrom: null,
  validTo: null,
};

export const valuesOf = (user: User): UserFormValues => ({
  userName: user.userName,
  displayName: user.displayName,
  firstname: user.firstname,
  lastname: user.lastname,
  email: user.email,
  mobile: user.mobile,
  type: user.type,
  roles: user.roles.map(({ id }) => String(id)),
  timeZone: user.timeZone,
  locale: user.locale,
  validFrom: user.validFrom,
  validTo: user.validTo,
});

/** What a new user is made of: what was left empty is left out. */
export const toNewUser = ({ email, type, roles, userName, ...rest }: UserFormValues): NewUser => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
  ...(userName && { userName }),
  email: email ?? '',
  ...(type !== 'end-user' && { type }),
  roles: roles.map(Number),
});

/** What differs: nobody else's change is written over with what this form happened to load. */
export const toUserChange = (before: UserFormValues, after: UserFormValues): UserChange => {
  const changed = Object.entries(after).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof UserFormValues]),
  );
  const { roles, ...rest } = Object.fromEntries(changed) as Partial<UserFormValues>;
  return { ...rest, ...(roles && { roles: roles.map(Number) }) } as UserChange;
};

export type UserFormProblem = {
  field: 'email' | 'userName' | 'roles' | 'validTo';
  problem: 'required' | 'no-role' | 'order';
};

/** What can be said without asking the server. */
export const problemsOf = (values: UserFormValues, { isNew }: { isNew: boolean }): UserFormProblem[] => [
  ...(values.email?.trim() ? [] : [{ field: 'email', problem: 'required' } as const]),
  ...(isNew || values.userName?.trim() ? [] : [{ field: 'userName', problem: 'required' } as const]),
  ...(values.type !== 'panel' || values.roles.length > 0
    ? []
    : [{ field: 'roles', problem: 'no-role' } as const]),
  ...(values.validFrom && values.validTo && new Date(values.validFrom) > new Date(values.validTo)
    ? [{ field: 'validTo', problem: 'order' } as const]
    : []),
];
