import { maskTarget } from '../../server/src/domain/mask-target';

it.each([
  ['mail', 'ada@example.test', 'a•••@example.test'],
  ['mail', '"a@b"@example.test', '"•••@example.test'],
  ['mail', '😀@example.test', '😀•••@example.test'],
  ['sms', '+442079460958', '•••58'],
] as const)('tells the owner of a %s target enough: %s', (kind, target, masked) => {
  expect(maskTarget(kind, target)).toBe(masked);
});
