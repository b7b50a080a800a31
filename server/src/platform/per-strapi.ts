import type { Strapi } from './strapi';

/** What is made once for each running Strapi, when it is first asked for, and kept as long as that runs. */
export const perStrapi = <T>(make: (strapi: Strapi) => T) => {
  const made = new WeakMap<Strapi, { it: T }>();
  return (strapi: Strapi): T => {
    const known = made.get(strapi);
    if (known) return known.it;
    const it = make(strapi);
    made.set(strapi, { it });
    return it;
  };
};
