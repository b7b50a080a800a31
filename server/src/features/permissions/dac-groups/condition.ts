import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Config } from '../../../config';
import type { Strapi } from '../../../platform/strapi';
import { dacCodesOf } from './record';

/** The user Strapi asks about, and the permission that has the condition (permissions/engine, 5.54). */
type Asked = { id: number | string; permission?: { subject?: string | null } };
type Request = object | undefined;

/** Attribute types whose value can be a code. A relation would be compared by the ids it refers to. */
const HOLDS_CODES = ['string', 'text', 'uid', 'enumeration'];

/**
 * The condition “is in the entry's DAC group” of Strapi's role editor. Strapi evaluates it on every request
 * for the owner of the session or admin token. Fails closed: it grants nothing to users whose groups cannot
 * be read, nor to anybody where the entries have no such field.
 */
export const registerDacCondition = async (strapi: Strapi) => {
  const { field } = (strapi.config.get(`plugin::${PLUGIN_ID}`) as Config).dac;
  const hasField = fieldChecker(strapi, field);
  const codesOf = codesOncePerRequest(strapi);
  await strapi.service('admin::permission').conditionProvider.register({
    displayName: "Is in the entry's DAC group",
    name: 'in-dac-group',
    plugin: PLUGIN_ID,
    handler: async ({ id, permission }: Asked) => {
      if (!hasField(permission?.subject ?? null)) return false;
      try {
        return { [field]: { $in: await codesOf(Number(id)) } };
      } catch (error) {
        strapi.log.error('[gatehouse] the DAC groups of a user could not be read', error);
        return false;
      }
    },
  });
};

/** Whether a content type has the field; logs an error once for each type without it. */
const fieldChecker = (strapi: Strapi, field: string) => {
  const told = new Set<string | null>();
  return (uid: string | null) => {
    const type = uid === null ? undefined : strapi.contentTypes[uid as never]?.attributes[field]?.type;
    if (type && HOLDS_CODES.includes(type)) return true;
    if (!told.has(uid))
      strapi.log.error(
        `[gatehouse] the condition “Is in the entry's DAC group” stands on ${uid ?? 'what has no entries'}, which has no ` +
          `field ${field} for a code (${HOLDS_CODES.join(', ')}), and so grants nothing there. Hint: add the field, name ` +
          'another with dac.field of Gatehouse in config/plugins, or take the condition off.',
      );
    told.add(uid);
    return false;
  };
};

/** A role may have the condition on many of its permissions, and Strapi evaluates each separately. */
const codesOncePerRequest = (strapi: Strapi) => {
  const ofRequest = new WeakMap<object, Map<number, Promise<string[]>>>();
  const read = (id: number) => dacCodesOf(strapi, id);
  return (id: number): Promise<string[]> => {
    const request = strapi.requestContext.get() as Request;
    if (!request) return read(id);
    const known = ofRequest.get(request) ?? new Map<number, Promise<string[]>>();
    ofRequest.set(request, known);
    const codes = known.get(id) ?? read(id);
    known.set(id, codes);
    return codes;
  };
};
