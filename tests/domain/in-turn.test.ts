import { inTurn } from '../../server/src/platform/in-turn';
import type { Strapi } from '../../server/src/platform/strapi';

const aRound = () => new Promise(setImmediate);

it('lets one go on in each round of the event loop, in the order they came', async () => {
  const strapi = {} as Strapi;
  const gone: string[] = [];
  const come = (name: string) => void inTurn(strapi).then(() => gone.push(name));
  const rounds: string[] = [];

  for (const name of ['first', 'second', 'third']) come(name);
  for (let round = 1; round <= 5; round += 1) {
    await aRound();
    if (round === 2) come('later');
    rounds.push(gone.join(' '));
  }

  expect(rounds.at(-1)).toBe('first second third later');
  const lengths = rounds.map((names) => names.split(' ').filter(Boolean).length);
  expect(lengths.every((length, index) => length - (lengths[index - 1] ?? 0) <= 1)).toBe(true);
});

it('goes on for whoever comes when nobody waits any more', async () => {
  const strapi = {} as Strapi;
  await inTurn(strapi);
  await inTurn(strapi);
});
