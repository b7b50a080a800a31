import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Everything the bench writes, servers' output included. */
export const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-bench-'));

const ofTheMeasure = new Set();
const ofTheBench = new Set();

const registerIn = (pending) => (undo) => {
  pending.add(undo);
  return async () => {
    pending.delete(undo);
    await undo();
  };
};

/** Has `undo` run when the measure ends, however it ends; gives a function that runs it now. */
export const afterMeasure = registerIn(ofTheMeasure);

/** The same when the bench ends, for what several measures share. */
export const atEnd = registerIn(ofTheBench);

/** Undoes what is left, the last first. */
const undoAll = async (pending) => {
  for (const undo of [...pending].reverse()) {
    pending.delete(undo);
    try {
      await undo();
    } catch (error) {
      console.error(`Left behind: ${error.message}`);
    }
  }
};

/** Ends what a measure that failed has left running, or it would be in the way of the next one. */
export const endMeasure = () => undoAll(ofTheMeasure);

let ending;

export const cleanUp = () => {
  ending ??= (async () => {
    await undoAll(ofTheMeasure);
    await undoAll(ofTheBench);
    rmSync(folder, { recursive: true, force: true });
  })();
  return ending;
};

/** Whether somebody has interrupted the bench: the measure at work then fails, and none may begin after it. */
export const isEnding = () => ending !== undefined;

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(code)));
}
