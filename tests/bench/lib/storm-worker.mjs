import { clientOf } from './http.mjs';
import { failToSignIn } from './people.mjs';

const storm = async ({ url, names, workers, seconds }) => {
  const started = performance.now();
  const until = started + seconds * 1_000;
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const client = clientOf(url);
      while (performance.now() < until) {
        await failToSignIn(client, names[next++ % names.length]);
        done += 1;
      }
      client.close();
    }),
  );
  return { perSecond: (done * 1_000) / (performance.now() - started) };
};

// Nothing goes on without the bench.
process.once('disconnect', () => process.exit());
process.once('message', (wishes) => {
  storm(wishes)
    .catch((error) => ({ error: error.message }))
    .then((result) => process.send(result, () => process.disconnect()));
});
