import type { Strapi } from '../../../platform/strapi';

type Policy = {
  getPolicy?: () => Promise<unknown>;
  getViolations?: (password: string, policy: unknown) => unknown;
};
type Violation = { message?: unknown };

/** Strapi's own policy, which versions after 5.54 may bring; it applies in addition to ours. */
export const strapisPolicy = (strapi: Strapi) => {
  const service = strapi.service('admin::password-policy') as unknown as Policy | undefined;
  const { getPolicy, getViolations } = service ?? {};
  return {
    /** It exists, but not with the API we know. */
    isUnknown: service !== undefined && !(getPolicy && getViolations),

    /** The problems, phrased to follow “the password”. Fails closed: throws if the answer isn't a list. */
    async missedBy(password: string): Promise<string[]> {
      if (!getPolicy || !getViolations) return [];
      const violations = await getViolations(password, await getPolicy());
      if (!Array.isArray(violations))
        throw new Error("Strapi's password policy answered something else than a list");
      return violations.map(({ message }: Violation) => String(message));
    },
  };
};
