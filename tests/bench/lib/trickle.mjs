import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Sends one request after the other at a steady rate, whether or not those before have answered, and counts each
 * from the moment it was due: a sender that is late, or a server that keeps it waiting, shows in the number.
 * `late`: by how much each was sent late.
 */
export const trickle = async ({ perSecond, seconds, offsetMs = 0 }, send) => {
  const pause = 1_000 / perSecond;
  const started = performance.now() + offsetMs;
  const late = [];
  const answers = [];
  let hasFailed = false;
  for (let n = 0; n < perSecond * seconds && !hasFailed; n += 1) {
    const due = started + n * pause;
    await sleep(Math.max(0, due - performance.now()));
    // A timer may also be a fraction of a millisecond early.
    const from = Math.min(due, performance.now());
    late.push(performance.now() - from);
    const answer = send().then(() => performance.now() - from);
    // Told below. Nothing goes on for a measure that is over.
    answer.catch(() => (hasFailed = true));
    answers.push(answer);
  }
  return { samples: await Promise.all(answers), late };
};
