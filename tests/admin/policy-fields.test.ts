import {
  changedParts,
  fieldsOutOfRange,
  POLICY_GROUPS,
} from '../../admin/src/components/policy/policy-fields';
import { DEFAULT_POLICY, policyChange } from '../../shared/contracts/policy';

const withTries = (maxFailedTries: number | null) => ({
  ...DEFAULT_POLICY,
  lockout: { ...DEFAULT_POLICY.lockout, maxFailedTries },
});

it('shows every value of the policy', () => {
  const shown = POLICY_GROUPS.flatMap(({ fields }) => fields.map(({ path }) => path));
  const all = Object.entries(DEFAULT_POLICY).flatMap(([group, values]) =>
    Object.keys(values).map((name) => `${group}.${name}`),
  );

  expect(shown).toEqual(all);
});

describe('what is sent', () => {
  it('is nothing where nothing changed', () => {
    expect(changedParts(DEFAULT_POLICY, DEFAULT_POLICY)).toEqual({});
  });

  it('is what changed and nothing else', () => {
    const change = changedParts(DEFAULT_POLICY, { ...withTries(6), signIn: { revealReason: true } });

    expect(change).toEqual({ lockout: { maxFailedTries: 6 }, signIn: { revealReason: true } });
    expect(policyChange.safeParse(change).success).toBe(true);
  });
});

describe('a number', () => {
  it.each([1, 5, 100])('that the contract allows is fine: %s', (tries) => {
    expect(fieldsOutOfRange(withTries(tries))).toEqual([]);
  });

  it.each([0, 101, 1.5, null])('that the contract refuses is told at once: %s', (tries) => {
    expect(fieldsOutOfRange(withTries(tries)).map(({ path }) => path)).toEqual(['lockout.maxFailedTries']);
  });
});
