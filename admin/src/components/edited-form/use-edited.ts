import { useState } from 'react';

import { changesBetween } from './changes';

const versionOf = (record: unknown) => (record as { updatedAt?: string | null }).updatedAt ?? null;

/**
 * A record in a form while others may save it too. `base` is what the form started from: as opened, as saved,
 * or as last loaded while untouched. So no input is lost, and nobody else's change is undone.
 */
export const useEdited = <R, V extends object>(newest: R, valuesOf: (record: R) => V) => {
  const [{ base, seen, version }, set] = useState({ base: newest, seen: newest, version: versionOf(newest) });
  const [isRefused, setRefused] = useState(false);
  const initialValues = valuesOf(base);
  const newestVersion = versionOf(newest);
  // After a save, an answer requested before it may still be the newest for a moment.
  const isBehind =
    newest !== seen && !(version !== null && newestVersion !== null && newestVersion < version);
  /** What others have changed since. */
  const theirs = isBehind ? changesBetween(initialValues, valuesOf(newest)) : {};
  const isOutdated = Object.keys(theirs).length > 0;

  return {
    initialValues,
    theirs,
    isBehind,
    // A change that the form does not show, such as a lock, is no conflict.
    ifUpdatedAt: isBehind && !isOutdated ? newestVersion : version,
    isInConflict: isRefused && newestVersion !== version,
    startFrom: (record: R) => {
      set({ base: record, seen: newest, version: versionOf(record) });
      setRefused(false);
    },
    /** The server refused to overwrite somebody else's change. */
    refuse: () => setRefused(true),
    keepEditing: () => {
      set({ base, seen, version: newestVersion });
      setRefused(false);
    },
  };
};
