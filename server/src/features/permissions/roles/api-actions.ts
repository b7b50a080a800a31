import type { Strapi } from '../../../platform/strapi';

type ActionsMap = Record<string, { controllers: Record<string, string[]> }>;

/** The actions that routes of the Content API ask for, as Strapi itself names them. */
export const apiActions = (strapi: Strapi): { uid: string; owner: string }[] =>
  Object.entries(strapi.contentAPI.permissions.getActionsMap() as ActionsMap).flatMap(
    ([api, { controllers }]) =>
      Object.entries(controllers).flatMap(([controller, actions]) =>
        actions.map((action) => ({ uid: `${api}.${controller}.${action}`, owner: `${api}.${controller}` })),
      ),
  );
