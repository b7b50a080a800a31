import { ipRuleRoutes } from './routes';
import { ipRuleSchema } from './schema';
import { ipRulesService } from './service';

export const ipRules = {
  contentTypes: { 'ip-rule': { schema: ipRuleSchema } },
  services: { ipRules: ipRulesService },
  routes: ipRuleRoutes,
};
