import type { UserType } from './constants';

/** What a licence can let a user have; `api-keys`: API keys and OAuth clients. */
export const LICENCE_FEATURES = ['api-keys'] as const;
export type LicenceFeature = (typeof LICENCE_FEATURES)[number];

/** The code of the licence that a user has unless another is chosen. */
export const DEFAULT_LICENCES = {
  panel: 'full',
  'api-only': 'api',
  'end-user': 'full',
} as const satisfies Record<UserType, string>;

/** Created at the first start. They can be renamed and changed, but not deleted. */
export const BUILT_IN_LICENCES = [
  { code: 'full', name: 'Full', features: [], userTypes: ['panel', 'end-user'], namedRolesOnly: false },
  {
    code: 'read-only',
    name: 'Read-only',
    features: [],
    userTypes: ['panel', 'end-user'],
    namedRolesOnly: true,
  },
  { code: 'api', name: 'API', features: ['api-keys'], userTypes: ['api-only'], namedRolesOnly: false },
] as const satisfies readonly {
  code: string;
  name: string;
  features: readonly LicenceFeature[];
  userTypes: readonly UserType[];
  namedRolesOnly: boolean;
}[];

export const isBuiltInLicence = (code: string) => BUILT_IN_LICENCES.some((one) => one.code === code);

type Limits = {
  id: number;
  features: readonly LicenceFeature[];
  userTypes: readonly UserType[];
  namedRolesOnly: boolean;
};
type LimitedRole = { name: string; licences: readonly number[] };
type Holder = { type: UserType; roles: readonly LimitedRole[]; hasKeys: boolean };

/** A role goes with the licences it names; if none, with all that are not limited to named roles. */
export const allowsRole = (
  { id, namedRolesOnly }: Pick<Limits, 'id' | 'namedRolesOnly'>,
  { licences }: Pick<LimitedRole, 'licences'>,
) => (licences.length > 0 ? licences.includes(id) : !namedRolesOnly);

export type Misfit =
  | { code: 'LICENCE_NOT_FOR_TYPE' }
  | { code: 'LICENCE_FORBIDS_ROLE'; role: string }
  | { code: 'LICENCE_FORBIDS_API_KEYS' };

/** Why a user may not have the licence; null if nothing is against it. */
export const misfitOf = (licence: Limits, { type, roles, hasKeys }: Holder): Misfit | null => {
  if (!licence.userTypes.includes(type)) return { code: 'LICENCE_NOT_FOR_TYPE' };
  const role = roles.find((one) => !allowsRole(licence, one));
  if (role) return { code: 'LICENCE_FORBIDS_ROLE', role: role.name };
  return hasKeys && !licence.features.includes('api-keys') ? { code: 'LICENCE_FORBIDS_API_KEYS' } : null;
};
