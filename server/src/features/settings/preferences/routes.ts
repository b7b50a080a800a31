import { getPreferences, updatePreferences } from '../../../../../shared/contracts/preferences';
import { personOf } from '../../../platform/actor';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

/** One's own alone: no route names somebody else. */
export const preferenceRoutes = (strapi: Strapi) => [
  route(getPreferences, ({ actor }) => getService(strapi, 'preferences').get(personOf(actor))),
  route(updatePreferences, ({ actor, body }) =>
    getService(strapi, 'preferences').update(personOf(actor), body),
  ),
];
