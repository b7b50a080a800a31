import * as contracts from '../../../../../shared/contracts/preferences';
import { personOf } from '../../../platform/actor';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { getPreferences, updatePreferences } from './actions';

/** Only the actor's own: no route takes another user's id. */
export const preferenceRoutes = (strapi: Strapi) => [
  route(contracts.getPreferences, ({ actor }) => getPreferences(strapi, personOf(actor))),
  route(contracts.updatePreferences, ({ actor, body }) => updatePreferences(strapi, personOf(actor), body)),
];
