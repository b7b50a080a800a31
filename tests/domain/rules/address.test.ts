import type { RuleScope } from '../../../shared/constants';
import type { AddressRules } from '../../../server/src/domain/facts';
import { address } from '../../../server/src/domain/rules/address';
import { aUserWho, everyCombinationOf, factsOf } from '../builders';

const HERE = '207.107.139.5';
const here = '207.107.139.0/24';
const elsewhere = '198.51.100.0/24';

const comingFrom = (from: string | null, rules: Partial<AddressRules>) =>
  address(
    factsOf(aUserWho(), { address: from, addressRules: { user: [], role: [], everyone: [], ...rules } }),
  );
const letIn = { outcome: 'pass' };
const keptOut = { outcome: 'deny', reason: 'address-not-allowed' };

describe('the IP rules', () => {
  it('say nothing where there are none, not even of an unknown address', () => {
    expect(comingFrom(HERE, {})).toEqual(letIn);
    expect(comingFrom(null, {})).toEqual(letIn);
  });

  it.each<RuleScope>(['user', 'role', 'everyone'])(
    'of the scope "%s" alone let in who matches, and nobody else',
    (scope) => {
      expect(comingFrom(HERE, { [scope]: [here] })).toEqual(letIn);
      expect(comingFrom(HERE, { [scope]: [elsewhere] })).toEqual(keptOut);
      expect(comingFrom(null, { [scope]: [here] })).toEqual(keptOut);
    },
  );

  it('let in where one rule of the scope matches, wherever it stands', () => {
    expect(comingFrom(HERE, { user: [elsewhere, here] })).toEqual(letIn);
    expect(comingFrom(HERE, { user: [here, elsewhere] })).toEqual(letIn);
    expect(comingFrom(HERE, { user: [elsewhere, '192.0.2.0/24'] })).toEqual(keptOut);
  });

  it('let in where every scope that has rules matches, in all combinations', () => {
    const silent: string[] = [];
    const choices = [silent, [here], [elsewhere], [elsewhere, here]];
    for (const rules of everyCombinationOf({ user: choices, role: choices, everyone: choices })) {
      const matches = (ranges: string[]) => ranges.length === 0 || ranges.includes(here);
      const expected = Object.values(rules).every(matches) ? letIn : keptOut;
      expect({ rules, answer: comingFrom(HERE, rules) }).toEqual({ rules, answer: expected });
    }
  });

  it.each(['nonsense', '', '207.107.139', '0xcf.0x6b.0x8b.5'])(
    'are matched by no address that is none: "%s"',
    (from) => {
      expect(comingFrom(from, { everyone: ['0.0.0.0/0', '::/0'] })).toEqual(keptOut);
    },
  );
});
