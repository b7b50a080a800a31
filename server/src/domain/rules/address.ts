import { RULE_SCOPES } from '../../../../shared/constants';
import { aboutUser, deny, pass } from '../answer';
import { compileRanges } from '../ip-range';

/**
 * Denies an address that the IP rules leave out: every scope that has ranges must match, and within a scope
 * one range is enough (with several roles, a range of any). An unknown address matches nothing.
 */
export const address = aboutUser('address', ({ address: from, addressRules }) => {
  const isLeftOut = RULE_SCOPES.some((scope) => {
    const ranges = addressRules[scope];
    return ranges.length > 0 && !matcherOf(ranges)(from);
  });
  return isLeftOut ? deny('address-not-allowed') : pass;
});

/** Ranges loaded once are checked on many requests: each list is compiled once while it is kept. */
const compiled = new WeakMap<readonly string[], ReturnType<typeof compileRanges>>();
const matcherOf = (ranges: readonly string[]) => {
  const known = compiled.get(ranges) ?? compileRanges(ranges);
  compiled.set(ranges, known);
  return known;
};
