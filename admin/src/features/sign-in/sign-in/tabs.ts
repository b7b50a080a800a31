import { PLUGIN_ID } from '../../../../../shared/constants';

/** What tabs of one browser, which share a session, tell each other. Nothing of whoever is signed in. */
type Message = 'session-ended' | 'signed-in';

// Where there is none, each tab finds out by itself.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`${PLUGIN_ID}-session`) : null;

export const tellTabs = (message: Message) => channel?.postMessage(message);
export const onTabs = (message: Message, react: () => void) => {
  const listener = ({ data }: MessageEvent) => data === message && react();
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
};
