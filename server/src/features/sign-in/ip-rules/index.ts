import { followRuled } from './follow';
import { ipRuleRoutes } from './routes';
import { ipRuleSchema } from './schema';

export const ipRules = {
  tables: { 'ip-rule': ipRuleSchema },
  routes: ipRuleRoutes,
  follow: followRuled,
};
