import type { Strapi } from '../../../platform/strapi';

type Policy = {
  getPolicy?: () => Promise<unknown>;
  getViolations?: (password: string, policy: unknown) => unknown;
};
type Violation = { message?: unknown };

/** A policy of Strapi's own, which versions after 5.54 may bring; it asks beside ours. */
export const strapisPolicy = (strapi: Strapi) => {
  const service = strapi.service('admin::password-policy') as unknown as Policy | undefined;
  const { getPolicy, getViolations } = service ?? {};
  return {
    /** One that is there and cannot be asked as we know it. */
    isUnknown: service !== undefined && !(getPolicy && getViolations),

    /** What is wrong with the password, after “the password”. Fails closed: an answer that says nothing is an error. */
    async missedBy(password: string): Promise<string[]> {
      if (!getPolicy || !getViolations) return [];
      const violations = await getViolations(password, await getPolicy());
      if (!Array.isArray(violations))
        throw new Error("Strapi's password policy answered something else than a list");
      return violations.map(({ message }: Violation) => String(message));
    },
  };
};
