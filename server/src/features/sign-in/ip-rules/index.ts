import { ipRuleRoutes } from './routes';
import { ipRuleSchema } from './schema';
import { ipRulesService } from './service';

export const ipRules = {
  tables: { 'ip-rule': ipRuleSchema },
  services: { ipRules: ipRulesService },
  routes: ipRuleRoutes,
};
