import * as contracts from '../../../../../shared/contracts/ip-rules';
import { route } from '../../../platform/handle';
import type { Strapi } from '../../../platform/strapi';
import { createIpRule, deleteIpRule, updateIpRule } from './actions';
import { listIpRules } from './queries';

export const ipRuleRoutes = (strapi: Strapi) => {
  return [
    route(contracts.listIpRules, ({ query, actor }) => listIpRules(strapi, query, actor)),
    route(contracts.createIpRule, ({ body, actor }) => createIpRule(strapi, body, actor)),
    route(contracts.updateIpRule, ({ params, body, actor }) => updateIpRule(strapi, params.id, body, actor)),
    route(contracts.deleteIpRule, ({ params, query, actor }) =>
      deleteIpRule(strapi, params.id, query, actor),
    ),
  ];
};
