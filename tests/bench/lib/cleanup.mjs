import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Everything the bench writes, servers' output included. */
export const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-bench-'));

const pending = new Set();

/** Has `undo` run when the bench ends, however it ends; gives a function that runs it now. */
export const atEnd = (undo) => {
  pending.add(undo);
  return async () => {
    pending.delete(undo);
    await undo();
  };
};

let ending;

/** Undoes what is left, the last first. */
export const cleanUp = () => {
  ending ??= (async () => {
    for (const undo of [...pending].reverse()) {
      await Promise.resolve(undo()).catch((error) => console.error(`Left behind: ${error.message}`));
    }
    rmSync(folder, { recursive: true, force: true });
  })();
  return ending;
};

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(code)));
}
