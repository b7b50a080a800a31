/** Whether Intl here accepts the time zone; computers that cannot name theirs answer `Etc/Unknown`. */
export const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
