import type { Strapi } from './strapi';

/** Makes a value once for each running Strapi, on first use, and keeps it as long as that Strapi runs. */
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
