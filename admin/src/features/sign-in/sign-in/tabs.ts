import { PLUGIN_ID } from '../../../../../shared/constants';

/** What tabs of one browser, which share a session, tell each other. Nothing about the user. */
type Message = 'session-ended' | 'signed-in';

// Without it, each tab finds out on its own.
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`${PLUGIN_ID}-session`) : null;

export const tellTabs = (message: Message) => channel?.postMessage(message);
export const onTabs = (message: Message, react: () => void) => {
  const listener = ({ data }: MessageEvent) => data === message && react();
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
};
