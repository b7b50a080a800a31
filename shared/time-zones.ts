/** Whether this computer's Intl takes the name of a time zone; `Etc/Unknown` is what some answer that cannot name theirs. */
export const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
