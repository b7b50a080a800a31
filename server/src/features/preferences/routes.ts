import { getPreferences, updatePreferences } from '../../../../shared/contracts/preferences';
import { personOf } from '../../lib/actor';
import { route } from '../../lib/handle';
import { getService } from '../../lib/services';
import type { Strapi } from '../../lib/strapi';

/** One's own alone: no route names somebody else. */
export const preferenceRoutes = (strapi: Strapi) => [
  route(getPreferences, ({ actor }) => getService(strapi, 'preferences').get(personOf(actor))),
  route(updatePreferences, ({ actor, body }) =>
    getService(strapi, 'preferences').update(personOf(actor), body),
  ),
];
