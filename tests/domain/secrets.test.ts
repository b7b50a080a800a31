import { CannotOpen, createSecrets } from '../../server/src/platform/secrets';

const one = createSecrets('a key of enough length')!;
const other = createSecrets('another key of enough length')!;

it('opens what it has sealed, which tells nothing and is never twice the same', () => {
  const sealed = one.seal('Horse-7 ünïcode');

  expect(one.open(sealed)).toBe('Horse-7 ünïcode');
  expect(sealed).not.toContain('Horse');
  expect(one.seal('Horse-7 ünïcode')).not.toBe(sealed);
  expect(createSecrets('a key of enough length')!.open(sealed)).toBe('Horse-7 ünïcode');
});

it('recognises what was sealed with another key, and what somebody has changed', () => {
  const sealed = one.seal('Horse-7');
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');

  expect(() => other.open(sealed)).toThrow('sealed with another key');
  expect(() => one.open('plain')).toThrow(CannotOpen);
  expect(() => one.open(changed)).toThrow('not what was sealed');
  expect(() => one.open(sealed.slice(0, 20))).toThrow(CannotOpen);
});

it('is not there without a key', () => expect(createSecrets(null)).toBeNull());
