/** The logo of the sign-in pages as Strapi or the project has it, before an admin uploads another. */
export let defaultLogo: string | null = null;

export const setDefaultLogo = (logo: string | undefined) => {
  defaultLogo = logo ?? null;
};
