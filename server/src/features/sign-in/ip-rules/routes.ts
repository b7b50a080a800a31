import {
  createIpRule,
  deleteIpRule,
  listIpRules,
  updateIpRule,
} from '../../../../../shared/contracts/ip-rules';
import { route } from '../../../platform/handle';
import { getService } from '../../../platform/services';
import type { Strapi } from '../../../platform/strapi';

export const ipRuleRoutes = (strapi: Strapi) => {
  const ipRules = () => getService(strapi, 'ipRules');
  return [
    route(listIpRules, ({ query, actor }) => ipRules().list(query, actor)),
    route(createIpRule, ({ body, actor }) => ipRules().create(body, actor)),
    route(updateIpRule, ({ params, body, actor }) => ipRules().update(params.id, body, actor)),
    route(deleteIpRule, ({ params, query, actor }) => ipRules().remove(params.id, query, actor)),
  ];
};
